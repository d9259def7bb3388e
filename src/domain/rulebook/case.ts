import type { Role } from "../access/viewer.js";
import type { Claim, Dispute } from "../dispute/dispute.js";
import type { LineFacts } from "./refundable.js";
import type { ReasonRule } from "./reason-rule.js";
import type { ShipmentTimes } from "./windows.js";

/** A disputed line with what the order says of it beyond its money. */
export interface CaseLine extends LineFacts {
  /** The marketplace's own name of the category; null where the order names none. */
  readonly category: string | null;
  /** What was promised with the line. */
  readonly promises: readonly { readonly kind: string; readonly until: Date | null }[];
  /** By when it had to be handed to the carrier; null where that is not known. */
  readonly shipBy: Date | null;
  /** How many other disputes were opened on it before. */
  readonly earlierDisputes: number;
}

/** A parcel of the disputed merchant. */
export interface CaseShipment extends ShipmentTimes {
  readonly hasTrackingNumber: boolean;
  /** When the carrier last told something; null if it never did. */
  readonly lastScanAt: Date | null;
}

/** What conditions know of the order. */
export interface CaseOrder {
  readonly purchasedAt: Date;
  readonly promisedAt: Date | null;
  readonly shipments: readonly CaseShipment[];
  /** The scores of the shopper's reviews of the order, 1 (worst) to 5. */
  readonly reviewScores: readonly number[];
}

/** What facts are taken from: a dispute, or what somebody thinks of opening. */
export interface Case {
  readonly rule: ReasonRule;
  readonly currency: string;
  /** What is or would be asked for; before the opening without items. */
  readonly claim: Pick<Claim, "remedy" | "items">;
  /** The role in which it is opened. */
  readonly openedBy: Role;
  /** One or more. */
  readonly lines: readonly CaseLine[];
  readonly order: CaseOrder;
  /** Null before the opening. */
  readonly dispute: Dispute | null;
  readonly now: Date;
}

import { Side } from "../access/viewer.js";
import type { EvidenceType } from "../evidence/evidence-type.js";
import type { CaseOrder } from "../rulebook/case.js";
import { EvidenceLevel, type EvidenceSlot } from "../rulebook/evidence-slot.js";
import type { ReasonRule } from "../rulebook/reason-rule.js";
import { DisputeStatus, type Dispute } from "./dispute.js";

/** What the platform's own records of a dispute hold. */
export interface CaseRecords {
  readonly shipments: CaseOrder["shipments"];
  /** Whether a payment of the order is on record. */
  readonly paid: boolean;
  /** Whether the two sides have written to each other in the dispute. */
  readonly messages: boolean;
}

/** One line of the checklist of a dispute. */
export interface Requirement {
  /** The type of evidence that is asked for. */
  readonly slot: EvidenceType;
  readonly side: Side;
  readonly level: EvidenceSlot["level"];
  /** Whether it is there; for alternatives whether one of the side's is. */
  readonly satisfied: boolean;
  /** Until when it can be handed in; null where no clock runs for it. */
  readonly dueAt: Date | null;
  readonly hint: EvidenceSlot["hint"];
}

type Satisfied = (side: Side, dispute: Dispute, records: CaseRecords) => boolean;

/** What records hold already, so that nobody is asked for it again (Q02). All other types are handed in by a side. */
const onRecord: Readonly<Partial<Record<EvidenceType, Satisfied>>> = {
  // The carrier's record of the handover.
  PROOF_OF_SHIPMENT: (_side, _dispute, { shipments }) =>
    shipments.some(({ handedOverAt, deliveredAt }) => handedOverAt !== null || deliveredAt !== null),
  // The carrier's record of the delivery, of every parcel.
  PROOF_OF_DELIVERY: (_side, _dispute, { shipments }) =>
    shipments.length > 0 && shipments.every(({ deliveredAt }) => deliveredAt !== null),
  // The merchant's own entry at the shipment.
  TRACKING_NUMBER: (_side, _dispute, { shipments }) =>
    shipments.some(({ hasTrackingNumber }) => hasTrackingNumber),
  // The claim is the shopper's statement, the refusal is the merchant's.
  PARTY_STATEMENT: (side, dispute) => side === Side.SHOPPER || dispute.refusal !== null,
  // What both sides wrote stands in the dispute itself.
  COMMUNICATION_LOG: (_side, _dispute, { messages }) => messages,
  // The order with its lines, prices and promises is a record of the platform.
  PLATFORM_RECORD: () => true,
  // A payment on record shows what a receipt shows. An invoice is a document of the merchant and not this.
  RECEIPT: (_side, _dispute, { paid }) => paid,
};

/** The checklist of both sides: what each hands in, what is there, and until when the rest can come. */
export function requirements(
  dispute: Dispute,
  rule: Pick<ReasonRule, "merchantEvidence" | "shopperEvidence">,
  records: CaseRecords,
): Requirement[] {
  const of = (side: Side, slots: readonly EvidenceSlot[]): Requirement[] => {
    const isThere = ({ type }: EvidenceSlot) => onRecord[type]?.(side, dispute, records) ?? false;
    const anyAlternative = slots.some((slot) => slot.level === EvidenceLevel.ALTERNATIVE && isThere(slot));
    return slots.map((slot) => ({
      slot: slot.type,
      side,
      level: slot.level,
      satisfied: isThere(slot) || (slot.level === EvidenceLevel.ALTERNATIVE && anyAlternative),
      dueAt: dueAtFor(side, dispute),
      hint: slot.hint,
    }));
  };
  return [...of(Side.MERCHANT, rule.merchantEvidence), ...of(Side.SHOPPER, rule.shopperEvidence)];
}

/** The merchant's answer comes with its evidence; in an evidence round both have the same end. */
function dueAtFor(side: Side, { status, deadlineAt }: Dispute): Date | null {
  const answering = status === DisputeStatus.MERCHANT_RESPONSE && side === Side.MERCHANT;
  return answering || status === DisputeStatus.EVIDENCE ? deadlineAt : null;
}

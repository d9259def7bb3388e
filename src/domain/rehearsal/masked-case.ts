import type { RefusalCode } from "../dispute/dispute.js";
import type { RemedyKind } from "../dispute/remedy.js";
import type { Side } from "../access/viewer.js";
import { DAY_MS } from "../time.js";
import { maskerOf } from "./mask-text.js";

/** A case as it is on record up to its first ruling. Amounts are minor units as text, instants ISO 8601. */
export interface RecordedCase {
  /** Everything by which people, order and parcels are known; never shown. */
  readonly names: readonly string[];
  readonly reason: string;
  readonly currency: string;
  readonly remedy: RemedyKind;
  readonly statement: string;
  readonly refusalCode: RefusalCode | null;
  readonly refusalStatement: string | null;
  readonly purchasedAt: string;
  readonly openedAt: string;
  readonly lines: readonly {
    /** UUID. */
    readonly id: string;
    readonly title: string;
    readonly category: string | null;
    readonly quantity: number;
    readonly claimedMinor: string;
    readonly paidMinor: string;
    readonly freightPaidMinor: string;
  }[];
  readonly shipments: readonly {
    readonly handedOverAt: string | null;
    readonly deliveredAt: string | null;
  }[];
  readonly messages: readonly { readonly by: string; readonly text: string }[];
  readonly evidence: readonly {
    readonly side: Side | null;
    readonly slot: string;
    readonly narrative: string | null;
  }[];
}

/** A case without whose it is: lines go by number, instants by days from the purchase, texts are masked. */
export interface MaskedCase {
  readonly reason: string;
  readonly currency: string;
  readonly remedy: RemedyKind;
  readonly statement: string;
  readonly refusalCode: RefusalCode | null;
  readonly refusalStatement: string | null;
  readonly openedOnDay: number;
  readonly lines: readonly {
    /** From 1. */
    readonly number: number;
    readonly title: string;
    readonly category: string | null;
    readonly quantity: number;
    readonly claimedMinor: bigint;
    readonly paidMinor: bigint;
    readonly freightPaidMinor: bigint;
  }[];
  readonly shipments: readonly {
    readonly handedOverOnDay: number | null;
    readonly deliveredOnDay: number | null;
  }[];
  readonly messages: readonly { readonly by: string; readonly text: string }[];
  readonly evidence: readonly {
    readonly side: Side | null;
    readonly slot: string;
    readonly narrative: string | null;
  }[];
}

/** Masks a case: nothing of {@link RecordedCase.names} is in what comes out. */
export function maskCase(recorded: RecordedCase): MaskedCase {
  const mask = maskerOf(recorded.names);
  const maskOrNull = (text: string | null) => (text === null ? null : mask(text));
  const begin = Date.parse(recorded.purchasedAt);
  const dayOf = (instant: string) => Math.floor((Date.parse(instant) - begin) / DAY_MS);
  const dayOrNull = (instant: string | null) => (instant === null ? null : dayOf(instant));
  const { reason, currency, remedy, refusalCode } = recorded;
  return {
    ...{ reason, currency, remedy, refusalCode },
    statement: mask(recorded.statement),
    refusalStatement: maskOrNull(recorded.refusalStatement),
    openedOnDay: dayOf(recorded.openedAt),
    lines: recorded.lines.map(({ title, category, quantity, ...line }, index) => ({
      ...{ number: index + 1, title: mask(title), category: maskOrNull(category), quantity },
      claimedMinor: BigInt(line.claimedMinor),
      paidMinor: BigInt(line.paidMinor),
      freightPaidMinor: BigInt(line.freightPaidMinor),
    })),
    shipments: recorded.shipments.map(({ handedOverAt, deliveredAt }) => ({
      handedOverOnDay: dayOrNull(handedOverAt),
      deliveredOnDay: dayOrNull(deliveredAt),
    })),
    messages: recorded.messages.map(({ by, text }) => ({ by, text: mask(text) })),
    evidence: recorded.evidence.map(({ side, slot, narrative }) => ({
      side,
      slot,
      narrative: maskOrNull(narrative),
    })),
  };
}

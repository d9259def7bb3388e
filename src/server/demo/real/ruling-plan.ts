import { isMoneyRemedy, RemedyKind } from "../../../domain/dispute/remedy.js";
import { FaultParty, FindingSource, RulingOutcome, type FaultShare } from "../../../domain/ruling/ruling.js";
import { parseAmount } from "../../../domain/money.js";
import { reais, type ClaimPlan } from "./claim.js";
import type { DisputeRecord } from "./dispute-record.js";
import type { AdviceSeen } from "./platform-port.js";

/** One item of a claim as the API tells it. */
export interface ClaimItemSeen {
  readonly orderLineId: string;
  /** Minor units. */
  readonly amountMinor: bigint;
}

interface Verdict {
  readonly outcome: RulingOutcome;
  readonly because: string;
  readonly sources: readonly FindingSource[];
}

const records = [FindingSource.ORDER_RECORD, FindingSource.SHIPMENT_RECORD];
const statements = [FindingSource.SHOPPER_STATEMENT, FindingSource.MERCHANT_STATEMENT];

function onReceipt({ order, delivery_conflict: conflict }: DisputeRecord): Verdict {
  if (order.delivered_at === null) {
    const because = "No delivery is on record.";
    return { outcome: RulingOutcome.RULED_FOR_SHOPPER, because, sources: records };
  }
  if (conflict === "carrier_says_delivered_before_complaint") {
    const because = "The carrier recorded a delivery before the complaint; the shopper denies it.";
    return { outcome: RulingOutcome.NOT_PROVEN, because, sources: [...records, ...statements] };
  }
  const because = "The goods came, but only after the complaint.";
  return { outcome: RulingOutcome.RULED_SPLIT, because, sources: records };
}

function onDelay({ order }: DisputeRecord): Verdict {
  const late = order.delivered_at === null || (order.days_late ?? 0) > 0;
  return late
    ? { outcome: RulingOutcome.RULED_FOR_SHOPPER, because: "The promised day passed.", sources: records }
    : { outcome: RulingOutcome.RULED_FOR_MERCHANT, because: "It came in time.", sources: records };
}

function onGoods({ reason_source: source }: DisputeRecord): Verdict {
  return source === "keyword"
    ? {
        outcome: RulingOutcome.RULED_FOR_SHOPPER,
        because: "The shopper described the fault in detail; the merchant showed nothing against it.",
        sources: statements,
      }
    : {
        outcome: RulingOutcome.RULED_SPLIT,
        because: "The shopper's account is thin and the merchant's is no better.",
        sources: statements,
      };
}

function verdictOf(record: DisputeRecord): Verdict {
  if (record.reason === "NOT_RECEIVED") return onReceipt(record);
  if (record.reason === "LATE_DELIVERY") return onDelay(record);
  if (record.reason !== "OTHER") return onGoods(record);
  const because = "What was promised and not kept could not be established.";
  return { outcome: RulingOutcome.NOT_PROVEN, because, sources: [...statements, FindingSource.REVIEW] };
}

const faultShares: Readonly<Record<RulingOutcome, readonly FaultShare[]>> = {
  NOT_PROVEN: [],
  RULED_FOR_MERCHANT: [],
  RULED_FOR_SHOPPER: [{ party: FaultParty.MERCHANT, basisPoints: 10_000 }],
  RULED_SPLIT: [
    { party: FaultParty.MERCHANT, basisPoints: 5_000 },
    { party: FaultParty.CARRIER, basisPoints: 5_000 },
  ],
};

/** One remedy of a ruling as the API takes it; an amount left out is all that can be had, or 0 for an act. */
export interface RemedyPlan {
  readonly kind: RemedyKind;
  readonly orderLineId: string;
  readonly amount?: string;
}

/** A ruling as input of the API, without the dispute. */
export interface RulingPlan extends Readonly<Record<string, unknown>> {
  readonly outcome: RulingOutcome;
  readonly remedies: readonly RemedyPlan[];
}

/** Half of what was claimed for each line, in whole centavos and not nothing; null where no money is claimed. */
export function halfOf(items: readonly ClaimItemSeen[]): (RemedyPlan & { amount: string })[] | null {
  const money = items.filter(({ amountMinor }) => amountMinor > 1n);
  if (money.length === 0) return null;
  return money.map(({ orderLineId, amountMinor }) => ({
    kind: RemedyKind.PARTIAL_REFUND,
    orderLineId,
    amount: reais(amountMinor / 2n),
  }));
}

function remediesOf(outcome: RulingOutcome, claim: ClaimPlan, items: readonly ClaimItemSeen[]): RemedyPlan[] {
  if (outcome === RulingOutcome.NOT_PROVEN || outcome === RulingOutcome.RULED_FOR_MERCHANT) return [];
  const asClaimed = items.map(({ orderLineId, amountMinor }) => ({
    kind: claim.remedy,
    orderLineId,
    ...(isMoneyRemedy(claim.remedy) ? { amount: reais(amountMinor) } : {}),
  }));
  return outcome === RulingOutcome.RULED_SPLIT ? (halfOf(items) ?? asClaimed) : asClaimed;
}

/** The reason under which rulings on OTHER are recorded: it cannot stand by itself. */
const REASON_FOR_OTHER = "SERVICE_REFUSED_OR_STALLED";

/** The ruling on a record by its facts. */
export function rulingOf(
  record: DisputeRecord,
  claim: ClaimPlan,
  items: readonly ClaimItemSeen[],
): RulingPlan {
  const verdict = verdictOf(record);
  return planOf(verdict, claim, remediesOf(verdict.outcome, claim, items));
}

function planOf(
  { outcome, because, sources }: Verdict,
  claim: ClaimPlan,
  remedies: readonly RemedyPlan[],
): RulingPlan {
  const finalReason = claim.reason === "OTHER" ? REASON_FOR_OTHER : null;
  return {
    outcome,
    findings: [{ text: because, sources, recordedAbsence: null }],
    reasons: `${because} Decided by the records of the order, its shipments and what both sides stated.`,
    clauses: [`R-${finalReason ?? claim.reason}`],
    // The plan follows the records of the data set; it is kept only where the rulebook recommends otherwise.
    divergenceReason: because,
    faultShares: faultShares[outcome],
    remedies,
    ...(finalReason === null ? {} : { finalReason }),
  };
}

/**
 * The ruling that the rulebook recommends.
 * @returns null where it leaves an amount open, and for a reason on which no ruling can rest
 */
export function recommendedPlan(
  record: DisputeRecord,
  claim: ClaimPlan,
  { outcome, clauses, remedies }: AdviceSeen,
): RulingPlan | null {
  if (claim.reason === "OTHER") return null;
  const known = remedies.flatMap(({ kind, orderLineId, amount }) => {
    if (!isMoneyRemedy(kind)) return [{ kind, orderLineId }];
    return amount === null ? [] : [{ kind, orderLineId, amount }];
  });
  if (known.length < remedies.length) return null;
  return { ...planOf({ ...verdictOf(record), outcome }, claim, known), clauses };
}

const reversals: Readonly<Record<RulingOutcome, RulingOutcome>> = {
  NOT_PROVEN: RulingOutcome.RULED_SPLIT,
  RULED_FOR_MERCHANT: RulingOutcome.RULED_SPLIT,
  RULED_FOR_SHOPPER: RulingOutcome.RULED_FOR_MERCHANT,
  RULED_SPLIT: RulingOutcome.RULED_FOR_MERCHANT,
};

/** The opposite of a ruling, as a second instance would put it in its place. */
export function reversed(first: RulingPlan, claim: ClaimPlan, items: readonly ClaimItemSeen[]): RulingPlan {
  const outcome = reversals[first.outcome];
  const remedies = remediesOf(outcome, claim, items);
  return { ...first, outcome, remedies, faultShares: faultShares[outcome] };
}

/** The same ruling with half of its money; null where it orders none. */
export function halved(first: RulingPlan): RulingPlan | null {
  const remedies = first.remedies.map((remedy) => {
    const minor = remedy.amount === undefined ? 0n : parseAmount(remedy.amount, "BRL").minor;
    return minor > 1n ? { ...remedy, amount: reais(minor / 2n) } : remedy;
  });
  const changed = remedies.some(({ amount }, index) => amount !== first.remedies[index]?.amount);
  return changed ? { ...first, remedies } : null;
}

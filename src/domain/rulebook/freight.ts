import { split } from "../money.js";
import { FaultParty, type FaultShare } from "../ruling/ruling.js";
import { FreightBearer, FreightSituation, type FreightPayer, type FreightRule } from "./freight-rule.js";

/** What one party bears of an amount, in minor units. */
export interface BorneShare {
  readonly party: FaultParty;
  readonly amountMinor: bigint;
}

/**
 * Splits an amount by fault: what each party bears of it. Exact to the smallest unit by largest remainder; of equal
 * remainders the claimant bears the last unit last, so that it comes to the claimant.
 * @param shares basis points that sum to 10,000
 * @param claimant whose claim it is
 */
export function splitByFault(
  amountMinor: bigint,
  shares: readonly FaultShare[],
  claimant: FaultParty = FaultParty.SHOPPER,
): BorneShare[] {
  const others = shares.filter(({ party }) => party !== claimant);
  const ordered = [...others, ...shares.filter(({ party }) => party === claimant)];
  const parts = split(
    amountMinor,
    ordered.map(({ basisPoints }) => BigInt(basisPoints)),
  );
  return ordered.map(({ party }, index) => ({ party, amountMinor: parts[index] ?? 0n }));
}

/** One way of the parcel: who bears its freight in the end. */
export interface FreightLeg {
  readonly bearer: FreightBearer;
  /** What it costs, in minor units; null where nobody has told. */
  readonly amountMinor: bigint | null;
  /** Who bears how much; null while the amount, the shares of fault or what was agreed are not known. */
  readonly shares: readonly BorneShare[] | null;
}

/** A fact that freight depends on and that is not known. */
export type MissingFreightFact = "agreement" | "faultShares" | "returnFreight";

/** Freight of both ways in one situation, by the freight matrix (reference.md 3.9). */
export interface FreightPlan {
  readonly situation: FreightSituation;
  /** Who pays at first; the others are held to their share afterwards. */
  readonly paysFirst: FreightPayer;
  readonly outbound: FreightLeg;
  readonly return: FreightLeg;
  /** Code of the clause that says so. */
  readonly clause: string;
  readonly missingFacts: readonly MissingFreightFact[];
}

/** What freight is worked out from, in minor units of one currency. */
export interface FreightInput {
  /** What the shopper paid for sending the goods. */
  readonly outboundMinor: bigint;
  /** What sending them back costs; null where it is not known. */
  readonly returnMinor: bigint | null;
  /** The shares of fault as they were ruled; null where nobody has ruled. */
  readonly faultShares: readonly FaultShare[] | null;
}

/** Freight in a situation by its row of the matrix. */
export function freightOf(rule: FreightRule, input: FreightInput): FreightPlan {
  const { outboundMinor, returnMinor, faultShares } = input;
  const bearers = [rule.outbound, rule.return];
  const missingFacts: MissingFreightFact[] = [
    ...(bearers.includes(FreightBearer.AS_AGREED) ? (["agreement"] as const) : []),
    ...(bearers.includes(FreightBearer.BY_FAULT) && faultShares === null ? (["faultShares"] as const) : []),
    ...(returnMinor === null && rule.return !== FreightBearer.NONE ? (["returnFreight"] as const) : []),
  ];
  return {
    situation: rule.situation,
    paysFirst: rule.paysFirst,
    outbound: legOf(rule.outbound, outboundMinor, faultShares),
    return: legOf(rule.return, returnMinor, faultShares),
    clause: rule.clause,
    missingFacts,
  };
}

function legOf(
  bearer: FreightBearer,
  amountMinor: bigint | null,
  faultShares: readonly FaultShare[] | null,
): FreightLeg {
  if (bearer === FreightBearer.NONE) return { bearer, amountMinor: 0n, shares: [] };
  if (amountMinor === null) return { bearer, amountMinor, shares: null };
  if (bearer === FreightBearer.AS_AGREED) return { bearer, amountMinor, shares: null };
  if (bearer === FreightBearer.BY_FAULT) {
    return {
      bearer,
      amountMinor,
      shares: faultShares === null ? null : splitByFault(amountMinor, faultShares),
    };
  }
  return { bearer, amountMinor, shares: [{ party: bearer, amountMinor }] };
}

/** What is to be known of a dispute, or of what would be one, to preview its freight. */
export interface FreightQuestion extends FreightInput {
  readonly freightMatrix: readonly FreightRule[];
  /** The situation that the reason names for a dispute that the shopper wins. */
  readonly situation: FreightSituation;
  /** Who bears the way back by the category of the goods or a better promise; null where neither says. */
  readonly adjusted: { readonly bearer: FreightBearer; readonly clause: string } | null;
}

/** Freight as it would be by who wins; null where the matrix has no row for it, as for goods that never moved. */
export interface FreightPreview {
  readonly ifShopperWins: FreightPlan | null;
  readonly ifMerchantWins: FreightPlan | null;
}

/**
 * Freight before anything is decided. The shopper wins by the reason's own situation; for goods that are returned
 * without a reason it matters whether sending them was free. The merchant wins where the
 * shopper proved nothing; where delivery was refused, that was without cause then.
 */
export function freightPreview(question: FreightQuestion): FreightPreview {
  const { situation } = question;
  const rowFor = (wanted: FreightSituation) =>
    question.freightMatrix.find((row) => row.situation === wanted) ?? null;
  const planFor = (rule: FreightRule | null) => (rule === null ? null : freightOf(rule, question));
  const moved = situation !== FreightSituation.NO_FREIGHT;
  const refused = situation === FreightSituation.DELIVERY_REFUSED_WITHOUT_CAUSE;
  const charged = situation === FreightSituation.NO_REASON_RETURN && question.outboundMinor > 0n;
  const row = charged ? rowFor(FreightSituation.NO_REASON_RETURN_FREIGHT_CHARGED) : null;
  return {
    ifShopperWins: moved ? planFor(adjustedRow(row ?? rowFor(situation), question)) : null,
    ifMerchantWins: moved ? planFor(rowFor(refused ? situation : FreightSituation.NOT_PROVEN)) : null,
  };
}

/** A promise such as free returns is about the way back: the goods were sent as the order said. */
function adjustedRow(row: FreightRule | null, { adjusted }: FreightQuestion): FreightRule | null {
  if (row === null || adjusted === null) return row;
  return { ...row, return: adjusted.bearer, clause: adjusted.clause };
}

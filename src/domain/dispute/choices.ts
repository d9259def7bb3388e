import type { Side } from "../access/viewer.js";
import { smaller } from "../money.js";
import { obligationsFrom } from "../obligation/from-remedies.js";
import { ObligationParty, type ObligationKind } from "../obligation/obligation.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import type { RulingAdvice } from "../ruling/recommendation.js";
import type { RulingOutcome } from "../ruling/ruling.js";
import { OfferStatus, type Dispute } from "./dispute.js";
import { openProposalOf } from "./proposal.js";
import { totalOf, type RemedyItem } from "./remedy.js";
import { withinRefundable, type CapContext } from "./terms.js";

/** Where a way to end a case comes from. */
export const ChoiceSource = {
  OFFER: "OFFER",
  PROPOSAL: "PROPOSAL",
  RECOMMENDATION: "RECOMMENDATION",
} as const;
export type ChoiceSource = (typeof ChoiceSource)[keyof typeof ChoiceSource];

/** A way to end a case that is at hand, and what it would cost whom. */
export interface Choice {
  readonly source: ChoiceSource;
  /** Null where the rulebook recommends and nobody offers. */
  readonly offeredBy: Side | null;
  /** Null where the sides would settle. */
  readonly outcome: RulingOutcome | null;
  /** Money that the merchant would pay the shopper, in minor units. */
  readonly merchantPaysMinor: bigint;
  /** What else the merchant would have to do. */
  readonly merchantActs: readonly ObligationKind[];
  /** Money that the shopper claims and would not get, in minor units. */
  readonly shopperForgoesMinor: bigint;
  /** What the shopper would have to do. */
  readonly shopperActs: readonly ObligationKind[];
  /** Whether there is a remedy among it whose amount the mediator has yet to find; it counts as nothing. */
  readonly amountsMissing: boolean;
}

/** What choices are worked out from. */
interface ChoiceContext extends Pick<CapContext, "lines" | "rule"> {
  readonly now: Date;
  readonly rulebook: Pick<Rulebook, "timers">;
  readonly newId: () => string;
}

/**
 * The ways to end a case that are at hand: what the rulebook recommends to rule, the mediator's proposal, and each open
 * offer. What a way costs is read from the obligations that it would make, by the code that makes them.
 */
export function choicesOf(
  dispute: Dispute,
  { recommendation }: Pick<RulingAdvice, "recommendation">,
  context: ChoiceContext,
): Choice[] {
  const proposal = openProposalOf(dispute);
  const offers = dispute.offers.filter(
    ({ status, expiresAt }) => status === OfferStatus.OPEN && expiresAt > context.now,
  );
  const terms = [
    ...(proposal === null ? [] : [{ source: ChoiceSource.PROPOSAL, offeredBy: null, items: proposal.terms }]),
    ...offers.map((offer) => ({ source: ChoiceSource.OFFER, offeredBy: offer.side, items: offer.terms })),
  ].map(({ items, ...where }) => ({ ...where, outcome: null, ...costOf(dispute, items, context) }));
  if (recommendation === null) return terms;
  const { outcome, remedies } = recommendation;
  const items = remedies.map((remedy) => ({ ...remedy, amountMinor: remedy.amountMinor ?? 0n }));
  const cost = costOf(dispute, withinRefundable(items, context), context);
  const amountsMissing = remedies.some(({ amountMinor }) => amountMinor === null);
  return [
    { source: ChoiceSource.RECOMMENDATION, offeredBy: null, outcome, ...cost, amountsMissing },
    ...terms,
  ];
}

function costOf(dispute: Dispute, items: readonly RemedyItem[], context: ChoiceContext) {
  const obligations = obligationsFrom(items, context);
  const actsOf = (party: ObligationParty): ObligationKind[] =>
    obligations
      .filter(({ owner, amountMinor }) => owner === party && amountMinor === 0n)
      .map(({ kind }) => kind);
  const merchantPaysMinor = obligations.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const claimedMinor = totalOf(dispute.claim.items);
  return {
    merchantPaysMinor,
    merchantActs: actsOf(ObligationParty.MERCHANT),
    shopperForgoesMinor: claimedMinor - smaller(claimedMinor, merchantPaysMinor),
    shopperActs: actsOf(ObligationParty.SHOPPER),
    amountsMissing: false,
  };
}

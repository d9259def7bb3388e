import { Side } from "../../access/viewer.js";
import { obligationsFrom } from "../../obligation/from-remedies.js";
import { smaller } from "../../money.js";
import type { FormulaTrace } from "../../rulebook/formula-values.js";
import { refundableOf, type LineFacts } from "../../rulebook/refundable.js";
import { nextLevel } from "../../rulebook/authority.js";
import { ShopperSilenceEffect, SilenceEffect } from "../../rulebook/reason-rule.js";
import { dueObligations, owedBesideUntil } from "../deadlines.js";
import { timerRuleOf } from "../statuses.js";
import type { DecisionContext } from "../decision.js";
import { DisputeOutcome, DisputeStatus, OfferStatus, type Dispute } from "../dispute.js";
import { refundRemedies, RemedyKind, type RemedyItem } from "../remedy.js";
import { compensationCeiling, compensationOf } from "../terms.js";
import { endOf, obligationsOfRuling } from "./final-ruling.js";
import { automaticOutcome } from "./human-review.js";
import type { Handler, HandlerOutcome } from "./outcome.js";

/** An offer was not answered in time: silence is a decline, never an acceptance; row 8. */
export const expireOffer: Handler<"EXPIRE_OFFER"> = ({ offers }, _command, { now, rulebook }) => {
  const [offer] = offers
    .filter(({ status, expiresAt }) => status === OfferStatus.OPEN && expiresAt <= now)
    .toSorted((one, other) => one.expiresAt.getTime() - other.expiresAt.getTime());
  if (offer === undefined) throw new Error("The guard lets EXPIRE_OFFER pass only where an offer ran out.");
  return {
    occurrence: { type: "OFFER_EXPIRED", offerId: offer.id },
    clause: rulebook.timers.offer.clause,
  };
};

/**
 * The merchant did not answer: what the reason says of silence happens; row 9. Where it would pay
 * nothing (nothing is left to refund), the platform looks at the case instead.
 */
export const applyMerchantSilence: Handler<"APPLY_MERCHANT_SILENCE"> = (dispute, _command, context) => {
  const { rule } = context;
  const effects = rule.onMerchantSilence;
  const paid = effects.flatMap((effect) => itemsOnSilence(effect, dispute, context));
  const items = paid.map(({ item }) => item);
  const obligations = obligationsFrom(items, context);
  const toPlatform = effects.includes(SilenceEffect.PLATFORM) || obligations.length === 0;
  const formulaTraces = toPlatform ? [] : paid.flatMap(({ trace }) => trace ?? []);
  const decided = { outcome: DisputeOutcome.DEFAULTED, clause: rule.clause, effects };
  return {
    occurrence: {
      type: "MERCHANT_SILENCE_APPLIED",
      ...{ effects, formulaTraces },
      obligations: toPlatform ? [] : obligations,
      automatic: toPlatform
        ? null
        : automaticOutcome(dispute, { ...decided, awarded: items, formulaTraces }, context),
    },
    clause: rule.clause,
    ...(toPlatform
      ? { to: DisputeStatus.QUEUED }
      : { to: DisputeStatus.PERFORMING, outcome: DisputeOutcome.DEFAULTED }),
  };
};

/** What silence brings for one line, and how a compensation was worked out. */
interface SilentlyPaid {
  readonly item: RemedyItem;
  readonly trace?: FormulaTrace;
}

function itemsOnSilence(effect: SilenceEffect, dispute: Dispute, context: DecisionContext): SilentlyPaid[] {
  switch (effect) {
    case SilenceEffect.PLATFORM:
      return [];
    case SilenceEffect.COMPENSATE:
      return context.lines.flatMap((line) => compensationItem(line, dispute, context));
    case SilenceEffect.REFUND:
    case SilenceEffect.RETURN:
      return context.lines.map((line) => ({ item: refundItem(effect, line, { dispute, context }) }));
  }
}

function claimedFor({ claim }: Dispute, line: LineFacts): bigint {
  return claim.items.find(({ orderLineId }) => orderLineId === line.orderLineId)?.amountMinor ?? 0n;
}

/** What the formula gives; nothing where a fact is missing for it, for the clock does not guess. */
function compensationItem(line: LineFacts, dispute: Dispute, context: DecisionContext): SilentlyPaid[] {
  const caps = { ...context, currency: dispute.currency };
  const claimed = smaller(claimedFor(dispute, line), refundableOf(line, context.rule));
  const compensation = compensationOf(line, claimed, caps);
  if (compensation === null || "missingFacts" in compensation) return [];
  const amountMinor = smaller(compensation.amountMinor, compensationCeiling(line, claimed, caps));
  const item = { kind: RemedyKind.COMPENSATION, orderLineId: line.orderLineId, amountMinor };
  return [{ item, trace: compensation.trace }];
}

function refundItem(
  effect: "REFUND" | "RETURN",
  line: LineFacts,
  { dispute, context }: { dispute: Dispute; context: DecisionContext },
): RemedyItem {
  const refundable = refundableOf(line, context.rule);
  const asksRefund = refundRemedies.has(dispute.claim.remedy);
  return {
    kind: effect === SilenceEffect.REFUND ? RemedyKind.REFUND : RemedyKind.RETURN_AND_REFUND,
    orderLineId: line.orderLineId,
    amountMinor: asksRefund ? smaller(claimedFor(dispute, line), refundable) : refundable,
  };
}

/**
 * Nobody called the platform in: the dispute lapses, unless the shopper spoke last or the reason hands it to the
 * platform; row 10.
 */
export const endNegotiation: Handler<"END_NEGOTIATION"> = (dispute, _command, context) => {
  const { rule, rulebook } = context;
  const { clause } = rulebook.timers.requestIntervention;
  const last = dispute.offers.at(-1);
  const shopperSpokeLast =
    last?.side === Side.SHOPPER && (last.status === OfferStatus.OPEN || last.status === OfferStatus.EXPIRED);
  const toPlatform = shopperSpokeLast || rule.onShopperSilence === ShopperSilenceEffect.PLATFORM;
  return {
    occurrence: {
      type: "NEGOTIATION_ENDED",
      automatic: toPlatform ? null : automaticOutcome(dispute, { ...lapse, clause }, context),
    },
    clause,
    ...(toPlatform
      ? { to: DisputeStatus.QUEUED }
      : { to: DisputeStatus.CLOSED, outcome: DisputeOutcome.LAPSED }),
  };
};

/** The shopper's silence awards nothing. */
const lapse = { outcome: DisputeOutcome.LAPSED, effects: [], awarded: [], formulaTraces: [] } as const;

/** The platform itself is late: the level rises and both are told; rows 13 and 25. Never closes. */
export const raiseLevel: Handler<"RAISE_LEVEL"> = (dispute, _command, context) => {
  return {
    occurrence: { type: "PLATFORM_DEADLINE_MISSED" },
    level: nextLevel(context.rulebook, dispute.level),
    restartClock: true,
    ...clauseOfClock(dispute, context),
  };
};

/** The clause of the clock that has just run out. */
function clauseOfClock(dispute: Dispute, context: DecisionContext): { clause?: string } {
  const timer = timerRuleOf(dispute, context);
  return timer === null ? {} : { clause: timer.clause };
}

/** The appeal window ended: what was ruled, as far as it was not refunded meanwhile, is owed; row 27. */
export const finaliseRuling: Handler<"FINALISE_RULING"> = (dispute, _command, context): HandlerOutcome => {
  const obligations = obligationsOfRuling(dispute, context);
  return {
    occurrence: { type: "RULING_FINALISED", obligations },
    to: endOf([...dispute.obligations, ...obligations]),
    ...clauseOfClock(dispute, context),
  };
};

/** Something owed was not done in time, or still is not: the platform is told; model.md section 4. */
export const markOverdue: Handler<"MARK_OVERDUE"> = (dispute, _command, { now, rulebook }) => {
  const { obligations, level } = dispute;
  const overdue = dueObligations(obligations).filter(({ dueAt }) => dueAt <= now);
  return {
    occurrence: { type: "OBLIGATIONS_OVERDUE", obligationIds: overdue.map(({ id }) => id) },
    level: overdue.length === 0 ? nextLevel(rulebook, level) : level,
    // While an appeal is decided the status has a clock of its own, which goes on.
    restartClock: owedBesideUntil(dispute) === null,
    clause: rulebook.timers.performanceReview.clause,
  };
};

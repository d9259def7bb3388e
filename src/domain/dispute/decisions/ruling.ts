import { ErrorCode, refuse, RefusedError, type Refusal } from "../../errors.js";
import { formatAmount } from "../../money.js";
import { mayRuleOn } from "../../rulebook/authority.js";
import { ruleFor } from "../../rulebook/reason.js";
import { isCertifiedFor } from "../../staff/certification.js";
import type { ReasonRule } from "../../rulebook/reason-rule.js";
import { secondReviewGround, type RulingReview } from "../../ruling/second-review.js";
import { diverges, recommendedRuling } from "../../ruling/recommendation.js";
import type { RecommendedRuling, Ruling } from "../../ruling/ruling.js";
import { keptDeficiencies } from "./ruling-deficiencies.js";
import type { CommandInputs } from "../command.js";
import type { DecisionContext } from "../decision.js";
import { waitingOnIn } from "../deadlines.js";
import type { Dispute } from "../dispute.js";
import { startClock } from "../running-clock.js";
import { isMoneyRemedy } from "../remedy.js";
import { amountAtStake, checkTerms } from "../terms.js";
import { requireSettledKept } from "./final-ruling.js";
import type { Handler, HandlerContext } from "./outcome.js";
import { conclusionsOf, requireWhole, ruledRemedies } from "./ruling-graph.js";
import { requireFindings, requireReadable } from "./ruling-grounds.js";

type RulingInput = CommandInputs["ISSUE_RULING"];

/** Decides the dispute with findings, reasons and clauses; row 24. */
export const issueRuling: Handler<"ISSUE_RULING"> = (dispute, input, context) => {
  requireSettledKept(dispute, input.remedies);
  const ruling = reasonedRuling(dispute, input, context);
  return {
    occurrence: { type: "RULING_ISSUED", ruling, finalReason: input.finalReason },
    outcome: input.outcome,
  };
};

/** What a ruling may not lack or order: each throws RefusedError; checked in this order. */
const requirements: readonly ((dispute: Dispute, input: RulingInput, context: HandlerContext) => unknown)[] =
  [
    (dispute, { findings }, context) => {
      requireFindings(findings, dispute, context);
    },
    (_dispute, input, context) => {
      requireClauses(input, context);
    },
    (_dispute, { faultShares }) => {
      requireWhole(faultShares, { what: "fault shares", field: ["faultShares"] });
    },
    (_dispute, input) => {
      requireConsistentRemedies(input);
    },
    requireAuthority,
    (_dispute, _input, context) => {
      requireCertificate(context.rule, context);
    },
    ({ currency }, { remedies }, context) => {
      if (remedies.length > 0) checkTerms(remedies, { ...context, currency }, "remedies");
    },
    (dispute, input) => conclusionsOf(input, dispute),
    (dispute, input, context) => ruledRemedies(input, dispute, context),
    requireReasonToDiverge,
    keptDeficiencies,
    requireSecondReview,
  ];

/**
 * The ruling that an input makes, served where the context's target leads.
 * @throws RefusedError as `issueRuling`, for what a ruling may not lack or order
 */
export function reasonedRuling(dispute: Dispute, input: RulingInput, context: HandlerContext): Ruling {
  const ruledOn = { ...context, rule: requireFinalReason(input, context) };
  for (const require of requirements) require(dispute, input, ruledOn);
  const { now, newId, viewer, target } = context;
  const served = { ...dispute, status: target, waitingOn: waitingOnIn(target, dispute) };
  const { outcome, findings, reasons, clauses, faultShares } = input;
  return {
    id: newId(),
    mediatorId: viewer.id,
    outcome,
    findings,
    reasons,
    clauses,
    conclusions: conclusionsOf(input, dispute),
    faultShares,
    remedies: ruledRemedies(input, dispute, ruledOn),
    issuedAt: now,
    appealableUntil: startClock(served, context).deadlineAt ?? now,
    ...requireReasonToDiverge(dispute, input, ruledOn),
    review: requireSecondReview(dispute, input, ruledOn),
    deficiencies: keptDeficiencies(dispute, input, ruledOn),
  };
}

/** Everything that stands against a ruling, the first of it what {@link reasonedRuling} is refused with. */
export function rulingRefusals(
  dispute: Dispute,
  input: RulingInput,
  context: HandlerContext,
): readonly Refusal[] {
  const reason = refusalsOf(() => requireFinalReason(input, context));
  if (reason.length > 0) return reason;
  const ruledOn = { ...context, rule: requireFinalReason(input, context) };
  return requirements.flatMap((require) => refusalsOf(() => require(dispute, input, ruledOn)));
}

function refusalsOf(work: () => unknown): readonly Refusal[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals;
    throw error;
  }
}

/**
 * Who rules otherwise than recommended says why; what is kept with the ruling makes that countable. A reason that
 * is given though nothing diverges is not kept, so that a client may always send what was typed.
 */
function requireReasonToDiverge(
  { currency }: Dispute,
  input: RulingInput,
  { recommend, rule }: DecisionContext,
): Pick<Ruling, "recommended" | "divergenceReason"> {
  const recommendation = recommend?.(rule) ?? null;
  if (recommendation === null) return { recommended: null, divergenceReason: null };
  const recommended = recommendedRuling(recommendation);
  if (!diverges(input, recommended)) return { recommended, divergenceReason: null };
  const divergenceReason = input.divergenceReason ?? null;
  if (divergenceReason !== null) return { recommended, divergenceReason };
  refuse(
    ErrorCode.REASONS_REQUIRED,
    `The rulebook recommends otherwise, by ${recommended.clause}. Say in divergenceReason why you do not follow it.`,
    { field: ["divergenceReason"], details: shownRecommendation(recommended, currency) },
  );
}

/** Where the rule asks for a second pair of eyes, a senior has approved exactly what is issued. */
function requireSecondReview(
  { currency }: Dispute,
  { remedies, contentHash }: RulingInput,
  { approvedRuling, ...context }: DecisionContext,
): RulingReview | null {
  const ground = secondReviewGround(remedies, { ...context, currency });
  if (ground === null || approvedRuling === undefined) return null;
  if (approvedRuling !== null && approvedRuling.contentHash === contentHash)
    return byAnother(approvedRuling, context);
  refuse(
    ErrorCode.FOUR_EYES_REQUIRED,
    "A senior mediator looks at this ruling first. Save it with draftRuling, hand it to them with submitRulingForReview, and " +
      "issue exactly what was approved.",
    { details: { ground } },
  );
}

/** Who approved a ruling and got the case since does not issue it: two pairs of eyes are those of two people. */
function byAnother(review: RulingReview, { viewer }: Pick<DecisionContext, "viewer">): RulingReview {
  if (review.reviewerId !== viewer.id) return review;
  refuse(
    ErrorCode.FOUR_EYES_REQUIRED,
    "You approved this ruling yourself before you got the case. Save it as your own, and let another senior mediator look at it.",
  );
}

function shownRecommendation({ outcome, clause, remedies }: RecommendedRuling, currency: string) {
  const shown = remedies.map(({ kind, orderLineId, amountMinor }) => {
    const amount = amountMinor === null ? "as found" : formatAmount({ minor: amountMinor, currency });
    return isMoneyRemedy(kind) ? `${kind} ${amount} ${orderLineId}` : `${kind} ${orderLineId}`;
  });
  return { outcome, clause, currency, remedies: shown };
}

/**
 * The rule of the reason that is ruled on.
 * @throws RefusedError VALIDATION for a reason that is none, REASONS_REQUIRED where the real one must be named
 */
export function requireFinalReason(
  { finalReason }: RulingInput,
  { rule, rulebook }: DecisionContext,
): ReasonRule {
  const field = { field: ["finalReason"] };
  const found = finalReason === null ? rule : ruleFor(rulebook, finalReason);
  if (found === null) refuse(ErrorCode.VALIDATION, "The rulebook of this dispute has no such reason.", field);
  if (found.mustBeRecoded) {
    refuse(
      ErrorCode.REASONS_REQUIRED,
      `A ruling cannot rest on ${found.code}. Name the real reason in finalReason.`,
      field,
    );
  }
  return found;
}

function requireClauses({ clauses }: RulingInput, { rulebook }: DecisionContext): void {
  requireReadable(clauses, "clauses", ["clauses"]);
  if (clauses.length === 0)
    refuse(ErrorCode.REASONS_REQUIRED, "A ruling cites at least one clause.", { field: ["clauses"] });
  const unknown = clauses.find((clause) => rulebook.clauses[clause] === undefined);
  if (unknown === undefined) return;
  refuse(
    ErrorCode.UNKNOWN_CLAUSE,
    `Rulebook ${rulebook.version}, which this dispute is under, has no clause "${unknown.slice(0, 100)}".`,
    { field: ["clauses"] },
  );
}

function requireConsistentRemedies({ outcome, remedies }: RulingInput): void {
  const forMerchant = outcome === "RULED_FOR_MERCHANT" || outcome === "NOT_PROVEN";
  if (forMerchant === (remedies.length === 0)) return;
  refuse(
    ErrorCode.VALIDATION,
    forMerchant ? `${outcome} orders no remedies.` : `${outcome} orders at least one remedy.`,
    { field: ["remedies"] },
  );
}

/**
 * Whoever rules may order this.
 * @throws RefusedError AUTHORITY_EXCEEDED below the floor of the reason, or above what the level may order
 */
export function requireAuthority(
  { currency }: Dispute,
  { remedies }: Pick<RulingInput, "remedies">,
  { rule, rulebook, mediator, lines }: DecisionContext,
): void {
  const level = mediator?.level ?? 1;
  if (level < rule.levelFloor) {
    refuse(
      ErrorCode.AUTHORITY_EXCEEDED,
      `Only level ${rule.levelFloor} or higher rules on ${rule.code}; you have level ${level}.`,
    );
  }
  if (mayRuleOn(rulebook, level, { minor: amountAtStake(remedies, lines), currency })) return;
  refuse(
    ErrorCode.AUTHORITY_EXCEEDED,
    `The remedies are above what level ${level} may order. A higher level must rule.`,
    { field: ["remedies"] },
  );
}

/** Whoever rules is certified for the reason that is ruled on, at this moment; a simulation knows nothing of that. */
function requireCertificate({ code }: ReasonRule, { mediator, rulebook, now }: DecisionContext): void {
  if (mediator === null || isCertifiedFor(mediator, code, { rulebook, now })) return;
  refuse(
    ErrorCode.NOT_CERTIFIED,
    `You are not certified for ${code}, so you cannot rule on it. Pass the case on, or renew the certification.`,
  );
}

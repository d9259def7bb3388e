import { ErrorCode, refuse } from "../../errors.js";
import { formatAmount, WHOLE_BASIS_POINTS } from "../../money.js";
import { mayRuleOn } from "../../rulebook/authority.js";
import { ruleFor } from "../../rulebook/reason.js";
import { isCertifiedFor } from "../../staff/certification.js";
import type { ReasonRule } from "../../rulebook/reason-rule.js";
import { diverges, recommendedRuling, type Recommendation } from "../../ruling/recommendation.js";
import type { RecommendedRuling, Ruling } from "../../ruling/ruling.js";
import type { CommandInputs, DecisionContext } from "../command.js";
import { waitingOnIn } from "../deadlines.js";
import type { Dispute } from "../dispute.js";
import { startClock } from "../running-clock.js";
import { isMoneyRemedy } from "../remedy.js";
import { amountAtStake, checkTerms } from "../terms.js";
import type { Handler, HandlerContext } from "./outcome.js";
import { requireFindings, requireReadable } from "./ruling-grounds.js";

type RulingInput = CommandInputs["ISSUE_RULING"];

/** Decides the dispute with findings, reasons and clauses; row 24. */
export const issueRuling: Handler<"ISSUE_RULING"> = (dispute, input, context) => {
  const ruling = reasonedRuling(dispute, input, context);
  return {
    occurrence: { type: "RULING_ISSUED", ruling, finalReason: input.finalReason },
    outcome: input.outcome,
  };
};

/**
 * The ruling that an input makes, served where the context's target leads.
 * @throws RefusedError as `issueRuling`, for what a ruling may not lack or order
 */
export function reasonedRuling(dispute: Dispute, input: RulingInput, context: HandlerContext): Ruling {
  const found = requireFinalReason(input, context);
  requireFindings(input.findings, dispute);
  requireClauses(input, context);
  requireFaultShares(input);
  requireConsistentRemedies(input);
  requireAuthority(dispute, input, { ...context, rule: found });
  requireCertificate(found, context);
  if (input.remedies.length > 0)
    checkTerms(input.remedies, { ...context, rule: found, currency: dispute.currency }, "remedies");
  const { now, newId, viewer, target } = context;
  const served = { ...dispute, status: target, waitingOn: waitingOnIn(target, dispute) };
  const { outcome, findings, reasons, clauses, faultShares, remedies } = input;
  return {
    id: newId(),
    mediatorId: viewer.id,
    outcome,
    findings,
    reasons,
    clauses,
    faultShares,
    remedies,
    issuedAt: now,
    appealableUntil: startClock(served, context).deadlineAt ?? now,
    ...requireReasonToDiverge(input, context.recommend?.(found) ?? null, dispute),
  };
}

/**
 * Who rules otherwise than recommended says why; what is kept with the ruling makes that countable. A reason that
 * is given though nothing diverges is not kept, so that a client may always send what was typed.
 */
function requireReasonToDiverge(
  input: RulingInput,
  recommendation: Recommendation | null,
  { currency }: Dispute,
): Pick<Ruling, "recommended" | "divergenceReason"> {
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

function shownRecommendation({ outcome, clause, remedies }: RecommendedRuling, currency: string) {
  const shown = remedies.map(({ kind, orderLineId, amountMinor }) => {
    const amount = amountMinor === null ? "as found" : formatAmount({ minor: amountMinor, currency });
    return isMoneyRemedy(kind) ? `${kind} ${amount} ${orderLineId}` : `${kind} ${orderLineId}`;
  });
  return { outcome, clause, currency, remedies: shown };
}

function requireFinalReason({ finalReason }: RulingInput, { rule, rulebook }: DecisionContext): ReasonRule {
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

function requireFaultShares({ faultShares }: RulingInput): void {
  if (faultShares.length === 0) return;
  const field = { field: ["faultShares"] };
  if (new Set(faultShares.map(({ party }) => party)).size < faultShares.length) {
    refuse(ErrorCode.VALIDATION, "Each party appears once in the fault shares.", field);
  }
  if (faultShares.some(({ basisPoints }) => !Number.isInteger(basisPoints) || basisPoints <= 0)) {
    refuse(ErrorCode.VALIDATION, "A fault share is a whole number of basis points above 0.", field);
  }
  const sum = faultShares.reduce((total, { basisPoints }) => total + basisPoints, 0);
  if (BigInt(sum) === WHOLE_BASIS_POINTS) return;
  refuse(
    ErrorCode.VALIDATION,
    `Fault shares sum to 10000 basis points or are left empty; these sum to ${sum}.`,
    field,
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

function requireAuthority(
  { currency }: Dispute,
  { remedies }: RulingInput,
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

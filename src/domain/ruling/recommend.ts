import { isMoneyRemedy, refundRemedies, RemedyKind } from "../dispute/remedy.js";
import { compensationCeiling, compensationOf, refundCeiling, type CapContext } from "../dispute/terms.js";
import { smaller } from "../money.js";
import { refundableOf } from "../rulebook/refundable.js";
import { caseFacts } from "../rulebook/case-facts.js";
import type { Case, CaseLine } from "../rulebook/case.js";
import type { Compensation, FoundFacts } from "../rulebook/compensation.js";
import type { ConditionLanguage } from "../rulebook/condition.js";
import type { CaseFacts } from "../rulebook/facts/fact.js";
import { RecommendedAmount, type RecommendationRule } from "../rulebook/conditional-rule.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import {
  ConditionState,
  type Burden,
  type ConditionTrace,
  type Recommendation,
  type RecommendedRemedy,
  type RulingAdvice,
} from "./recommendation.js";

/** What advice is worked out from. */
export interface AdviceQuestion {
  /** Its rule is the reason's that would be ruled on. */
  readonly subject: Case;
  readonly rulebook: Pick<Rulebook, "limits" | "version">;
  readonly language: ConditionLanguage;
  /** What was found beyond the records. Absent: nothing. */
  readonly found?: FoundFacts;
}

/** Goes through the reason's recommendations in order: the first that holds on what is known is the advice. */
export function recommend(question: AdviceQuestion): RulingAdvice {
  const { subject, language } = question;
  const facts = caseFacts(subject);
  const { held, trace } = firstThatHolds(subject.rule.recommendations, facts, language);
  return {
    recommendation: held === null ? null : resolved(held, question),
    trace,
    burden: burdenIn(subject, facts, language),
  };
}

function burdenIn({ rule }: Case, facts: CaseFacts, language: ConditionLanguage): Burden {
  const { held, trace } = firstThatHolds(rule.burdenRules, facts, language);
  const { burdenOfProof, clause } = held ?? rule;
  return { burdenOfProof, clause, trace };
}

/** A rule whose condition is unknown is passed over, and the trace says which facts it would have needed. */
function firstThatHolds<Rule extends { readonly when: string; readonly clause: string }>(
  rules: readonly Rule[],
  facts: CaseFacts,
  language: ConditionLanguage,
): { held: Rule | null; trace: ConditionTrace[] } {
  const trace: ConditionTrace[] = [];
  for (const rule of rules) {
    const looked = lookAt(rule, facts, language);
    trace.push(looked);
    if (looked.state === ConditionState.HELD) return { held: rule, trace };
  }
  return { held: null, trace };
}

function lookAt(
  { when, clause }: { readonly when: string; readonly clause: string },
  facts: CaseFacts,
  language: ConditionLanguage,
): ConditionTrace {
  const answer = language.evaluate(when, facts);
  if ("missing" in answer) {
    return { condition: when, clause, state: ConditionState.UNKNOWN, missingFacts: answer.missing };
  }
  return {
    condition: when,
    clause,
    state: answer.value ? ConditionState.HELD : ConditionState.FAILED,
    missingFacts: [],
  };
}

/** What a rule amounts to in this case; null where it orders remedies and nothing is left to order. */
function resolved(
  { outcome, remedies, clause }: RecommendationRule,
  { subject, rulebook, found = {} }: AdviceQuestion,
): Recommendation | null {
  const { lines, rule, currency } = subject;
  const caps: CapContext = { lines, rule, rulebook, currency, found };
  const each = remedies.flatMap((remedy) => lines.map((line) => remedyFor(remedy, line, { subject, caps })));
  const payable = withoutNothing(boundRefunds(each, subject));
  if (remedies.length > 0 && payable.length === 0) return null;
  return { outcome, remedies: payable, clauses: [clause, ...(clause === rule.clause ? [] : [rule.clause])] };
}

type RemedyRule = RecommendationRule["remedies"][number];

function remedyFor(
  { kind, amount }: RemedyRule,
  line: CaseLine,
  { subject, caps }: { subject: Case; caps: CapContext },
): RecommendedRemedy {
  const { orderLineId } = line;
  const refundable = refundableOf(line, subject.rule);
  const most =
    kind === RemedyKind.COMPENSATION
      ? compensationCeiling(line, refundable, caps)
      : refundCeiling(kind, line, subject.rule);
  const worth = worthOf(amount, line, { subject, caps });
  if ("missingFacts" in worth) {
    return { kind, orderLineId, amountMinor: null, atMostMinor: most, formulaTrace: null, ...worth };
  }
  const amountMinor = smaller(worth.amountMinor, most);
  const formulaTrace = worth.trace ?? null;
  return { kind, orderLineId, amountMinor, atMostMinor: null, missingFacts: [], formulaTrace };
}

type Worth = Compensation | { readonly amountMinor: bigint; readonly trace?: undefined };

function worthOf(
  amount: RecommendedAmount,
  line: CaseLine,
  { subject, caps }: { subject: Case; caps: CapContext },
): Worth {
  const refundable = refundableOf(line, subject.rule);
  const claimed = claimedFor(subject, line);
  switch (amount) {
    case RecommendedAmount.NONE:
      return { amountMinor: 0n };
    case RecommendedAmount.CLAIMED:
      return { amountMinor: claimed };
    case RecommendedAmount.REFUNDABLE:
      return { amountMinor: refundable };
    case RecommendedAmount.FREIGHT:
      return { amountMinor: line.freightPaidMinor };
    case RecommendedAmount.COMPENSATION:
      return compensationOf(line, smaller(claimed, refundable), caps) ?? { amountMinor: 0n };
  }
}

function claimedFor({ claim }: Pick<Case, "claim">, { orderLineId }: CaseLine): bigint {
  return claim.items.find((item) => item.orderLineId === orderLineId)?.amountMinor ?? 0n;
}

/**
 * All refunds of a line together stay within what is refundable of it, and within what the shopper claims where that
 * is a refund: nobody is advised to order more than was asked for.
 */
function boundRefunds(
  remedies: readonly RecommendedRemedy[],
  { lines, rule, claim }: Case,
): RecommendedRemedy[] {
  const asksRefund = refundRemedies.has(claim.remedy);
  const rest = new Map(
    lines.map((line) => {
      const refundable = refundableOf(line, rule);
      return [line.orderLineId, asksRefund ? smaller(refundable, claimedFor({ claim }, line)) : refundable];
    }),
  );
  return remedies.map((remedy) => {
    const { kind, orderLineId, amountMinor } = remedy;
    if (amountMinor === null || !refundRemedies.has(kind)) return remedy;
    const left = rest.get(orderLineId) ?? 0n;
    const bounded = smaller(amountMinor, left);
    rest.set(orderLineId, left - bounded);
    return { ...remedy, amountMinor: bounded };
  });
}

/** Money of 0 orders nothing and a ruling could not name it. */
function withoutNothing(remedies: readonly RecommendedRemedy[]): RecommendedRemedy[] {
  return remedies.filter(({ kind, amountMinor }) => amountMinor !== 0n || !isMoneyRemedy(kind));
}

import { formatAmount, smaller } from "../money.js";
import { refundFor, type Compensation } from "../rulebook/compensation.js";
import type { FormulaTrace } from "../rulebook/formula-values.js";
import { refundableOf, type LineFacts } from "../rulebook/refundable.js";
import { refundRemedies, RemedyKind } from "./remedy.js";
import { compensationCeiling, compensationOf, refundCeiling, type CapContext } from "./terms.js";

/** What a remedy would bring for one line, in minor units. */
export interface LineEstimate {
  readonly orderLineId: string;
  /** What the rule gives; null where facts are missing for it or it names no amount. */
  readonly amountMinor: bigint | null;
  /** The most that may be asked for. */
  readonly mostMinor: bigint;
  /** The part of what is asked that the rule bears. */
  readonly withinRuleMinor: bigint;
  /** The part of what is asked that no rule bears; `openDispute` would refuse it. */
  readonly beyondRuleMinor: bigint;
  readonly missingFacts: readonly string[];
  /** How the amount was worked out; null where there is none. */
  readonly formulaTrace: FormulaTrace | null;
  /** What the figures mean, in a sentence or two. */
  readonly explanation: string;
}

/**
 * What a remedy would bring for a line, before anything is opened (D21): nobody has to guess what is reasonable to ask.
 * @param askedMinor what would be asked for; null: what the rule gives
 */
export function estimateRemedy(
  remedy: RemedyKind,
  line: LineFacts,
  askedMinor: bigint | null,
  caps: CapContext,
): LineEstimate {
  const given = givenBy(remedy, line, { askedMinor, caps });
  const mostMinor = mostOf(remedy, line, caps);
  const amountMinor = given !== null && "amountMinor" in given ? smaller(given.amountMinor, mostMinor) : null;
  const asked = askedMinor ?? amountMinor ?? mostMinor;
  const withinRuleMinor = smaller(asked, mostMinor);
  const figures = {
    amountMinor,
    mostMinor,
    withinRuleMinor,
    beyondRuleMinor: asked - withinRuleMinor,
    missingFacts: given !== null && "missingFacts" in given ? given.missingFacts : [],
  };
  return {
    orderLineId: line.orderLineId,
    ...figures,
    formulaTrace: given !== null && "trace" in given ? given.trace : null,
    explanation: explain(remedy, figures, caps),
  };
}

function givenBy(
  remedy: RemedyKind,
  line: LineFacts,
  { askedMinor, caps }: { askedMinor: bigint | null; caps: CapContext },
): Compensation | null {
  const { rule, rulebook, currency } = caps;
  if (refundRemedies.has(remedy)) {
    const { paidMinor, refundedMinor } = line;
    const freightMinor = rule.freightRefundable ? line.freightPaidMinor : 0n;
    const formula = remedy === RemedyKind.REFUND_FREIGHT ? "REFUND_OF_FREIGHT" : "REFUND_OF_LINE";
    const basis = { clause: rule.clause, rulebookVersion: rulebook.version, currency };
    return refundFor(formula, { paidMinor, freightMinor, refundedMinor }, basis);
  }
  if (remedy !== RemedyKind.COMPENSATION) return null;
  const refundable = refundableOf(line, rule);
  return compensationOf(line, smaller(askedMinor ?? refundable, refundable), caps);
}

function mostOf(remedy: RemedyKind, line: LineFacts, caps: CapContext): bigint {
  if (refundRemedies.has(remedy)) return refundCeiling(remedy, line, caps.rule);
  return remedy === RemedyKind.COMPENSATION
    ? compensationCeiling(line, refundableOf(line, caps.rule), caps)
    : 0n;
}

type Figures = Omit<LineEstimate, "orderLineId" | "formulaTrace" | "explanation">;

function explain(remedy: RemedyKind, figures: Figures, { rule, currency }: CapContext): string {
  const shown = (minor: bigint): string => `${formatAmount({ minor, currency })} ${currency}`;
  const { amountMinor, mostMinor, beyondRuleMinor, missingFacts } = figures;
  if (remedy !== RemedyKind.COMPENSATION && !refundRemedies.has(remedy)) {
    return `${remedy} is an act: it has no amount.`;
  }
  const base =
    amountMinor === null
      ? `By ${rule.clause} it is at most ${shown(mostMinor)}.`
      : `By ${rule.clause} it is ${shown(amountMinor)}, and at most ${shown(mostMinor)}.`;
  const missing =
    missingFacts.length === 0 ? "" : ` How much exactly depends on: ${missingFacts.join(", ")}.`;
  const beyond =
    beyondRuleMinor === 0n
      ? ""
      : ` ${shown(beyondRuleMinor)} of what is asked is beyond the rule and would be refused.`;
  return base + missing + beyond;
}

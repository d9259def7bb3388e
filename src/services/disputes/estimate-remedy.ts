import { estimateRemedy as estimateLine, type LineEstimate } from "../../domain/dispute/estimate.js";
import { isMoneyRemedy, type RemedyKind } from "../../domain/dispute/remedy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { parseAmount } from "../../domain/money.js";
import type { UseCaseContext } from "../use-case.js";
import { readDisputedLines } from "./disputed-lines.js";
import { ruleNow } from "./open-dispute.js";
import type { ClaimLineInput } from "./remedy-inputs.js";

/** What somebody thinks of asking for. */
export interface EstimateInput {
  /** An amount that is null stands for what the rule gives. */
  readonly lines: readonly ClaimLineInput[];
  readonly reason: string;
  readonly remedy: RemedyKind;
}

/** What it would bring. */
export interface RemedyEstimate {
  readonly lines: readonly LineEstimate[];
  readonly currency: string;
  /** Minor units. */
  readonly withinRuleMinor: bigint;
  /** Minor units. */
  readonly beyondRuleMinor: bigint;
  readonly clause: string;
  readonly rulebookVersion: string;
}

/**
 * What a remedy would bring before a dispute is opened, by the rulebook in force; nothing is written.
 * @throws RefusedError NOT_FOUND, VALIDATION as `openDispute`; REMEDY_NOT_ALLOWED, INVALID_AMOUNT
 */
export async function estimateRemedy(context: UseCaseContext, input: EstimateInput): Promise<RemedyEstimate> {
  const ids = input.lines.map(({ orderLineId }) => orderLineId);
  const { order, lines } = await readDisputedLines(context.database, context, ids);
  const { rulebook, rule } = await ruleNow(context.database, context, { reason: input.reason, lines });
  const { remedy } = input;
  if (!rule.remedies.includes(remedy)) {
    refuse(ErrorCode.REMEDY_NOT_ALLOWED, `${rule.code} allows ${rule.remedies.join(", ")}.`, {
      field: ["remedy"],
      details: { allowed: rule.remedies },
    });
  }
  const { currency } = order;
  const caps = { lines, rule, rulebook, currency };
  const estimates = input.lines.flatMap(({ orderLineId, amount }, index) => {
    const asked = askedMinor(amount, remedy, { currency, index });
    return lines
      .filter((line) => line.orderLineId === orderLineId)
      .map((line) => estimateLine(remedy, line, asked, caps));
  });
  const sum = (of: (estimate: LineEstimate) => bigint) =>
    estimates.reduce((total, each) => total + of(each), 0n);
  return {
    lines: estimates,
    currency,
    withinRuleMinor: sum(({ withinRuleMinor }) => withinRuleMinor),
    beyondRuleMinor: sum(({ beyondRuleMinor }) => beyondRuleMinor),
    clause: rule.clause,
    rulebookVersion: rulebook.version,
  };
}

function askedMinor(
  amount: string | null,
  remedy: RemedyKind,
  { currency, index }: { readonly currency: string; readonly index: number },
): bigint | null {
  if (amount === null) return null;
  const field = ["orderLines", String(index), "amount"];
  if (!isMoneyRemedy(remedy)) {
    refuse(ErrorCode.INVALID_AMOUNT, `${remedy} is an act and takes no amount.`, { field });
  }
  return parseAmount(amount, currency, field).minor;
}

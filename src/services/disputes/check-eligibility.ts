import { eligibilityRefusals } from "../../domain/dispute/eligibility.js";
import { judge } from "../../domain/dispute/judge.js";
import { isMoneyRemedy, refundRemedies, RemedyKind } from "../../domain/dispute/remedy.js";
import { compensationCeiling, refundCeiling } from "../../domain/dispute/terms.js";
import { ErrorCode, refusal, type Refusal } from "../../domain/errors.js";
import type { Money } from "../../domain/money.js";
import { refundableOf } from "../../domain/rulebook/refundable.js";
import type { UseCaseContext } from "../use-case.js";
import { readDisputedLines } from "./disputed-lines.js";
import { ruleNow } from "./open-dispute.js";

/** The question that a client asks before it shows the form. */
export interface EligibilityInput {
  /** UUIDs. */
  readonly orderLineIds: readonly string[];
  readonly reason: string;
  readonly remedy: RemedyKind;
}

/** Whether a dispute can be opened, why not, and how much at most. */
export interface Eligibility {
  readonly eligible: boolean;
  /** Every reason why not; none when eligible. */
  readonly refusals: readonly Refusal[];
  /** The most that the remedy can bring for these lines; 0 for acts. */
  readonly refundable: Money;
}

/**
 * The dry run of `openDispute`: the same checks on the same data, and nothing is written.
 * @throws RefusedError NOT_FOUND, VALIDATION as `openDispute`
 */
export async function checkEligibility(
  context: UseCaseContext,
  input: EligibilityInput,
): Promise<Eligibility> {
  const { order, lines } = await readDisputedLines(context.database, context, input.orderLineIds);
  const { rulebook, rule, adjustments } = await ruleNow(context.database, context, {
    reason: input.reason,
    lines,
  });
  const { remedy } = input;
  const { currency } = order;
  const asked = {
    order,
    lines,
    remedy,
    rule,
    rulebook,
    adjustments,
    viewer: context.viewer,
    now: context.clock.now(),
  };
  const judgement = judge("OPEN_DISPUTE", null, { ...asked, mediator: null });
  const refusals = "refused" in judgement ? [judgement.refused] : eligibilityRefusals(asked);
  const most = lines.map((line) => {
    if (refundRemedies.has(remedy)) return refundCeiling(remedy, line, rule);
    if (remedy !== RemedyKind.COMPENSATION) return 0n;
    return compensationCeiling(line, refundableOf(line, rule), { lines, rule, rulebook, currency });
  });
  const minor = most.reduce((sum, part) => sum + part, 0n);
  if (refusals.length === 0 && isMoneyRemedy(remedy) && minor === 0n) {
    refusals.push(
      refusal(ErrorCode.NOTHING_TO_CLAIM, `${remedy} can bring nothing for these lines.`, {
        field: ["remedy"],
      }),
    );
  }
  return { eligible: refusals.length === 0, refusals, refundable: { minor, currency } };
}

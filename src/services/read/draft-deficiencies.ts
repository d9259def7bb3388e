import { RefusedError } from "../../domain/errors.js";
import { parseAmount } from "../../domain/money.js";
import { ruleOfDispute } from "../../domain/rulebook/adjustments.js";
import { ruleFor } from "../../domain/rulebook/reason.js";
import { deficienciesOf, type Deficiency } from "../../domain/ruling/deficiency.js";
import { recommend } from "../../domain/ruling/recommend.js";
import type { ReadObject } from "../../persistence/read/selection.js";
import { caseOfDispute } from "../disputes/case-of-dispute.js";
import { conditionLanguage } from "../rulebook/conditions.js";
import type { WrittenRuling } from "../ruling/ruling-content.js";
import type { UseCaseContext } from "../use-case.js";
import { aggregateOf, recordOf } from "./advise-dispute.js";

/** What the checks of the rulebook find in what is written of a ruling. An amount that cannot be read yet is left out. */
export async function deficienciesOfDraft(
  { rulebook: rulebookOf, clock }: UseCaseContext,
  source: ReadObject,
  { finalReason, ...content }: WrittenRuling,
): Promise<Deficiency[]> {
  const dispute = aggregateOf(source);
  const rulebook = await rulebookOf(dispute.rulebookVersion);
  const found = finalReason == null ? null : ruleFor(rulebook, finalReason);
  const rule = found ?? ruleOfDispute(rulebook, dispute);
  const subject = caseOfDispute(dispute, recordOf(source), { rule, now: clock.now() });
  const { recommendation } = recommend({ subject, rulebook, language: conditionLanguage });
  const remedies = content.remedies.map(({ amount, ...remedy }) => ({
    ...remedy,
    amountMinor: amount === null ? null : readableAmount(amount, dispute.currency),
  }));
  return deficienciesOf({ ruling: { ...content, remedies }, dispute, rule, recommendation }, rulebook);
}

function readableAmount(amount: string, currency: string): bigint | null {
  try {
    return parseAmount(amount, currency).minor;
  } catch (error) {
    if (error instanceof RefusedError) return null;
    throw error;
  }
}

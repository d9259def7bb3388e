import { choicesOf, type Choice } from "../../domain/dispute/choices.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { ruleOfDispute } from "../../domain/rulebook/adjustments.js";
import { ruleOf } from "../../domain/rulebook/reason.js";
import { recommend } from "../../domain/ruling/recommend.js";
import { caseOfDispute } from "../disputes/case-of-dispute.js";
import { conditionLanguage } from "../rulebook/conditions.js";
import type { UseCaseContext } from "../use-case.js";
import { readRecord } from "./read-record.js";

/** What each way to end a case that is at hand would cost whom. */
export async function listChoices(context: UseCaseContext, dispute: Dispute): Promise<Choice[]> {
  const { clock, newId } = context;
  const rulebook = await context.rulebook(dispute.rulebookVersion);
  const { finalReason } = dispute;
  const rule = finalReason === null ? ruleOfDispute(rulebook, dispute) : ruleOf(rulebook, finalReason);
  const now = clock.now();
  const subject = caseOfDispute(dispute, await readRecord(context, dispute), { rule, now });
  const advice = recommend({ subject, rulebook, language: conditionLanguage });
  return choicesOf(dispute, advice, { rule, lines: subject.lines, now, rulebook, newId });
}

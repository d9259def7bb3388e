import type { Dispute } from "../../domain/dispute/dispute.js";
import type { Case } from "../../domain/rulebook/case.js";
import type { ReasonRule } from "../../domain/rulebook/reason-rule.js";
import type { CaseRecord } from "../../persistence/case-records.store.js";

/** The case that a dispute is, under the rule of a reason: the one given or the one found. */
export function caseOfDispute(
  dispute: Dispute,
  { order, lines }: Pick<CaseRecord, "order" | "lines">,
  { rule, now }: { readonly rule: ReasonRule; readonly now: Date },
): Case {
  const { currency, claim, openedBy } = dispute;
  return { rule, currency, claim, openedBy, lines, order, dispute, now };
}

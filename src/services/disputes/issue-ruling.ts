import type { DecisionContext } from "../../domain/dispute/command.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { recommend } from "../../domain/ruling/recommend.js";
import type { FaultShare, Finding, RulingOutcome } from "../../domain/ruling/ruling.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { readCaseRecord } from "../../persistence/case-records.store.js";
import type { Tx } from "../../persistence/database.js";
import { conditionLanguage } from "../rulebook/conditions.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import { caseOfDispute } from "./case-of-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import { remedyItems, type RemedyInput } from "./remedy-inputs.js";

/** The reasoned decision. */
export interface IssueRulingInput extends DisputeMutation {
  readonly outcome: RulingOutcome;
  readonly findings: readonly Finding[];
  readonly reasons: string;
  /** Codes of clauses of the dispute's rulebook version. */
  readonly clauses: readonly string[];
  readonly faultShares: readonly FaultShare[];
  readonly remedies: readonly RemedyInput[];
  /** The reason that the mediator found, where it differs from the one given. */
  readonly finalReason?: string | null | undefined;
  /** Why the ruling is other than recommended; ignored where it is not. */
  readonly divergenceReason?: string | null | undefined;
}

/**
 * The mediator rules; transition 24. Both sides are served and the appeal window opens.
 * @throws RefusedError REASONS_REQUIRED, also where the ruling is other than recommended and does not say why, UNKNOWN_CLAUSE,
 *   AMOUNT_TOO_HIGH, AUTHORITY_EXCEEDED, NOT_FOUND for an item of evidence that the mediator cannot see, VALIDATION for one
 *   that does not count, an absence that is not on record, and fault shares or remedies that do not fit, INVALID_TEXT, and as `advanceDispute`
 */
export async function issueRuling(context: UseCaseContext, input: IssueRulingInput): Promise<DisputeChange> {
  const reasons = cleanText(input.reasons, {
    field: ["reasons"],
    maximum: TextLimit.REASONS,
    multiline: true,
  });
  const findings = input.findings.map(cleanFinding);
  const divergenceReason =
    input.divergenceReason == null
      ? null
      : cleanText(input.divergenceReason, {
          field: ["divergenceReason"],
          maximum: TextLimit.REASON,
          multiline: true,
        });
  const { outcome, clauses, faultShares, finalReason = null } = input;
  return advanceDispute(context, {
    mutation: "issueRuling",
    input,
    command: ({ dispute, deciding }) => ({
      action: "ISSUE_RULING",
      outcome,
      findings,
      reasons,
      clauses,
      faultShares,
      remedies: remedyItems(input.remedies, { ...deciding, currency: dispute.currency }, "remedies"),
      finalReason,
      divergenceReason,
    }),
    prepare: withRecommendation,
  });
}

/** The recommendation is worked out on the facts of this very moment, under the rule of the reason that is ruled on. */
async function withRecommendation(
  tx: Tx,
  { dispute, deciding }: { readonly dispute: Dispute; readonly deciding: DecisionContext },
): Promise<DecisionContext> {
  const record = await readCaseRecord(tx, dispute.id);
  const { rulebook, now } = deciding;
  return {
    ...deciding,
    recommend: (rule) =>
      recommend({
        subject: caseOfDispute(dispute, record, { rule, now }),
        rulebook,
        language: conditionLanguage,
      }).recommendation,
  };
}

function cleanFinding({ text, sources, recordedAbsence, ...cited }: Finding, index: number): Finding {
  const rule = { maximum: TextLimit.FINDING, multiline: true };
  const field = ["findings", String(index)];
  return {
    text: cleanText(text, { ...rule, field: [...field, "text"] }),
    sources,
    recordedAbsence:
      recordedAbsence === null
        ? null
        : cleanText(recordedAbsence, { ...rule, field: [...field, "recordedAbsence"] }),
    ...cited,
  };
}

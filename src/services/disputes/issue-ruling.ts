import type { FaultShare, Finding, RulingOutcome } from "../../domain/ruling/ruling.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
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
}

/**
 * The mediator rules; transition 24. Both sides are served and the appeal window opens.
 * @throws RefusedError REASONS_REQUIRED, UNKNOWN_CLAUSE, AMOUNT_TOO_HIGH, AUTHORITY_EXCEEDED,
 *   VALIDATION for fault shares or remedies that do not fit, INVALID_TEXT, and as `advanceDispute`
 */
export async function issueRuling(context: UseCaseContext, input: IssueRulingInput): Promise<DisputeChange> {
  const reasons = cleanText(input.reasons, {
    field: ["reasons"],
    maximum: TextLimit.REASONS,
    multiline: true,
  });
  const findings = input.findings.map(cleanFinding);
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
    }),
  });
}

function cleanFinding({ text, sources, recordedAbsence }: Finding, index: number): Finding {
  const rule = { maximum: TextLimit.FINDING, multiline: true };
  const field = ["findings", String(index)];
  return {
    text: cleanText(text, { ...rule, field: [...field, "text"] }),
    sources,
    recordedAbsence:
      recordedAbsence === null
        ? null
        : cleanText(recordedAbsence, { ...rule, field: [...field, "recordedAbsence"] }),
  };
}

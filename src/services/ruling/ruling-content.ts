import type { CommandInputs } from "../../domain/dispute/command.js";
import type { DecisionContext } from "../../domain/dispute/decision.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { recommend } from "../../domain/ruling/recommend.js";
import type { Conclusion, FaultShare, Finding, RulingOutcome } from "../../domain/ruling/ruling.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { readCaseRecord } from "../../persistence/case-records.store.js";
import type { Sql } from "../../persistence/database.js";
import { approvalOf, readLatestDraft } from "../../persistence/ruling-draft.store.js";
import { caseOfDispute } from "../disputes/case-of-dispute.js";
import { remedyItems, type RemedyInput } from "../disputes/remedy-inputs.js";
import { hashInput } from "../idempotent.js";
import { conditionLanguage } from "../rulebook/conditions.js";

/** What a ruling says, as a client gives it. */
export interface RulingContent {
  readonly outcome: RulingOutcome;
  readonly findings: readonly Finding[];
  readonly reasons: string;
  /** Codes of clauses of the dispute's rulebook version. */
  readonly clauses: readonly string[];
  /** Which findings lead to which clause. Absent or none: every clause follows from all findings. */
  readonly conclusions?: readonly (Omit<Conclusion, "rulebookVersion" | "text"> & {
    readonly text: string;
  })[];
  readonly faultShares: readonly FaultShare[];
  /** Without cost bearers the rulebook tells who bears a remedy. */
  readonly remedies: readonly RuledRemedyInput[];
  /** The reason that the mediator found, where it differs from the one given. */
  readonly finalReason?: string | null | undefined;
  /** Why the ruling is other than recommended; ignored where it is not. */
  readonly divergenceReason?: string | null | undefined;
}

type RuledRemedyInput = RemedyInput & { readonly costBearers?: readonly FaultShare[] };

/** A ruling whose texts are fit to be kept and whose amounts wait for the dispute. */
export type RulingCommandFor = (about: {
  readonly dispute: Dispute;
  readonly deciding: DecisionContext;
}) => { readonly action: "ISSUE_RULING" } & CommandInputs["ISSUE_RULING"];

/**
 * The command that issues a ruling. Its texts are looked at at once; amounts are read, and completed where they were
 * left out, when the dispute is known.
 * @throws RefusedError INVALID_TEXT; when called with the dispute, as `remedyItems`
 */
export function rulingCommand(content: RulingContent): RulingCommandFor {
  const { outcome, clauses, faultShares, finalReason = null, divergenceReason = null } = content;
  const said = {
    outcome,
    findings: content.findings.map(cleanFinding),
    reasons: cleanText(content.reasons, { field: ["reasons"], maximum: TextLimit.REASONS, multiline: true }),
    clauses,
    conclusions: (content.conclusions ?? []).map(cleanConclusion),
    faultShares,
    finalReason,
    divergenceReason:
      divergenceReason === null
        ? null
        : cleanText(divergenceReason, {
            field: ["divergenceReason"],
            maximum: TextLimit.REASON,
            multiline: true,
          }),
  };
  const contentHash = hashContent({ ...said, remedies: content.remedies });
  return ({ dispute, deciding }) => {
    const items = remedyItems(content.remedies, { ...deciding, currency: dispute.currency }, "remedies");
    const remedies = items.map((item, index) => ({
      ...item,
      costBearers: content.remedies[index]?.costBearers ?? [],
    }));
    return { action: "ISSUE_RULING", ...said, remedies, contentHash };
  };
}

/** What was written, in one form whatever was left out. */
export interface WrittenRuling extends Omit<RulingContent, "outcome"> {
  /** Null while the author has not decided. */
  readonly outcome: RulingOutcome | null;
}

/**
 * SHA-256 (hex) of what was written, which an approval binds to. Amounts that are left out stay so, for they are
 * completed when the ruling is issued.
 */
export function hashContent(written: WrittenRuling): string {
  const { outcome, findings, reasons, clauses, conclusions = [], faultShares } = written;
  const { finalReason = null, divergenceReason = null } = written;
  const remedies = written.remedies.map(({ kind, orderLineId, amount, costBearers = [] }) => ({
    ...{ kind, orderLineId, amount, costBearers },
  }));
  return hashInput({
    ...{
      outcome,
      findings,
      reasons,
      clauses,
      conclusions,
      faultShares,
      remedies,
      finalReason,
      divergenceReason,
    },
  });
}

/** Adds the recommendation, on the facts of this very moment, and the approval of the latest draft. */
export async function withAdviceAndApproval(
  sql: Sql,
  about: { readonly dispute: Dispute; readonly deciding: DecisionContext },
): Promise<DecisionContext> {
  const approvedRuling = approvalOf(await readLatestDraft(sql, about.dispute.id));
  return { ...(await withRecommendation(sql, about)), approvedRuling };
}

/** Adds the recommendation, on the facts of this very moment, under the rule of the reason that is ruled on. */
export async function withRecommendation(
  sql: Sql,
  { dispute, deciding }: { readonly dispute: Dispute; readonly deciding: DecisionContext },
): Promise<DecisionContext> {
  const record = await readCaseRecord(sql, dispute.id);
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
  const field = ["findings", String(index)];
  return {
    text: cleanFound(text, [...field, "text"]),
    sources,
    recordedAbsence:
      recordedAbsence === null ? null : cleanFound(recordedAbsence, [...field, "recordedAbsence"]),
    ...cited,
  };
}

function cleanConclusion<Given extends { readonly text: string }>(conclusion: Given, index: number): Given {
  return { ...conclusion, text: cleanFound(conclusion.text, ["conclusions", String(index), "text"]) };
}

function cleanFound(text: string, field: readonly string[]): string {
  return cleanText(text, { maximum: TextLimit.FINDING, multiline: true, field });
}

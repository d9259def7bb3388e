import { ErrorCode, refuse } from "../../domain/errors.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { insertRulingDraft } from "../../persistence/ruling-draft.store.js";
import { clockFirst } from "../disputes/clock-first.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { requireAuthor, type RulingDraftChange } from "./drafting.js";
import { hashContent, type WrittenRuling } from "./ruling-content.js";

/** What is saved. */
export interface DraftRulingInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  /** The version that the author has seen; 0 where there is none yet. */
  readonly expectedDraftVersion: number;
  readonly ruling: WrittenRuling;
}

/** More of anything is nothing that a person writes. */
const MAXIMUM_PARTS = 200;

/**
 * Saves what the mediator of the case has written so far as another version of the draft. It may lack anything; the
 * sides never see it, and the dispute's version stays. An approval of an earlier version counts no more.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, STATE_CONFLICT, VERSION_CONFLICT for a draft that has moved on, INVALID_TEXT,
 *   VALIDATION
 */
export async function draftRuling(
  context: UseCaseContext,
  input: DraftRulingInput,
): Promise<RulingDraftChange> {
  const content = cleanDraft(input.ruling);
  const { disputeId, clientMutationId, expectedDraftVersion } = input;
  const key = { mutation: "draftRuling", clientMutationId, input };
  return clockFirst(context, disputeId, () =>
    inTransactionOnce(context, key, async (tx) => {
      const actions = ["ISSUE_RULING", "CLOSE_SUBMISSIONS"] as const;
      const { latest, deciding } = await requireAuthor(tx, context, { disputeId, actions });
      const current = latest?.version ?? 0;
      if (current !== expectedDraftVersion) {
        refuse(
          ErrorCode.VERSION_CONFLICT,
          current === 0
            ? "There is no draft yet. Save the first version with expectedDraftVersion 0."
            : `The draft has moved on to version ${current}. Read it again and save what you keep of both.`,
          { field: ["expectedDraftVersion"], details: { currentVersion: current } },
        );
      }
      const version = current + 1;
      const saved = { authorId: context.viewer.id, savedAt: context.clock.now() };
      const draft = { disputeId, version, ...saved, content, contentHash: hashContent(content) };
      await insertRulingDraft(tx, draft, deciding.rulebook.limits.rulingDrafts);
      return { disputeId, version };
    }),
  );
}

function cleanDraft(written: WrittenRuling): WrittenRuling {
  const { findings, clauses, conclusions = [], faultShares, remedies } = written;
  for (const parts of [findings, clauses, conclusions, faultShares, remedies]) {
    if (parts.length <= MAXIMUM_PARTS) continue;
    refuse(ErrorCode.VALIDATION, `At most ${MAXIMUM_PARTS} of anything; there are ${parts.length}.`, {
      field: ["ruling"],
    });
  }
  return {
    ...written,
    reasons: typed(written.reasons, "reasons", TextLimit.REASONS),
    findings: findings.map(({ text, recordedAbsence, ...rest }) => ({
      ...rest,
      text: typed(text, "findings", TextLimit.FINDING),
      recordedAbsence:
        recordedAbsence === null ? null : typed(recordedAbsence, "findings", TextLimit.FINDING),
    })),
    clauses: clauses.map((clause) => typed(clause, "clauses", TextLimit.CODE)),
    conclusions: conclusions.map(({ text, clause, ...rest }) => ({
      ...rest,
      text: typed(text, "conclusions", TextLimit.FINDING),
      clause: typed(clause, "conclusions", TextLimit.CODE),
    })),
    finalReason: typedOrNull(written.finalReason, "finalReason", TextLimit.CODE),
    divergenceReason: typedOrNull(written.divergenceReason, "divergenceReason", TextLimit.REASON),
  };
}

function typedOrNull(text: string | null | undefined, name: string, maximum: number): string | null {
  return text == null ? null : typed(text, name, maximum);
}

/** A text that may still be empty. */
function typed(text: string, name: string, maximum: number): string {
  if (text.trim() === "") return "";
  return cleanText(text, { field: ["ruling", name], maximum, multiline: true });
}

import { maySeeDispute } from "../../domain/access/policy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { hasClause } from "../../domain/rulebook/clause-change.js";
import { FEEDBACK_A_DAY, mayGiveFeedback, type FeedbackKind } from "../../domain/rulebook/feedback.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { addDays } from "../../domain/time.js";
import type { Sql, Tx } from "../../persistence/database.js";
import { loadDispute } from "../../persistence/dispute.store.js";
import { selectPublished } from "../../persistence/published-rulebook.store.js";
import {
  insertFeedback,
  lockFeedbackFeed,
  readOpenSubmissions,
} from "../../persistence/rule-feedback.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** What somebody finds wrong with a clause. */
export interface SubmitRuleFeedbackInput {
  readonly clientMutationId: string;
  /** Code of the clause. */
  readonly clause: string;
  /** Default: the version in force now. */
  readonly rulebookVersion?: string | null | undefined;
  /** UUID of the dispute in which it showed. */
  readonly disputeId?: string | null | undefined;
  readonly kind: FeedbackKind;
  readonly wrong: string;
  readonly instead: string;
}

/** The feedback that a mutation was about, as a UUID; kept as the answer to its idempotency key. */
export interface FeedbackChange {
  readonly feedbackId: string;
}

/**
 * Gives feedback on a clause of the rulebook.
 * @throws RefusedError FORBIDDEN for machines and auditors; NOT_FOUND for a dispute that the viewer may not see and for
 *   a version that was never published; UNKNOWN_CLAUSE, INVALID_TEXT; RATE_LIMITED while {@link FEEDBACK_A_DAY} of the
 *   viewer's from the last 24 hours are still open
 */
export async function submitRuleFeedback(
  context: UseCaseContext,
  input: SubmitRuleFeedbackInput,
): Promise<FeedbackChange> {
  const { role } = context.viewer;
  if (!mayGiveFeedback(role)) {
    refuse(ErrorCode.FORBIDDEN, `The role ${role} gives no feedback on rules: people who live with them do.`);
  }
  const said = cleaned(input);
  const key = { mutation: "submitRuleFeedback", clientMutationId: input.clientMutationId, input };
  return inTransactionOnce(context, key, async (tx) => {
    const disputeId = input.disputeId ?? null;
    await requireVisible(tx, context, disputeId);
    const rulebookVersion = said.version ?? (await context.currentRulebook(tx)).version;
    await requireClause(tx, rulebookVersion, said.clause);
    await lockFeedbackFeed(tx);
    const submittedAt = context.clock.now();
    await requireRoom(tx, context.viewer.id, submittedAt);
    const { clause, wrong, instead } = said;
    const about = { rulebookVersion, clause, kind: input.kind, wrong, instead, disputeId };
    const feedback = { id: context.newId(), ...about, author: context.viewer, submittedAt };
    await insertFeedback(tx, feedback);
    return { feedbackId: feedback.id };
  });
}

function cleaned({ clause, rulebookVersion = null, wrong, instead }: SubmitRuleFeedbackInput) {
  const text = { maximum: TextLimit.FEEDBACK, multiline: true };
  const code = { maximum: TextLimit.CODE };
  return {
    clause: cleanText(clause, { ...code, field: ["clause"] }),
    version:
      rulebookVersion === null ? null : cleanText(rulebookVersion, { ...code, field: ["rulebookVersion"] }),
    wrong: cleanText(wrong, { ...text, field: ["wrong"] }),
    instead: cleanText(instead, { ...text, field: ["instead"] }),
  };
}

async function requireVisible(sql: Sql, { viewer }: UseCaseContext, disputeId: string | null): Promise<void> {
  if (disputeId === null) return;
  const loaded = await loadDispute(sql, disputeId);
  if (loaded !== null && maySeeDispute(viewer, loaded.dispute)) return;
  refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: ["disputeId"] });
}

async function requireClause(sql: Sql, version: string, clause: string): Promise<void> {
  const published = await selectPublished(sql, version);
  if (published === null) {
    refuse(ErrorCode.NOT_FOUND, "There is no such version of the rulebook.", { field: ["rulebookVersion"] });
  }
  if (hasClause(published.document, clause)) return;
  refuse(
    ErrorCode.UNKNOWN_CLAUSE,
    `Rulebook ${version} has no clause "${clause}". The query rulebook lists its clauses.`,
    { field: ["clause"], details: { rulebookVersion: version } },
  );
}

async function requireRoom(tx: Tx, authorId: string, now: Date): Promise<void> {
  const open = await readOpenSubmissions(tx, authorId, addDays(now, -1));
  const [first] = open;
  if (first === undefined || open.length < FEEDBACK_A_DAY) return;
  refuse(
    ErrorCode.RATE_LIMITED,
    `You gave ${open.length} pieces of feedback within a day that are still open. Wait for an answer, or for a day.`,
    { details: { maximum: FEEDBACK_A_DAY, possibleAt: addDays(first, 1).toISOString() } },
  );
}

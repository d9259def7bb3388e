import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import { clauseDiffers } from "../../domain/rulebook/clause-change.js";
import { judgeAnswer, refusedAnswerer, type FeedbackAnswer } from "../../domain/rulebook/feedback.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { Sql, Tx } from "../../persistence/database.js";
import { selectPublished } from "../../persistence/published-rulebook.store.js";
import {
  lockFeedback,
  lockFeedbackFeed,
  moveFeedback,
  type LockedFeedback,
} from "../../persistence/rule-feedback.store.js";
import { inTransactionOnce } from "../idempotent.js";
import { refuseNotFound } from "../read/read-node.js";
import type { UseCaseContext } from "../use-case.js";
import type { FeedbackChange } from "./submit-rule-feedback.js";

/** What staff answer to feedback. */
export interface AnswerRuleFeedbackInput extends FeedbackAnswer {
  readonly clientMutationId: string;
  /** UUID. */
  readonly feedbackId: string;
  /** The version of the feedback that the answer rests on; absent: not checked. */
  readonly expectedVersion?: number | undefined;
}

/**
 * Answers feedback: moves it on by one step, which its author is told.
 * @throws RefusedError NOT_FOUND, VERSION_CONFLICT, FORBIDDEN (not rule staff, or one's own), STATE_CONFLICT, VALIDATION,
 *   INVALID_TEXT; for SHIPPED also NOT_FOUND for a version that was never published and CLAUSE_UNCHANGED for one that
 *   leaves the clause as it was
 */
export async function answerRuleFeedback(
  context: UseCaseContext,
  input: AnswerRuleFeedbackInput,
): Promise<FeedbackChange> {
  const { clientMutationId, feedbackId, status } = input;
  const forbidden = refusedAnswerer(context.viewer.role);
  if (forbidden !== null) throw new RefusedError([forbidden]);
  const answer: FeedbackAnswer = {
    status,
    answer: cleanedOrNull(input.answer, { field: ["answer"], maximum: TextLimit.FEEDBACK, multiline: true }),
    shippedVersion: cleanedOrNull(input.shippedVersion, {
      field: ["shippedVersion"],
      maximum: TextLimit.CODE,
    }),
  };
  const key = { mutation: "answerRuleFeedback", clientMutationId, input };
  return inTransactionOnce(context, key, async (tx) => {
    await lockFeedbackFeed(tx);
    const feedback = (await lockFeedback(tx, feedbackId)) ?? refuseNotFound("RuleFeedback");
    requireVersion(feedback, input.expectedVersion);
    await requireGrounds(tx, context, { feedback, answer });
    await moveFeedback(tx, feedbackId, { ...answer, by: context.viewer, at: context.clock.now() });
    return { feedbackId };
  });
}

function cleanedOrNull(text: string | null, rule: Parameters<typeof cleanText>[1]): string | null {
  return text === null ? null : cleanText(text, rule);
}

function requireVersion({ version, status }: LockedFeedback, expectedVersion: number | undefined): void {
  if (expectedVersion === undefined || expectedVersion === version) return;
  refuse(
    ErrorCode.VERSION_CONFLICT,
    `The feedback has moved on to version ${version}. Read it again and decide anew.`,
    { field: ["expectedVersion"], details: { currentVersion: version, status } },
  );
}

async function requireGrounds(
  tx: Tx,
  { viewer }: UseCaseContext,
  { feedback, answer }: { readonly feedback: LockedFeedback; readonly answer: FeedbackAnswer },
): Promise<void> {
  const judged = judgeAnswer(feedback, answer, viewer);
  if ("refused" in judged) throw new RefusedError([judged.refused]);
  if (answer.shippedVersion !== null) await requireShipped(tx, feedback, answer.shippedVersion);
}

/** The version must be published, later than the one that the feedback is about, and have changed the clause. */
async function requireShipped(
  sql: Sql,
  { clause, rulebookVersion }: LockedFeedback,
  version: string,
): Promise<void> {
  const field = ["shippedVersion"];
  const [before, shipped] = [
    await selectPublished(sql, rulebookVersion),
    await selectPublished(sql, version),
  ];
  if (shipped === null) {
    refuse(ErrorCode.NOT_FOUND, "There is no published version of this name. Publish it first.", { field });
  }
  const isLater = before === null || before.effectiveAt < shipped.effectiveAt;
  if (isLater && clauseDiffers(before?.document, shipped.document, clause)) return;
  const why = isLater ? `leaves clause ${clause} as it was in` : "is not later than";
  refuse(
    ErrorCode.CLAUSE_UNCHANGED,
    `Version ${version} ${why} ${rulebookVersion}, which the feedback is about. Name the one that changed it.`,
    { field, details: { clause, rulebookVersion } },
  );
}

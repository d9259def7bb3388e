import type { Viewer } from "../domain/access/viewer.js";
import {
  openFeedback,
  seesFeedbackAuthors,
  type AnswerableFeedback,
  type FeedbackAnswer,
  type FeedbackKind,
  type FeedbackStatus,
} from "../domain/rulebook/feedback.js";
import type { Sql, Tx } from "./database.js";

/**
 * The name under which whoever follows rule feedback is woken; it stands where disputes' ids do and is none. The
 * letters "feedback" in ASCII.
 */
export const feedbackTopic = "66656564-6261-636b-8000-000000000000";

/** Number of the advisory lock that whoever adds a step holds until its commit: the letters "feed" in ASCII. */
const FEEDBACK_LOCK = "1717921124";

/**
 * Lets one transaction at a time add steps. Their positions are therefore given out in the order of the commits, and
 * a cursor is a position and nothing else; an author's limit is counted under it too.
 */
export async function lockFeedbackFeed(tx: Tx): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock($1)", [FEEDBACK_LOCK]);
}

/** Feedback as its author gave it. Ids are UUIDs. */
export interface NewFeedback {
  readonly id: string;
  readonly rulebookVersion: string;
  readonly clause: string;
  readonly kind: FeedbackKind;
  readonly wrong: string;
  readonly instead: string;
  readonly disputeId: string | null;
  readonly author: Viewer;
  readonly submittedAt: Date;
}

const insert = `
WITH feedback AS (
  INSERT INTO rule_feedback (id, rulebook_version, clause, kind, wrong, instead, dispute_id, author_role, author_id,
    status, submitted_at, updated_at, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'NEW', $10, $10, 1)
)
INSERT INTO rule_feedback_step (feedback_id, sequence, status, actor_role, actor_id, occurred_at)
VALUES ($1, 1, 'NEW', $8, $9, $10)`;

/** Stores feedback with its first step. Hold {@link lockFeedbackFeed}. */
export async function insertFeedback(tx: Tx, feedback: NewFeedback): Promise<void> {
  const { id, rulebookVersion, clause, kind, wrong, instead, disputeId, author, submittedAt } = feedback;
  const said = [id, rulebookVersion, clause, kind, wrong, instead, disputeId];
  await tx.query(insert, [...said, author.role, author.id, submittedAt]);
  tx.touched(feedbackTopic);
}

/** When an author submitted what is still open of the feedback given after an instant; earliest first. */
export async function readOpenSubmissions(sql: Sql, authorId: string, after: Date): Promise<Date[]> {
  const rows = await sql.query<{ submitted_at: Date }>(
    `SELECT submitted_at FROM rule_feedback
     WHERE author_id = $1 AND submitted_at > $2 AND status = ANY ($3) ORDER BY submitted_at`,
    [authorId, after, openFeedback],
  );
  return rows.map(({ submitted_at }) => submitted_at);
}

/** Feedback that is about to be answered. */
export interface LockedFeedback extends AnswerableFeedback {
  readonly id: string;
  readonly clause: string;
  readonly rulebookVersion: string;
  /** How many steps it has. */
  readonly version: number;
}

/** Holds feedback until the transaction ends; null if there is none. */
export async function lockFeedback(tx: Tx, id: string): Promise<LockedFeedback | null> {
  const [row] = await tx.query<LockedFeedback>(
    `SELECT id, author_id AS "authorId", status, clause, rulebook_version AS "rulebookVersion", version
     FROM rule_feedback WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return row ?? null;
}

const move = `
WITH feedback AS (
  UPDATE rule_feedback SET status = $2, shipped_version = $3, updated_at = $4, version = version + 1
  WHERE id = $1 RETURNING version
)
INSERT INTO rule_feedback_step (feedback_id, sequence, status, shipped_version, occurred_at, actor_role, actor_id, answer)
SELECT $1, version, $2, $3, $4, $5, $6, $7 FROM feedback`;

/** Stores an answer as the next step. Hold {@link lockFeedbackFeed} and {@link lockFeedback}. */
export async function moveFeedback(
  tx: Tx,
  id: string,
  { status, answer, shippedVersion, by, at }: FeedbackAnswer & { readonly by: Viewer; readonly at: Date },
): Promise<void> {
  await tx.query(move, [id, status, shippedVersion, at, by.role, by.id, answer]);
  tx.touched(feedbackTopic);
}

/** One step of feedback, as the feed of all steps finds it. */
export interface FeedbackStep {
  /** Decimal digits. */
  readonly position: string;
  /** UUID. */
  readonly feedbackId: string;
  /** The step's number within its feedback, from 1. */
  readonly sequence: number;
  readonly status: FeedbackStatus;
}

/** The steps after a place in the feed that the viewer is told: of the viewer's own feedback, or for rule staff of all. */
export async function readFeedbackSteps(
  sql: Sql,
  viewer: Viewer,
  options: { readonly after: string; readonly limit: number },
): Promise<FeedbackStep[]> {
  return sql.query<FeedbackStep>(
    `SELECT step.position, step.feedback_id AS "feedbackId", step.sequence, step.status
     FROM rule_feedback_step AS step
     WHERE step.position > $1::bigint AND ($3::boolean OR EXISTS (SELECT FROM rule_feedback AS feedback
       WHERE feedback.id = step.feedback_id AND feedback.author_id = $4::uuid))
     ORDER BY step.position LIMIT $2`,
    [options.after, options.limit, seesFeedbackAuthors(viewer.role), viewer.id],
  );
}

/** The place after the last step there is; decimal digits. */
export async function readFeedbackEnd(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ position: string }>(
    "SELECT coalesce(max(position), 0)::text AS position FROM rule_feedback_step",
  );
  return row?.position ?? "0";
}

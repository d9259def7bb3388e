import type { RulingDraftStatus } from "../domain/ruling/ruling-draft.js";
import type { RulingReview } from "../domain/ruling/second-review.js";
import type { Sql, Tx } from "./database.js";

/** One version of the draft of a ruling as a JSON row; instants as ISO 8601. */
export interface RulingDraftJson {
  readonly version: number;
  readonly author_id: string;
  readonly content: unknown;
  readonly content_hash: string;
  readonly saved_at: string;
  readonly status: RulingDraftStatus;
  readonly submitted_at: string | null;
  readonly reviewer_id: string | null;
  readonly reviewed_at: string | null;
  readonly return_reason: string | null;
}

/**
 * The latest version of the draft of a dispute's ruling as one JSON value; null where there is none.
 * @param disputeId SQL of the dispute's id; never a client's text
 */
export function latestDraftSql(disputeId: string): string {
  return `(SELECT row_to_json(latest) FROM (SELECT version, author_id, content, content_hash, saved_at, status, submitted_at,
    reviewer_id, reviewed_at, return_reason FROM ruling_draft WHERE dispute_id = ${disputeId}
    ORDER BY version DESC LIMIT 1) AS latest)`;
}

/** The latest version of the draft of a dispute's ruling; null where there is none. */
export async function readLatestDraft(sql: Sql, disputeId: string): Promise<RulingDraftJson | null> {
  const [row] = await sql.query<{ draft: RulingDraftJson | null }>(
    `SELECT ${latestDraftSql("$1")} AS draft`,
    [disputeId],
  );
  return row?.draft ?? null;
}

/** The approval of a draft; null where nobody has approved it. */
export function approvalOf(draft: RulingDraftJson | null): RulingReview | null {
  if (draft?.status !== "APPROVED" || draft.reviewer_id === null || draft.reviewed_at === null) return null;
  return {
    reviewerId: draft.reviewer_id,
    approvedAt: new Date(draft.reviewed_at),
    contentHash: draft.content_hash,
  };
}

/** What a version of a draft is made of. */
export interface NewRulingDraft {
  readonly disputeId: string;
  readonly version: number;
  readonly authorId: string;
  readonly content: unknown;
  readonly contentHash: string;
  readonly savedAt: Date;
}

/**
 * Adds a version and forgets those that are too old to be kept.
 * @param kept how many versions stay
 */
export async function insertRulingDraft(tx: Tx, draft: NewRulingDraft, kept: number): Promise<void> {
  const { disputeId, version, authorId, content, contentHash, savedAt } = draft;
  await tx.query(
    `INSERT INTO ruling_draft (dispute_id, version, author_id, content, content_hash, saved_at, status)
     VALUES ($1, $2, $3, $4, $5, $6, 'DRAFT')`,
    [disputeId, version, authorId, JSON.stringify(content), contentHash, savedAt],
  );
  await tx.query("DELETE FROM ruling_draft WHERE dispute_id = $1 AND version <= $2", [
    disputeId,
    version - kept,
  ]);
}

/** Marks a version as waiting for a second reviewer. */
export async function markSubmitted(tx: Tx, disputeId: string, version: number, at: Date): Promise<void> {
  await tx.query(
    `UPDATE ruling_draft SET status = 'SECOND_REVIEW', submitted_at = $3 WHERE dispute_id = $1 AND version = $2`,
    [disputeId, version, at],
  );
}

/** What a second reviewer decided. */
export interface ReviewDecision {
  readonly reviewerId: string;
  readonly at: Date;
  /** Why it goes back; null approves it. */
  readonly returnReason: string | null;
}

/** Writes what a second reviewer decided on a version. */
export async function markReviewed(
  tx: Tx,
  { disputeId, version }: { readonly disputeId: string; readonly version: number },
  { reviewerId, at, returnReason }: ReviewDecision,
): Promise<void> {
  await tx.query(
    `UPDATE ruling_draft SET status = $5, reviewer_id = $3, reviewed_at = $4, return_reason = $6
     WHERE dispute_id = $1 AND version = $2`,
    [disputeId, version, reviewerId, at, returnReason === null ? "APPROVED" : "RETURNED", returnReason],
  );
}

import type { Viewer } from "../domain/access/viewer.js";
import type { RulingOutcome } from "../domain/ruling/ruling.js";
import type { Sql, Tx } from "./database.js";
import { isRuled } from "./ruled-cases.js";

/** A draw. */
export interface Draw {
  /** What people call it; the same name draws the same of the same cases. */
  readonly name: string;
  readonly size: number;
  /** Only cases whose latest ruling was issued from then on; null does not narrow. */
  readonly from: Date | null;
  readonly until: Date | null;
  readonly by: Viewer;
  readonly at: Date;
}

/**
 * Draws over strata of mediator and outcome: within each the cases stand in an order that the seed gives, and those go first that
 * stand first in proportion to the size of their stratum. So every stratum has its share, and the draw can be repeated.
 */
const drawSql = `WITH ruled AS (
  SELECT dispute.id, dispute.outcome, latest.mediator_id, md5($1 || dispute.id::text) AS lot
  FROM dispute JOIN LATERAL (SELECT mediator_id, issued_at FROM ruling WHERE ruling.dispute_id = dispute.id
    ORDER BY issued_at DESC, id DESC LIMIT 1) AS latest ON TRUE
  WHERE ${isRuled} AND ($3::timestamptz IS NULL OR latest.issued_at >= $3) AND ($4::timestamptz IS NULL OR latest.issued_at < $4)
    AND dispute.mediator_id IS DISTINCT FROM $5::uuid
    AND NOT EXISTS (SELECT FROM ruling WHERE ruling.dispute_id = dispute.id AND ruling.mediator_id = $5::uuid)
), placed AS (
  SELECT id, lot, (row_number() OVER stratum - 0.5) / count(*) OVER (PARTITION BY mediator_id, outcome) AS place
  FROM ruled WINDOW stratum AS (PARTITION BY mediator_id, outcome ORDER BY lot)
)
INSERT INTO review_case (sample, position, dispute_id)
SELECT $1, row_number() OVER (ORDER BY lot), id FROM (SELECT id, lot FROM placed ORDER BY place, lot LIMIT $2) AS drawn
RETURNING position`;

/** Draws and stores a sample. @returns how many cases it has; null where there is one of this name already */
export async function insertSample(
  tx: Tx,
  { name, size, from, until, by, at }: Draw,
): Promise<number | null> {
  const made = await tx.query(
    `INSERT INTO review_sample (name, size, drawn_by_role, drawn_by_id, drawn_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING name`,
    [name, size, by.role, by.id, at],
  );
  if (made.length === 0) return null;
  return (await tx.query(drawSql, [name, size, from, until, by.id])).length;
}

/** A case of a sample, as one reviewer finds it. */
export interface SampledCase {
  readonly position: number;
  /** Whether the reviewer has given an opinion. */
  readonly given: boolean;
}

/** The cases of a sample that a viewer had nothing to do with; null if there is no such sample. */
export async function readSampledCases(
  sql: Sql,
  sample: string,
  viewerId: string,
): Promise<SampledCase[] | null> {
  const rows = await sql.query<{ position: number | null; given: boolean }>(
    `SELECT review_case.position, opinion.given_at IS NOT NULL AS given
     FROM review_sample LEFT JOIN review_case ON review_case.sample = review_sample.name AND ${notOf("$2::uuid")}
       LEFT JOIN second_opinion AS opinion ON opinion.sample = review_case.sample AND opinion.position = review_case.position
         AND opinion.reviewer_id = $2
     WHERE review_sample.name = $1 ORDER BY review_case.position`,
    [sample, viewerId],
  );
  if (rows.length === 0) return null;
  return rows.flatMap(({ position, given }) => (position === null ? [] : [{ position, given }]));
}

/** Of a `review_case`: that somebody neither had the case nor ruled on it. */
function notOf(viewer: string): string {
  return `NOT EXISTS (SELECT FROM dispute WHERE dispute.id = review_case.dispute_id AND (dispute.mediator_id = ${viewer}
    OR EXISTS (SELECT FROM ruling WHERE ruling.dispute_id = dispute.id AND ruling.mediator_id = ${viewer})))`;
}

/** The dispute behind a case of a sample, as a UUID; null if there is none or the viewer had to do with it. */
export async function findSampledCase(
  sql: Sql,
  { sample, position }: { readonly sample: string; readonly position: number },
  viewerId: string,
): Promise<string | null> {
  const [row] = await sql.query<{ disputeId: string }>(
    `SELECT dispute_id AS "disputeId" FROM review_case WHERE sample = $1 AND position = $2 AND ${notOf("$3::uuid")}`,
    [sample, position, viewerId],
  );
  return row?.disputeId ?? null;
}

/** Stores an opinion. @returns whether the reviewer had given none before */
export async function insertOpinion(
  tx: Tx,
  { sample, position }: { readonly sample: string; readonly position: number },
  opinion: {
    readonly by: Viewer;
    readonly outcome: RulingOutcome;
    readonly remedies: readonly object[];
    readonly at: Date;
  },
): Promise<boolean> {
  const { by, outcome, remedies, at } = opinion;
  const rows = await tx.query(
    `INSERT INTO second_opinion (sample, position, reviewer_id, outcome, remedies, given_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING RETURNING position`,
    [sample, position, by.id, outcome, JSON.stringify(remedies), at],
  );
  return rows.length > 0;
}

/** The outcomes that were ruled and that a second opinion has, pair by pair. */
export async function readOpinionPairs(sql: Sql, sample: string): Promise<[RulingOutcome, RulingOutcome][]> {
  const rows = await sql.query<{ ruled: RulingOutcome; second: RulingOutcome }>(
    `SELECT (SELECT ruling.outcome FROM ruling WHERE ruling.dispute_id = review_case.dispute_id
       ORDER BY issued_at DESC, id DESC LIMIT 1) AS ruled, opinion.outcome AS second
     FROM second_opinion AS opinion JOIN review_case USING (sample, position) WHERE sample = $1`,
    [sample],
  );
  return rows.map(({ ruled, second }) => [ruled, second]);
}

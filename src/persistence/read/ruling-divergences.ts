import type { Sql } from "../database.js";

/** How often rulings for a reason were other than a clause recommended. */
export interface RulingDivergence {
  /** The reason that was ruled on. */
  readonly reason: string;
  /** The clause that the recommendations stood in. */
  readonly clause: string;
  /** Rulings that had this recommendation. */
  readonly rulings: number;
  /** How many of them were otherwise. */
  readonly diverged: number;
}

/** Which rulings are counted; what is null does not narrow. */
export interface DivergenceFilter {
  readonly reason: string | null;
  readonly clause: string | null;
  /** From this instant on. */
  readonly from: Date | null;
  /** Before this instant. */
  readonly until: Date | null;
}

const countSql = `SELECT coalesce(dispute.final_reason, dispute.reason) AS reason, ruling.recommended ->> 'clause' AS clause,
  count(*)::int AS rulings, count(ruling.divergence_reason)::int AS diverged
  FROM ruling JOIN dispute ON dispute.id = ruling.dispute_id
  WHERE ruling.recommended IS NOT NULL
    AND ($1::text IS NULL OR coalesce(dispute.final_reason, dispute.reason) = $1)
    AND ($2::text IS NULL OR ruling.recommended ->> 'clause' = $2)
    AND ($3::timestamptz IS NULL OR ruling.issued_at >= $3) AND ($4::timestamptz IS NULL OR ruling.issued_at < $4)
  GROUP BY 1, 2 ORDER BY diverged DESC, rulings DESC, 1, 2`;

/** Counts the rulings that had a recommendation, by reason and clause; those that diverged most often first. */
export function countRulingDivergences(
  database: Sql,
  { reason, clause, from, until }: DivergenceFilter,
): Promise<readonly RulingDivergence[]> {
  return database.query<RulingDivergence>(countSql, [reason, clause, from, until]);
}

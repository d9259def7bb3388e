import type { AwardSpread } from "../domain/consistency/award-spread.js";
import type { ClaimBand } from "../domain/consistency/claim-band.js";
import type { Sql } from "./database.js";
import { awardSql, categorySql, isRuled, spreadColumns } from "./ruled-cases.js";

/** What makes cases alike: the reason that was found or else the one given, the goods, and how much is claimed. */
export interface LikeCases {
  /** UUID of the dispute that is left out. */
  readonly disputeId: string;
  readonly reason: string;
  readonly currency: string;
  readonly band: ClaimBand;
}

const ofReason = (given: string): string => `SELECT dispute.id, dispute.claimed_minor FROM dispute
  WHERE ${given} AND dispute.currency = $3 AND dispute.claimed_minor >= $4::bigint AND ($5::bigint IS NULL OR dispute.claimed_minor < $5::bigint)
    AND dispute.claimed_minor > 0 AND dispute.id <> $1 AND ${isRuled}`;

const spreadSql = `WITH like_reason AS (
  ${ofReason("dispute.reason = $2 AND dispute.final_reason IS NULL")} UNION ALL ${ofReason("dispute.final_reason = $2")}
), alike AS MATERIALIZED (
  SELECT like_reason.claimed_minor, ${awardSql("like_reason.id")} AS award FROM like_reason
  WHERE ${categorySql("like_reason.id")} IS NOT DISTINCT FROM ${categorySql("$1")}
)
SELECT ${categorySql("$1")} AS category, spread.* FROM (SELECT ${spreadColumns} FROM alike WHERE award IS NOT NULL) AS spread`;

type SpreadRow = { readonly category: string | null; readonly cases: number } & {
  readonly [Part in Exclude<keyof AwardSpread, "cases">]: number | null;
};

/** The spread of awards over cases that are over and alike, in one statement; null where there is none. */
export async function readSimilarCases(
  sql: Sql,
  { disputeId, reason, currency, band }: LikeCases,
): Promise<{ readonly category: string | null; readonly spread: AwardSpread | null }> {
  const [row] = await sql.query<SpreadRow>(spreadSql, [
    ...[disputeId, reason, currency, band.from, band.below],
  ]);
  if (row === undefined) throw new Error("A spread is always one row.");
  const { category, ...spread } = row;
  return { category, spread: spread.cases === 0 ? null : (spread as AwardSpread) };
}

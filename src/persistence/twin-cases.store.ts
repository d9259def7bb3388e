import type { AwardSpread } from "../domain/consistency/award-spread.js";
import { bandNumbered, claimBandStarts, type ClaimBand } from "../domain/consistency/claim-band.js";
import type { ConsistencyPeriod } from "./clause-health.store.js";
import type { Sql } from "./database.js";
import { awardSql, categorySql, spreadColumns } from "./ruled-cases.js";

/** Cases that are twins, and how their awards are spread. */
export interface TwinCases {
  /** Null where the marketplace gives none. */
  readonly category: string | null;
  readonly currency: string;
  readonly band: ClaimBand;
  readonly spread: AwardSpread;
}

/** A dispute that was ruled on twice counts once, with its latest ruling. One alone is nobody's twin. */
const twinsSql = `WITH ruled AS MATERIALIZED (
  SELECT dispute.currency, dispute.claimed_minor, ${categorySql("dispute.id")} AS category, ${awardSql("dispute.id")} AS award,
    width_bucket(dispute.claimed_minor, $4::bigint[]) AS band
  FROM dispute WHERE coalesce(dispute.final_reason, dispute.reason) = $1 AND dispute.claimed_minor > 0
    AND EXISTS (SELECT FROM ruling WHERE ruling.dispute_id = dispute.id
      AND ($2::timestamptz IS NULL OR ruling.issued_at >= $2) AND ($3::timestamptz IS NULL OR ruling.issued_at < $3))
)
SELECT category, currency, band, ${spreadColumns} FROM ruled GROUP BY category, currency, band HAVING count(*) > 1
ORDER BY cases DESC, category, currency, band`;

type TwinRow = AwardSpread & Pick<TwinCases, "category" | "currency"> & { readonly band: number };

/** The twins among the cases that were ruled on, those with most cases first, in one statement. */
export async function readTwinCases(
  sql: Sql,
  { reason, from, until }: ConsistencyPeriod,
): Promise<TwinCases[]> {
  const starts = claimBandStarts.map(String);
  const rows = await sql.query<TwinRow>(twinsSql, [reason, from, until, starts]);
  return rows.map(({ category, currency, band, ...spread }) => ({
    ...{ category, currency, spread },
    band: bandNumbered(band),
  }));
}

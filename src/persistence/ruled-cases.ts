import { correctedRulings } from "./corrected-rulings.js";
import { DisputeStage } from "../domain/dispute/dispute.js";
import { statusesOf } from "../domain/dispute/statuses.js";
import { RulingOutcome } from "../domain/ruling/ruling.js";

function literals(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(", ");
}

/** Of the table `dispute`: that it ended by a ruling nobody can appeal any more. The indexes on such cases have the very condition. */
export const isRuled = ((): string => {
  const ended = [...statusesOf(DisputeStage.PERFORMANCE), ...statusesOf(DisputeStage.CLOSED)];
  return `outcome IN (${literals(Object.values(RulingOutcome))}) AND status IN (${literals(ended.toSorted())})`;
})();

/** What the latest ruling of a dispute awards, in minor units: the sum of its remedies; acts count nothing. */
export function awardSql(disputeId: string): string {
  return `(SELECT coalesce((SELECT sum((item.value ->> 'amountMinor')::bigint) FROM jsonb_array_elements(latest.remedies) AS item), 0)
    FROM ${correctedRulings} AS latest WHERE latest.dispute_id = ${disputeId} ORDER BY latest.issued_at DESC, latest.id DESC LIMIT 1)`;
}

/** The category of a dispute: that of its first disputed line; null where the marketplace gives none. */
export function categorySql(disputeId: string): string {
  return `(SELECT first.category FROM dispute_line AS disputed JOIN order_line AS first ON first.id = disputed.order_line_id
    WHERE disputed.dispute_id = ${disputeId} ORDER BY first.position, first.id LIMIT 1)`;
}

/** The columns of an award spread over rows that have `award` and `claimed_minor`, above 0; shares in basis points. */
export const spreadColumns = ((): string => {
  const share = "award * 10000.0 / claimed_minor";
  const quantile = (fraction: number): string =>
    `round(percentile_cont(${fraction}) WITHIN GROUP (ORDER BY (${share})::float8))::int`;
  return `count(*)::int AS cases, round(min(${share}))::int AS minimum, ${quantile(0.25)} AS "lowerQuartile",
    ${quantile(0.5)} AS median, ${quantile(0.75)} AS "upperQuartile", round(max(${share}))::int AS maximum`;
})();

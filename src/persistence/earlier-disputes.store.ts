import type { Viewer } from "../domain/access/viewer.js";
import type { DisputeOutcome } from "../domain/dispute/dispute.js";
import type { RemedyKind } from "../domain/dispute/remedy.js";
import type { Sql } from "./database.js";
import { Scope } from "./read/scope.js";
import { disputeVisible } from "./read/visibility.js";
import { awardSql } from "./ruled-cases.js";

/** How many earlier disputes are listed for a side; all are counted. */
const LISTED = 10;

/** A dispute that a side had before, without what would tell who the other side was. */
export interface EarlierDispute {
  /** UUID; null where the viewer may not see the dispute itself. */
  readonly id: string | null;
  /** Null where the viewer may not see the dispute itself. */
  readonly number: string | null;
  readonly reason: string;
  readonly outcome: DisputeOutcome | null;
  readonly remedy: RemedyKind;
  readonly currency: string;
  /** Minor units, as text. */
  readonly claimedMinor: string;
  /** What the latest ruling awards, minor units as text; null where none was issued. */
  readonly awardedMinor: string | null;
  /** Whether both sides were the same as in the case at hand. */
  readonly samePair: boolean;
  /** ISO 8601. */
  readonly openedAt: string;
  readonly closedAt: string | null;
}

/** What a side had before a dispute was opened. */
export interface PartyHistory {
  /** Null is the outcome of those that have none yet. */
  readonly outcomes: readonly { readonly outcome: DisputeOutcome | null; readonly count: number }[];
  /** The newest first, at most 10. */
  readonly latest: readonly EarlierDispute[];
}

function historySql(column: "merchant_id" | "shopper_id", scope: Scope): string {
  const before = (row: string): string => `${row}.${column} = subject.${column}
    AND (${row}.opened_at, ${row}.id) < (subject.opened_at, subject.id)`;
  const open = disputeVisible("earlier", scope);
  return `json_build_object(
    'outcomes', (SELECT coalesce(json_agg(json_build_object('outcome', outcome, 'count', count) ORDER BY count DESC, outcome), '[]')
      FROM (SELECT earlier.outcome, count(*)::int AS count FROM dispute AS earlier WHERE ${before("earlier")} GROUP BY 1) AS counted),
    'latest', (SELECT coalesce(json_agg(json_build_object(
        'id', CASE WHEN ${open} THEN earlier.id END, 'number', CASE WHEN ${open} THEN earlier.number END,
        'reason', earlier.reason, 'outcome', earlier.outcome, 'remedy', earlier.remedy, 'currency', earlier.currency,
        'claimedMinor', earlier.claimed_minor::text, 'awardedMinor', ${awardSql("earlier.id")}::text,
        'openedAt', earlier.opened_at, 'closedAt', earlier.closed_at,
        'samePair', earlier.shopper_id = subject.shopper_id AND earlier.merchant_id = subject.merchant_id)
      ORDER BY earlier.opened_at DESC, earlier.id DESC), '[]')
      FROM (SELECT * FROM dispute AS had WHERE ${before("had")} ORDER BY had.opened_at DESC, had.id DESC LIMIT ${LISTED}) AS earlier))`;
}

/**
 * What both sides of a dispute had before it, in one statement. Who may see the dispute is the caller's question; of the
 * earlier ones the viewer learns what is masked above.
 */
export async function readPartyHistories(
  sql: Sql,
  viewer: Viewer,
  disputeId: string,
): Promise<{ readonly shopper: PartyHistory; readonly merchant: PartyHistory }> {
  const scope = new Scope(viewer);
  const id = scope.bind(disputeId, "uuid");
  const text = `SELECT ${historySql("shopper_id", scope)} AS shopper, ${historySql("merchant_id", scope)} AS merchant
    FROM dispute AS subject WHERE subject.id = ${id}`;
  const [row] = await sql.query<{ shopper: PartyHistory; merchant: PartyHistory }>(text, scope.values);
  if (row === undefined) throw new Error("There is no such dispute.");
  return row;
}

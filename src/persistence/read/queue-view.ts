import type { Viewer } from "../../domain/access/viewer.js";
import { DisputeStatus } from "../../domain/dispute/dispute.js";
import { statuses } from "../../domain/dispute/statuses.js";
import { QueueView, type QueueFilter } from "../../domain/queue/queue-view.js";
import type { Sql } from "../database.js";
import type { RowSql } from "./read-type.js";
import { Scope } from "./scope.js";
import { disputeVisible } from "./visibility.js";

/** Which view of the queue, narrowed by what. */
export interface QueueQuery {
  readonly view: QueueView;
  readonly filter: QueueFilter;
  /** A clock that runs out before this instant is breaching. */
  readonly breachingBefore: Date;
}

/** The statuses in which a case is the desk's, as a list for IN. */
const deskStatuses = Object.values(DisputeStatus)
  .filter((status) => statuses[status].desk)
  .map((status) => `'${status}'`)
  .join(", ");

type ViewSql = (row: string, scope: Scope, query: Omit<QueueQuery, "view">) => string;

const viewSql: Readonly<Record<QueueView, ViewSql>> = {
  APPEALS: (row) => `${row}.status = '${DisputeStatus.APPEALED}'`,
  BREACHING: (row, scope, { breachingBefore }) => {
    const before = scope.bind(breachingBefore, "timestamptz");
    return `${row}.waiting_on = 'PLATFORM' AND ${row}.status IN (${deskStatuses})
      AND (${row}.deadline_at < ${before} OR ${row}.human_review_until < ${before})`;
  },
  EVIDENCE_COMPLETE: (row) => `${row}.status = '${DisputeStatus.DECIDING}'`,
  HIGHER_LEVEL_REQUESTED: (row) => `${row}.level > 1 AND ${row}.status IN (${deskStatuses})`,
  HUMAN_REVIEWS: (row) => `${row}.human_review_until IS NOT NULL AND ${row}.status IN (${deskStatuses})`,
  MINE: (row, scope) =>
    `${row}.mediator_id = ${scope.bind(scope.viewer.id, "uuid")} AND ${row}.status <> '${DisputeStatus.CLOSED}'`,
  UNASSIGNED: (row) => `${row}.status = '${DisputeStatus.QUEUED}'`,
  WATCH_LISTED: (row, scope) => {
    const [watch, kind] = [scope.alias(), (name: string) => `${row}.${name}_id`];
    const standing = (subject: string): string =>
      `(SELECT ${watch}.subject_id FROM watch AS ${watch} WHERE ${watch}.subject_kind = '${subject}' AND ${watch}.ended_at IS NULL)`;
    return `${row}.status <> '${DisputeStatus.CLOSED}' AND (${row}.id IN ${standing("DISPUTE")}
      OR ${kind("shopper")} IN ${standing("SHOPPER")} OR ${kind("merchant")} IN ${standing("MERCHANT")})`;
  },
};

/** The condition of a view of the queue. Whether the viewer may see a case is another. */
export function queueViewSql({ view, ...query }: QueueQuery): RowSql {
  const { reason, level, currency, merchantId } = query.filter;
  return (row, scope) => {
    const among = (column: string, values: readonly unknown[] | null | undefined, type: string): string[] =>
      values && values.length > 0 ? [`${row}.${column} = ANY (${scope.bind(values, type)})`] : [];
    return [
      `(${viewSql[view](row, scope, query)})`,
      ...among("reason", reason, "text[]"),
      ...among("level", level, "smallint[]"),
      ...among("currency", currency, "text[]"),
      ...(merchantId ? [`${row}.merchant_id = ${scope.bind(merchantId, "uuid")}`] : []),
    ].join(" AND ");
  };
}

/** How many cases of each view the viewer sees and the filter leaves, in one statement. */
export async function countQueueViews(
  database: Sql,
  viewer: Viewer,
  query: Omit<QueueQuery, "view">,
): Promise<Readonly<Record<QueueView, number>>> {
  const scope = new Scope(viewer);
  const counts = Object.values(QueueView).map((view) => {
    const row = scope.alias();
    const condition = queueViewSql({ ...query, view })(row, scope);
    return `(SELECT count(*)::integer FROM dispute AS ${row} WHERE ${disputeVisible(row, scope)} AND ${condition}) AS "${view}"`;
  });
  const [found] = await database.query<Record<QueueView, number>>(
    `SELECT ${counts.join(", ")}`,
    scope.values,
  );
  if (found === undefined) throw new Error("Counts are always one row.");
  return found;
}

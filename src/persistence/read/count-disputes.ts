import type { Viewer } from "../../domain/access/viewer.js";
import type { DisputeGrouping } from "../../domain/dispute/grouping.js";
import type { Sql } from "../database.js";
import { disputeFilterSql, stageSql, type DisputeFilter } from "./dispute-filter.js";
import type { RowSql } from "./read-type.js";
import { Scope } from "./scope.js";
import { disputeVisible } from "./visibility.js";

const groupSql: Readonly<Record<DisputeGrouping, RowSql>> = {
  OUTCOME: (row) => `${row}.outcome`,
  REASON: (row) => `${row}.reason`,
  STAGE: stageSql,
  STATUS: (row) => `${row}.status`,
  WAITING_ON: (row) => `${row}.waiting_on`,
};

/** How many disputes share a value; null is the value of those that have none yet. */
export interface DisputeCount {
  readonly key: string | null;
  readonly count: number;
}

/** Counts the disputes that the viewer sees and the filter leaves, by value, in one statement; largest first. */
export async function countDisputesBy(
  database: Sql,
  viewer: Viewer,
  grouping: DisputeGrouping,
  filter: DisputeFilter,
): Promise<readonly DisputeCount[]> {
  const scope = new Scope(viewer);
  const row = scope.alias();
  const text = `SELECT ${groupSql[grouping](row, scope)} AS key, count(*)::integer AS count FROM dispute AS ${row}
    WHERE ${disputeVisible(row, scope)} AND ${disputeFilterSql(filter)(row, scope)}
    GROUP BY 1 ORDER BY 2 DESC, 1`;
  return database.query<DisputeCount>(text, scope.values);
}

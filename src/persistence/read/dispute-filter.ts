import { Reach, reachOf } from "../../domain/access/policy.js";
import type { DisputeStage } from "../../domain/dispute/dispute.js";
import { DisputeStatus, WaitingOn } from "../../domain/dispute/dispute.js";
import { stageOf } from "../../domain/dispute/statuses.js";
import type { RowSql } from "./read-type.js";
import type { Scope } from "./scope.js";

/** What narrows a list of disputes. All that is given must hold; an absent, null or empty part does not narrow. */
export interface DisputeFilter {
  readonly status?: readonly DisputeStatus[] | null | undefined;
  readonly stage?: readonly DisputeStage[] | null | undefined;
  readonly reason?: readonly string[] | null | undefined;
  /** UUID. */
  readonly merchantId?: string | null | undefined;
  /** UUID. */
  readonly mediatorId?: string | null | undefined;
  /** True: it is the viewer's move. False: it is not. */
  readonly waitingOnMe?: boolean | null | undefined;
  readonly deadlineBefore?: Date | null | undefined;
  readonly openedFrom?: Date | null | undefined;
  readonly openedBefore?: Date | null | undefined;
  readonly updatedFrom?: Date | null | undefined;
  readonly updatedBefore?: Date | null | undefined;
  /** Text that stands in the claim's statement or in the order's reference, whatever the case. */
  readonly search?: string | null | undefined;
}

/** The stage of a dispute as SQL, made of the domain's own function. */
export const stageSql: RowSql = (row) => {
  const cases = Object.values(DisputeStatus)
    .filter((status) => status !== DisputeStatus.SUSPENDED)
    .map((status) => `WHEN '${status}' THEN '${stageOf({ status, suspendedFrom: null })}'`);
  const effective = `CASE WHEN ${row}.status = 'SUSPENDED' THEN ${row}.suspended_from ELSE ${row}.status END`;
  const unknown = stageOf({ status: DisputeStatus.SUSPENDED, suspendedFrom: null });
  return `CASE ${effective} ${cases.join(" ")} ELSE '${unknown}' END`;
};

/**
 * Whether it is the viewer's move; the SQL twin of `waitsFor` in the domain's advice. A case that nobody has yet is any mediator's move;
 * it is never the move of those who are neither a side nor a mediator.
 */
const waitingOnViewer: RowSql = (row, scope) => {
  const on = (...parties: readonly WaitingOn[]): string =>
    `${row}.waiting_on IN (${parties.map((party) => `'${party}'`).join(", ")})`;
  switch (reachOf(scope.viewer.role)) {
    case Reach.SHOPPER:
      return on(WaitingOn.SHOPPER, WaitingOn.BOTH);
    case Reach.MERCHANT:
      return on(WaitingOn.MERCHANT, WaitingOn.BOTH);
    case Reach.QUEUED:
    case Reach.ESCALATED:
      return `(${on(WaitingOn.PLATFORM)} AND CASE WHEN ${appealed(row)} THEN ${decidesAppeal(row, scope)}
        ELSE ${row}.mediator_id IS NULL OR ${row}.mediator_id = ${scope.bind(scope.viewer.id, "uuid")} END)`;
    default:
      return "FALSE";
  }
};

const appealed = (row: string): string => `${row}.status = '${DisputeStatus.APPEALED}'`;

/** An appeal is any senior's move who did not have the case in hand. */
const decidesAppeal: RowSql = (row, scope) =>
  reachOf(scope.viewer.role) === Reach.ESCALATED
    ? `${row}.mediator_id IS DISTINCT FROM ${scope.bind(scope.viewer.id, "uuid")}`
    : "FALSE";

/** A pattern for ILIKE that finds the text itself, wherever it stands. */
function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
}

function searchSql(row: string, scope: Scope, text: string): string {
  const pattern = scope.bind(containing(text), "text");
  const order = scope.alias();
  return `(${row}.statement ILIKE ${pattern} OR EXISTS (SELECT 1 FROM "order" AS ${order}
    WHERE ${order}.id = ${row}.order_id AND ${order}.reference ILIKE ${pattern}))`;
}

type Condition = (row: string, scope: Scope) => string | null;

function among(sql: RowSql, values: readonly string[] | null | undefined): Condition {
  return (row, scope) =>
    values && values.length > 0 ? `${sql(row, scope)} = ANY (${scope.bind(values, "text[]")})` : null;
}

function compared(column: string, operator: string, value: Date | string | null | undefined): Condition {
  return (row, scope) => {
    if (value === null || value === undefined) return null;
    const bound = value instanceof Date ? scope.bind(value, "timestamptz") : scope.bind(value, "uuid");
    return `${row}.${column} ${operator} ${bound}`;
  };
}

/** The condition of a filter; TRUE if it does not narrow. */
export function disputeFilterSql(filter: DisputeFilter): RowSql {
  const conditions: readonly Condition[] = [
    among((row) => `${row}.status`, filter.status),
    among(stageSql, filter.stage),
    among((row) => `${row}.reason`, filter.reason),
    compared("merchant_id", "=", filter.merchantId),
    compared("mediator_id", "=", filter.mediatorId),
    (row, scope) =>
      typeof filter.waitingOnMe === "boolean"
        ? `${filter.waitingOnMe ? "" : "NOT "}${waitingOnViewer(row, scope)}`
        : null,
    compared("deadline_at", "<", filter.deadlineBefore),
    compared("opened_at", ">=", filter.openedFrom),
    compared("opened_at", "<", filter.openedBefore),
    compared("updated_at", ">=", filter.updatedFrom),
    compared("updated_at", "<", filter.updatedBefore),
    (row, scope) => (filter.search ? searchSql(row, scope, filter.search) : null),
  ];
  return (row, scope) =>
    conditions
      .map((condition) => condition(row, scope))
      .filter((sql) => sql !== null)
      .join(" AND ") || "TRUE";
}

/** Whether everything that passes the filter has a deadline: all but CLOSED disputes do. */
export function impliesDeadline({ status, deadlineBefore }: DisputeFilter): boolean {
  if (deadlineBefore) return true;
  return status ? status.length > 0 && !status.includes(DisputeStatus.CLOSED) : false;
}

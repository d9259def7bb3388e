import { encodeCursor, parsePage, type Cursor, type Page } from "./page.js";
import { HIDDEN_KEY, type Ordering, type RowSql } from "./read-type.js";
import type { Scope } from "./scope.js";
import { mergeInto, type ReadObject, type SelectedField, type Selection } from "./selection.js";

/** A row of a connection with its place in the order. */
interface ConnectionRow extends ReadObject {
  readonly $key: string | number;
  readonly $id: string;
}

/** A page as the statement delivers it: one row more than asked for tells whether there are more. */
export interface ConnectionRows {
  readonly rows: readonly ConnectionRow[];
  readonly $limit: number;
  readonly $backward: boolean;
  readonly $order: string;
  /** Whether rows exist beyond the cursor that the page began at. */
  readonly $beyond: boolean;
  readonly totalCount?: number;
}

/** Which rows a connection ranges over. */
export interface ConnectionSource {
  readonly table: string;
  readonly where: RowSql;
  readonly ordering: Ordering;
}

/** Row counts that clients really use; others go in as parameters, so that texts stay few. */
const usualLimits: ReadonlySet<number> = new Set([1, 2, 3, 5, 10, 20, 25, 30, 50, 100]);

/** What was asked of the rows themselves, over `nodes` and `edges { node }` alike. */
export function rowSelection(selection: Selection): Selection {
  const merged = new Map<string, SelectedField>();
  for (const field of selection) {
    if (field.name === "nodes") mergeInto(merged, field.selection);
    if (field.name === "edges") {
      for (const inner of field.selection) if (inner.name === "node") mergeInto(merged, inner.selection);
    }
  }
  return [...merged.values()];
}

/**
 * SQL for one JSON object with a page, {@link ConnectionRows}. Pages go by key, never by OFFSET, so they are stable
 * while rows are inserted.
 * @param rowColumns makes the select list of one row
 * @throws RefusedError INVALID_PAGE, INVALID_CURSOR
 */
export function connectionSql(
  source: ConnectionSource,
  field: Pick<SelectedField, "args" | "selection">,
  scope: Scope,
  rowColumns: (row: string, selection: Selection) => string,
): string {
  const { ordering, table } = source;
  const page = parsePage(ordering, field.args);
  const row = scope.alias();
  const key = ordering.key(row, scope);
  const bounds = boundsOf(page, ordering, row, scope);
  const sortBy = ordering.sortBy?.(row, scope) ?? key;
  const direction = ordering.descending === page.backward ? "ASC" : "DESC";
  const shown = ordering.keyType === HIDDEN_KEY ? "''" : key;
  const rows = `SELECT ${shown} AS "$key", ${row}.id AS "$id", ${rowColumns(row, rowSelection(field.selection))}
    FROM ${table} AS ${row} WHERE ${[source.where(row, scope), ...bounds].join(" AND ")}
    ORDER BY ${sortBy} ${direction}, ${row}.id ${direction} LIMIT ${limitSql(page.limit + 1, scope)}`;
  const columns = [
    `(SELECT coalesce(json_agg(item), '[]'::json) FROM (${rows}) AS item) AS "rows"`,
    `${scope.bind(page.limit, "integer")} AS "$limit"`,
    `${page.backward ? "TRUE" : "FALSE"} AS "$backward"`,
    `'${ordering.name}' AS "$order"`,
    ...beyondSql(source, page, field.selection, scope),
    ...countSql(source, field.selection, scope),
  ];
  return `(SELECT row_to_json(page) FROM (SELECT ${columns.join(", ")}) AS page)`;
}

function limitSql(limit: number, scope: Scope): string {
  return usualLimits.has(limit - 1) ? limit.toString() : scope.bind(limit, "integer");
}

/** `(key, id)` of a row compared with a cursor's, in the direction of the ordering. */
function compare(
  row: string,
  scope: Scope,
  ordering: Ordering,
  sign: { beyond: boolean; cursor: Cursor },
): string {
  const operator = sign.beyond === ordering.descending ? "<" : ">";
  const { key, id } = sign.cursor;
  const at = scope.bind(id, "uuid");
  const known = ordering.keyType === HIDDEN_KEY ? ordering.keyOf?.(at) : scope.bind(key, ordering.keyType);
  const right = `(${known ?? "NULL"}, ${at})`;
  return `(${ordering.key(row, scope)}, ${row}.id) ${operator} ${right}`;
}

function boundsOf(page: Page, ordering: Ordering, row: string, scope: Scope): string[] {
  const bound = (cursor: Cursor | null, beyond: boolean): string[] =>
    cursor === null ? [] : [compare(row, scope, ordering, { beyond, cursor })];
  return [...bound(page.after, true), ...bound(page.before, false)];
}

/** Whether rows exist at or before the cursor that the page starts from; only looked up if asked for. */
function beyondSql(source: ConnectionSource, page: Page, selection: Selection, scope: Scope): string[] {
  const start = page.backward ? page.before : page.after;
  if (start === null || !asksPageInfo(selection, page.backward ? "hasNextPage" : "hasPreviousPage")) {
    return [`FALSE AS "$beyond"`];
  }
  const row = scope.alias();
  const inside = compare(row, scope, source.ordering, { beyond: !page.backward, cursor: start });
  return [
    `EXISTS (SELECT 1 FROM ${source.table} AS ${row} WHERE ${source.where(row, scope)} AND NOT ${inside}) AS "$beyond"`,
  ];
}

function asksPageInfo(selection: Selection, name: string): boolean {
  return selection.some(
    (field) => field.name === "pageInfo" && field.selection.some((inner) => inner.name === name),
  );
}

function countSql(source: ConnectionSource, selection: Selection, scope: Scope): string[] {
  if (!selection.some(({ name }) => name === "totalCount")) return [];
  const row = scope.alias();
  return [
    `(SELECT count(*)::integer FROM ${source.table} AS ${row} WHERE ${source.where(row, scope)}) AS "totalCount"`,
  ];
}

/** The rows of the page in the connection's order, without the one that only tells whether there are more. */
export function pageRows({ rows, $limit, $backward }: ConnectionRows): readonly ReadObject[] {
  const page = rows.slice(0, $limit);
  return $backward ? page.reverse() : page;
}

/** The cursor of a row of a page. */
export function cursorOf({ $order }: ConnectionRows, row: ReadObject): string {
  const { $key, $id } = row as ConnectionRow;
  return encodeCursor({ name: $order }, { key: $key, id: $id });
}

/** Whether there are rows before and after the page. */
export function neighboursOf({ rows, $limit, $backward, $beyond }: ConnectionRows): {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
} {
  const hasMore = rows.length > $limit;
  return $backward
    ? { hasNextPage: $beyond, hasPreviousPage: hasMore }
    : { hasNextPage: hasMore, hasPreviousPage: $beyond };
}

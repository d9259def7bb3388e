import type { Viewer } from "../../domain/access/viewer.js";
import type { Sql } from "../database.js";
import { SelectionCompiler } from "./compiler.js";
import { connectionSql, type ConnectionRows } from "./connection.js";
import { readTypeOf } from "./map.js";
import type { Ordering, RowSql } from "./read-type.js";
import { Scope } from "./scope.js";
import type { NodeTypeName, ReadObject, SelectedField, Selection } from "./selection.js";

/** One statement, ready to run. */
export interface CompiledRead {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Which objects of one type, and what of them. */
export interface ObjectsRequest {
  readonly type: NodeTypeName;
  /** UUIDs. */
  readonly ids: readonly string[];
  readonly selection: Selection;
}

function tableOf(type: string): string {
  return readTypeOf(type).table ?? `(SELECT WHERE FALSE)`;
}

/** Compiles the read of some objects by id; each row has `id` and `data`. */
export function compileObjects(
  viewer: Viewer,
  { type, ids, selection }: ObjectsRequest,
  compiler = new SelectionCompiler(new Scope(viewer)),
): CompiledRead {
  const { scope } = compiler;
  const row = scope.alias();
  const columns = compiler.columns(type, row, selection);
  // One id compares with =, which the planner knows best; several share one text however many they are.
  const which =
    ids.length === 1
      ? `${row}.id = ${scope.bind(ids[0], "uuid")}`
      : `${row}.id = ANY (${scope.bind(ids, "uuid[]")})`;
  const text = `SELECT ${row}.id, (SELECT row_to_json(item) FROM (SELECT ${columns}) AS item) AS data
    FROM ${tableOf(type)} AS ${row} WHERE ${which} AND ${compiler.visible(type)(row, scope)}`;
  return { text, values: scope.values };
}

/**
 * Reads objects by UUID with all that was selected below them, in one statement.
 * @returns in the order of the ids; null for what does not exist or is hidden from the viewer
 */
export async function readObjects(
  database: Sql,
  viewer: Viewer,
  request: ObjectsRequest,
): Promise<readonly (ReadObject | null)[]> {
  const { text, values } = compileObjects(viewer, request);
  const rows = await database.query<{ id: string; data: ReadObject }>(text, values);
  const byId = new Map(rows.map(({ id, data }) => [id, data]));
  return request.ids.map((id) => byId.get(id) ?? null);
}

/** One object by a unique column that people know it by. */
export interface NamedRequest {
  readonly type: NodeTypeName;
  readonly column: "number" | "reference" | "version";
  readonly name: string;
  readonly selection: Selection;
}

/** Reads one object by its name; null if it does not exist or is hidden from the viewer. */
export async function readObjectNamed(
  database: Sql,
  viewer: Viewer,
  { type, column, name, selection }: NamedRequest,
): Promise<ReadObject | null> {
  const compiler = new SelectionCompiler(new Scope(viewer));
  const { scope } = compiler;
  const row = scope.alias();
  const columns = compiler.columns(type, row, selection);
  const text = `SELECT (SELECT row_to_json(item) FROM (SELECT ${columns}) AS item) AS data FROM ${tableOf(type)} AS ${row}
    WHERE ${row}.${column} = ${scope.bind(name, "text")} AND ${compiler.visible(type)(row, scope)}`;
  const [found] = await database.query<{ data: ReadObject }>(text, scope.values);
  return found?.data ?? null;
}

/** A page of all rows of a type that pass a filter. */
export interface ListRequest {
  readonly type: NodeTypeName;
  readonly filter: RowSql;
  readonly ordering: Ordering;
  /** The connection's arguments and what was selected of it. */
  readonly field: Pick<SelectedField, "args" | "selection">;
}

/** Compiles a page; the one row has `data`. @throws RefusedError INVALID_PAGE, INVALID_CURSOR */
export function compileList(
  viewer: Viewer,
  { type, filter, ordering, field }: ListRequest,
  compiler = new SelectionCompiler(new Scope(viewer)),
): CompiledRead {
  const { scope } = compiler;
  const visible = compiler.visible(type);
  const where: RowSql = (row) => `${visible(row, scope)} AND ${filter(row, scope)}`;
  const page = connectionSql({ table: tableOf(type), where, ordering }, field, scope, (row, selection) =>
    compiler.columns(type, row, selection),
  );
  return { text: `SELECT ${page} AS data`, values: scope.values };
}

/**
 * Reads a page of a root list in one statement.
 * @throws RefusedError INVALID_PAGE, INVALID_CURSOR
 */
export async function readList(database: Sql, viewer: Viewer, request: ListRequest): Promise<ConnectionRows> {
  const { text, values } = compileList(viewer, request);
  const [row] = await database.query<{ data: ConnectionRows }>(text, values);
  if (row === undefined) throw new Error("A page is always one row.");
  return row.data;
}

import { connectionSql } from "./connection.js";
import { readTypeOf } from "./map.js";
import type { ReadField, ReadType, Relation, RowSql } from "./read-type.js";
import type { Scope } from "./scope.js";
import type { SelectedField, Selection } from "./selection.js";

/** Where in the statement an object's columns are written. */
interface Place {
  readonly row: string;
  /** SQL for the currency of the amounts below; what hangs on one order shares it. Null if unknown yet. */
  readonly currency: string | null;
}

type Columns = Map<string, string>;

/**
 * Turns selections into SQL. Every object becomes a sub-select whose columns are the selected keys; every relation a
 * correlated sub-select aggregated as JSON. The viewer's predicate stands in every one of them.
 */
export class SelectionCompiler {
  /**
   * @param options.trustImplied default true: leave out predicates that follow from the parent's
   */
  constructor(
    readonly scope: Scope,
    private readonly options: { readonly trustImplied: boolean } = { trustImplied: true },
  ) {}

  /** The select list for one object of a type that goes by the alias `row`; never empty. */
  columns(typeName: string, row: string, selection: Selection, currency: string | null = null): string {
    const type = readTypeOf(typeName);
    const inherited = type.ownCurrency === true ? null : currency;
    const place = { row, currency: inherited ?? type.currency?.(row, this.scope) ?? null };
    const columns: Columns = new Map();
    for (const field of selection) this.addField(columns, type, place, field);
    // An object of which only __typename was asked still has to exist.
    if (columns.size === 0) columns.set("$", "TRUE");
    return [...columns].map(([name, sql]) => `${sql} AS "${name}"`).join(", ");
  }

  /** The viewer's predicate for a row of the type. */
  visible(typeName: string): RowSql {
    return readTypeOf(typeName).visible ?? (() => "TRUE");
  }

  private addField(columns: Columns, type: ReadType, place: Place, field: SelectedField): void {
    const source = type.fields[field.name];
    if (source === undefined)
      throw new Error(`The read map has no field ${type.name}.${field.name}. Add it.`);
    switch (source.kind) {
      case "value":
        columns.set(field.key, source.sql(place.row, this.scope));
        break;
      case "money":
        columns.set(field.key, `(${source.minor(place.row, this.scope)})::text`);
        columns.set("$currency", place.currency ?? "NULL::text");
        break;
      case "computed":
        for (const [name, sql] of Object.entries(source.needs)) columns.set(name, sql(place.row, this.scope));
        break;
      default:
        columns.set(field.key, this.objectSql(source, place, field));
    }
  }

  private objectSql(
    source: Exclude<ReadField, { kind: "value" | "money" | "computed" }>,
    place: Place,
    field: SelectedField,
  ): string {
    switch (source.kind) {
      case "embedded":
        return this.embeddedSql(source, place, field);
      case "one":
        return this.rowsSql(
          source,
          place,
          field.selection,
          (rows) => `(SELECT row_to_json(item) FROM (${rows}) AS item)`,
        );
      case "list":
        return this.rowsSql(
          source,
          place,
          field.selection,
          (rows) => `(SELECT coalesce(json_agg(item), '[]'::json) FROM (${rows}) AS item)`,
        );
      case "connection": {
        const where: RowSql = (row) =>
          [
            this.conditionOf(source, place.row, row),
            ...(source.filter?.(row, field.args, this.scope) ?? []),
          ].join(" AND ");
        const { ordering } = source;
        return connectionSql(
          { table: this.tableOf(source, place.row), where, ordering },
          field,
          this.scope,
          (row, selection) => this.columns(source.type, row, selection, place.currency),
        );
      }
    }
  }

  private embeddedSql(
    source: Extract<ReadField, { kind: "embedded" }>,
    place: Place,
    field: SelectedField,
  ): string {
    const columns = this.columns(source.type, place.row, field.selection, place.currency);
    const object = `(SELECT row_to_json(item) FROM (SELECT ${columns}) AS item)`;
    if (source.present === undefined) return object;
    return `CASE WHEN ${source.present(place.row, this.scope)} THEN ${object} END`;
  }

  private rowsSql(
    source: Extract<ReadField, { kind: "one" | "list" }>,
    place: Place,
    selection: Selection,
    aggregate: (rows: string) => string,
  ): string {
    const row = this.scope.alias();
    const columns = this.columns(source.type, row, selection, place.currency);
    const sorted = source.kind === "list" ? ` ORDER BY ${qualified(source.orderBy, row)}` : "";
    return aggregate(
      `SELECT ${columns} FROM ${this.tableOf(source, place.row)} AS ${row} WHERE ${this.conditionOf(source, place.row, row)}${sorted}`,
    );
  }

  private tableOf(relation: Relation, parent: string): string {
    const table = relation.from?.(parent) ?? readTypeOf(relation.type).table;
    if (table === undefined)
      throw new Error(`${relation.type} has no table and its relation no rows of its own.`);
    return table;
  }

  private conditionOf(relation: Relation, parent: string, child: string): string {
    const tie = relation.on(parent, child, this.scope);
    const implied = this.options.trustImplied && relation.implied?.(this.scope.viewer) === true;
    const visible = implied ? "TRUE" : this.visible(relation.type)(child, this.scope);
    return visible === "TRUE" ? tie : `${tie} AND ${visible}`;
  }
}

/** "due_at, id" of row t1: "t1.due_at, t1.id". */
function qualified(orderBy: string, row: string): string {
  return orderBy
    .split(", ")
    .map((column) => `${row}.${column}`)
    .join(", ");
}

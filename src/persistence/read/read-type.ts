import type { Viewer } from "../../domain/access/viewer.js";
import type { Scope } from "./scope.js";
import type { SelectedField } from "./selection.js";

/** SQL for something of the row that goes by the alias `row`. */
export type RowSql = (row: string, scope: Scope) => string;

/**
 * The type of a key that nobody may learn: cursors hold the id alone, and where the row stands is looked up again when a
 * page goes on.
 */
export const HIDDEN_KEY = "hidden";

/** By what the rows of a connection are ordered. Equal keys are told apart by the column `id`. */
export interface Ordering {
  /** Stands in each cursor, so that a cursor of another order is noticed. */
  readonly name: string;
  /** The key that is compared with cursors and shown in them; never null. */
  readonly key: RowSql;
  readonly keyType: "timestamptz" | "integer" | typeof HIDDEN_KEY;
  /** Where cursors do not show the key: the key of the row with an id, never null. */
  readonly keyOf?: (id: string) => string;
  /** What to sort by where that is not the key but rises with it. */
  readonly sortBy?: RowSql;
  readonly descending: boolean;
}

/** How the rows behind a field are found. */
export interface Relation {
  /** Name of the {@link ReadType} of the rows. */
  readonly type: string;
  /** The condition that ties a child to its parent; TRUE where `from` does that. */
  readonly on: (parent: string, child: string, scope: Scope) => string;
  /** A sub-select with the rows, where they are not simply those of the type's table. */
  readonly from?: (parent: string) => string;
  /**
   * Whether a viewer who sees the parent also sees the child, so that its predicate may be left out.
   * Default never. A test compares the answers with and without.
   */
  readonly implied?: (viewer: Viewer) => boolean;
}

/** How one field of the schema is read. */
export type ReadField =
  /** A column or expression of the row, delivered as it is. */
  | { readonly kind: "value"; readonly sql: RowSql }
  /** Money: minor units of the row's own currency. */
  | { readonly kind: "money"; readonly minor: RowSql }
  /** Worked out above the database from hidden properties, named with `$`. */
  | { readonly kind: "computed"; readonly needs: Readonly<Record<`$${string}`, RowSql>> }
  /** An object made of the same row; null where `present` is false. */
  | { readonly kind: "embedded"; readonly type: string; readonly present?: RowSql }
  | ({ readonly kind: "one" } & Relation)
  | ({ readonly kind: "list"; readonly orderBy: string } & Relation)
  | ({
      readonly kind: "connection";
      readonly ordering: Ordering;
      /** Conditions that the arguments of the field add; default none. */
      readonly filter?: (child: string, args: SelectedField["args"], scope: Scope) => readonly string[];
    } & Relation);

/** How one object type of the schema is read. */
export interface ReadType {
  readonly name: string;
  /** Quoted name of the table or a sub-select in brackets; absent for types that others carry inside. */
  readonly table?: string;
  /** The condition under which the viewer may know of the row; TRUE if absent. */
  readonly visible?: RowSql;
  /** ISO 4217 code of the row's amounts; required where a field is money. */
  readonly currency?: RowSql;
  /** Whether that stands in the row, which may hang on something with amounts of another currency. Default false. */
  readonly ownCurrency?: boolean;
  readonly fields: Readonly<Record<string, ReadField>>;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Fields that are columns of the same name in snake_case: `columns("openedAt")` reads `opened_at`. */
export function columns(...names: readonly string[]): Record<string, ReadField> {
  return Object.fromEntries(
    names.map((name) => [name, { kind: "value", sql: (row) => `${row}.${snakeCase(name)}` }]),
  );
}

/** A field that is a SQL expression. */
export function expression(sql: RowSql): ReadField {
  return { kind: "value", sql };
}

/** A field that is money, from a column or expression in minor units. */
export function money(minor: RowSql): ReadField {
  return { kind: "money", minor };
}

/** A relation to the one row whose `id` stands in a column of the parent. */
export function toOne(type: string, column: string, implied?: (viewer: Viewer) => boolean): ReadField {
  const on = (parent: string, child: string): string => `${child}.id = ${parent}.${column}`;
  return { kind: "one", type, on, ...(implied && { implied }) };
}

/** The rows of `type` whose `column` holds the parent's `id`. */
export function pointingBack(type: string, column: string, implied?: (viewer: Viewer) => boolean): Relation {
  const on = (parent: string, child: string): string => `${child}.${column} = ${parent}.id`;
  return { type, on, ...(implied && { implied }) };
}

/** For relations where seeing the parent always means seeing the child. */
export function always(): boolean {
  return true;
}

import type { QueryResultRow } from "pg";
import { Database, type Tx } from "./database.js";

/**
 * The database inside an open transaction: what runs on it, with transactions of its own, is all part of that one and
 * seen by others when that commits. For what must be done by several use cases at once or not at all.
 */
export class NestedDatabase extends Database {
  /** @param outer the open transaction; it must not be used by others meanwhile, nor end before they do */
  constructor(
    database: Database,
    readonly outer: Tx,
  ) {
    super(database.dataSource, database, database.signal);
  }

  override get root(): Database {
    return this;
  }

  override query<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.outer.query<Row>(text, values);
  }
}

import type { Client } from "pg";

/** Rows to insert, by table. */
export type Rows = Map<string, object[]>;

/** Adds rows of a table. */
export function add(rows: Rows, table: string, more: readonly object[]): void {
  const known = rows.get(table);
  if (known === undefined) rows.set(table, [...more]);
  else known.push(...more);
}

/** Inserts rows table by table, in the order in which they were first added. */
export async function flush(client: Pick<Client, "query">, rows: Rows): Promise<void> {
  for (const [table, records] of rows) {
    const [first] = records;
    if (first === undefined) continue;
    const columns = Object.keys(first).join(", ");
    await client.query(
      `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_recordset(null::"${table}", $1::json)`,
      [JSON.stringify(records)],
    );
  }
}

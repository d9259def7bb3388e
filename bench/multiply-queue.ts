/** The id of a row's copy. */
const copied = (id: string): string => `md5(${id}::text || copy)::uuid`;

function copySql(table: string, from: string, changed: Readonly<Record<string, string>>): string {
  const changes = Object.entries(changed)
    .map(([column, sql]) => `'${column}', ${sql}`)
    .join(", ");
  return `INSERT INTO "${table}" SELECT fresh.* FROM ${from}, generate_series(1, $1::integer) AS copy,
    jsonb_populate_record(NULL::"${table}", to_jsonb(source) || jsonb_build_object(${changes})) AS fresh`;
}

/** Each copy was queued a minute before the one before. */
const earlier = (column: string): string => `source.${column} - make_interval(mins => copy)`;

const statements = [
  copySql("order", `"order" AS source JOIN dispute ON dispute.order_id = source.id`, {
    id: copied("source.id"),
    reference: "source.reference || '-' || copy",
  }),
  copySql("order_line", "order_line AS source JOIN dispute ON dispute.order_id = source.order_id", {
    ...{ id: copied("source.id"), order_id: copied("source.order_id") },
  }),
  copySql("dispute", "dispute AS source", {
    ...{
      id: copied("source.id"),
      order_id: copied("source.order_id"),
      number: "source.number || '-' || copy",
    },
    ...{ queued_at: earlier("queued_at"), ranks_since: earlier("ranks_since") },
  }),
  // Only what was there from the beginning has lines.
  copySql("dispute_line", "dispute_line AS source", {
    ...{ dispute_id: copied("source.dispute_id"), order_line_id: copied("source.order_line_id") },
  }),
];

/** Adds copies of every dispute, with their orders and lines and without their logs: as many rows for a list to go through. */
export async function multiplyQueue(
  run: (text: string, values?: unknown[]) => Promise<unknown>,
  copies: number,
): Promise<void> {
  for (const text of statements) await run(text, [copies]);
  await run("VACUUM ANALYZE");
}

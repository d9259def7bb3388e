/** A SQL expression for the rows of a selection as a JSON array, empty where there are none. */
export function listSql(select: string): string {
  return `(SELECT coalesce(json_agg(item), '[]'::json) FROM (${select}) AS item)`;
}

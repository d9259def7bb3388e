import { RulebookStatus, StoredRulebookStatus } from "../../domain/rulebook/version.js";
import type { RowSql } from "./read-type.js";
import type { Scope } from "./scope.js";

/** What narrows a list of versions; absent, null or empty does not narrow. */
export interface RulebookFilter {
  readonly status?: readonly RulebookStatus[] | null | undefined;
}

/** The condition of a filter by the status at `now`, the SQL twin of `statusAt`; TRUE if it does not narrow. */
export function rulebookFilterSql({ status }: RulebookFilter, now: Date): RowSql {
  if (!status || status.length === 0) return () => "TRUE";
  return (row, scope) => `(${status.map((each) => statusSql(each, now, { row, scope })).join(" OR ")})`;
}

function statusSql(
  status: RulebookStatus,
  now: Date,
  { row, scope }: { readonly row: string; readonly scope: Scope },
): string {
  // Bound only where it is used: PostgreSQL refuses a parameter of which it cannot tell the type.
  const at = (): string => scope.bind(now, "timestamptz");
  const published = `${row}.status = '${StoredRulebookStatus.PUBLISHED}'`;
  switch (status) {
    case RulebookStatus.PUBLISHED:
      return `(${published} AND ${row}.effective_at > ${at()})`;
    case RulebookStatus.EFFECTIVE:
      return `(${published} AND tstzrange(${row}.effective_at, ${row}.effective_until) @> ${at()})`;
    case RulebookStatus.SUPERSEDED:
      return `(${published} AND ${row}.effective_until <= ${at()})`;
    default:
      return `${row}.status = '${status}'`;
  }
}

import type { Database } from "../src/persistence/database.js";

/** The totals as the simulation stored them, but for the count of those that replay otherwise than recorded. */
const stored = `
  SELECT totals - 'unlikeRecord' AS totals, totals->'unlikeRecord' AS "unlikeRecord"
  FROM rulebook_simulation WHERE id = $1`;

/**
 * The same totals from the disputes, their obligations and their logs: what did not change ended as recorded, what
 * did change is in the results. It knows nothing of how the simulation counts.
 */
const recomputed = `
  WITH ended AS (
    SELECT dispute_id, min(occurred_at) AS at FROM dispute_event
    WHERE payload->'after'->>'status' IN ('PERFORMING', 'CLOSED') GROUP BY dispute_id
  ), owed AS (
    SELECT dispute_id, sum(amount_minor) AS minor FROM obligation WHERE owner = 'MERCHANT' GROUP BY dispute_id
  ), recorded AS (
    SELECT dispute.id, dispute.currency, coalesce(outcome, 'UNDECIDED') AS outcome, coalesce(minor, 0) AS minor,
      round(extract(epoch FROM ended.at - opened_at) * 1000)::bigint AS lasted
    FROM dispute LEFT JOIN ended ON ended.dispute_id = dispute.id LEFT JOIN owed ON owed.dispute_id = dispute.id
  ), result AS (
    SELECT * FROM rulebook_simulation_result WHERE simulation_id = $1
  ), one AS (
    SELECT recorded.currency, result.clause,
      recorded.outcome AS before, coalesce(result.outcome_after, recorded.outcome) AS after,
      recorded.minor AS before_minor, coalesce(result.money_after_minor, recorded.minor) AS after_minor,
      recorded.lasted AS before_ms,
      CASE WHEN result.dispute_id IS NULL THEN recorded.lasted ELSE result.lasted_after_ms END AS after_ms
    FROM recorded LEFT JOIN result ON result.dispute_id = recorded.id
  )
  SELECT jsonb_build_object(
    'disputes', (SELECT count(*) FROM one),
    'changed', (SELECT count(*) FROM one WHERE clause IS NOT NULL),
    'decidedInBoth', (SELECT count(*) FROM one WHERE before_ms IS NOT NULL AND after_ms IS NOT NULL),
    'beforeMs', (SELECT sum(before_ms)::text FROM one WHERE after_ms IS NOT NULL),
    'afterMs', (SELECT sum(after_ms)::text FROM one WHERE before_ms IS NOT NULL),
    'money', (SELECT jsonb_agg(jsonb_build_object('currency', currency, 'beforeMinor', before_minor::text,
        'afterMinor', after_minor::text) ORDER BY currency) FROM (
      SELECT currency, sum(before_minor) AS before_minor, sum(after_minor) AS after_minor FROM one GROUP BY 1) AS sums),
    'byOutcome', (SELECT jsonb_agg(jsonb_build_object('before', before, 'after', after, 'disputes', disputes)
        ORDER BY (before || ' ' || after) COLLATE "C") FROM (
      SELECT before, after, count(*) AS disputes FROM one GROUP BY 1, 2) AS pairs),
    'byClause', (SELECT jsonb_agg(jsonb_build_object('clause', clause, 'disputes', disputes) ORDER BY clause COLLATE "C")
      FROM (SELECT clause, count(*) AS disputes FROM one WHERE clause IS NOT NULL GROUP BY 1) AS clauses)
  ) AS totals`;

/** Totals as the simulation stored them. */
export interface StoredTotals {
  readonly totals: unknown;
  readonly unlikeRecord: number;
}

/** The totals of a simulation, as it stored them. */
export async function storedTotals(database: Database, id: string): Promise<StoredTotals> {
  const [row] = await database.query<StoredTotals & Record<string, unknown>>(stored, [id]);
  if (row === undefined) throw new Error(`There is no simulation ${id}.`);
  return row;
}

/** The totals of a simulation of every dispute, from the rows of the disputes and of its results. */
export async function recomputedTotals(database: Database, id: string): Promise<unknown> {
  const [row] = await database.query<{ totals: unknown }>(recomputed, [id]);
  return row?.totals;
}

/** A checksum over all results of a simulation, which names none of its ids. */
export async function resultsChecksum(database: Database, id: string): Promise<string> {
  return checksum(
    database,
    `SELECT to_jsonb(result) - 'simulation_id' FROM rulebook_simulation_result AS result
     WHERE simulation_id = '${id}' ORDER BY position`,
  );
}

/** A checksum over the disputes with their logs, down to the transaction that wrote each row. */
export async function disputesChecksum(database: Database): Promise<string> {
  const trace = (table: string) =>
    `SELECT ctid::text || xmin::text || xmax::text || md5(${table}::text) FROM ${table} ORDER BY 1`;
  const sums = [];
  for (const table of ["dispute", "dispute_event", "obligation", "offer", "ruling"]) {
    sums.push(await checksum(database, trace(table)));
  }
  return sums.join();
}

async function checksum(database: Database, rows: string): Promise<string> {
  const [row] = await database.query<{ sum: string }>(
    `SELECT md5(coalesce(string_agg(one::text, ','), '')) AS sum FROM (${rows}) AS ordered (one)`,
  );
  return row?.sum ?? "";
}

import type { Sql } from "./database.js";

/** One remembered mutation: what was asked under a key, and what was answered. */
export interface IdempotencyRecord {
  readonly mutation: string;
  /** SHA-256 (hex) of the canonical input. */
  readonly inputHash: string;
  /** The stored answer: JSON, as the use case returned it. */
  readonly answer: unknown;
}

/** What the key table keeps of a mutation that was accepted. */
export interface IdempotencyEntry {
  readonly viewerId: string;
  readonly clientMutationId: string;
  readonly mutation: string;
  /** SHA-256 (hex) of the canonical input. */
  readonly inputHash: string;
  readonly createdAt: Date;
}

/** How many parameters {@link insertIdempotencySql} takes. */
export const IDEMPOTENCY_PARAMETERS = 6;

/**
 * The statement that keeps an accepted mutation, for use alone or as one CTE of a larger write. It waits for a
 * concurrent transaction with the same key and then fails with a unique violation ({@link isUniqueViolation}).
 * @param first number of its first parameter; it takes {@link IDEMPOTENCY_PARAMETERS}, see {@link idempotencyValues}
 * @param source a CTE of one row, without which nothing is kept; default none
 */
export function insertIdempotencySql(first: number, source?: string): string {
  const [viewer, key, mutation, hash, answer, createdAt] = Array.from(
    { length: IDEMPOTENCY_PARAMETERS },
    (_, index) => `$${first + index}`,
  );
  return `INSERT INTO idempotency_key (viewer_id, client_mutation_id, mutation, input_hash, answer, created_at)
    SELECT ${viewer}::uuid, ${key}::text, ${mutation}::text, ${hash}::text, ${answer}::jsonb, ${createdAt}::timestamptz
    ${source === undefined ? "" : `FROM ${source}`}`;
}

/** The parameters of {@link insertIdempotencySql}, in order. `answer` must be plain JSON. */
export function idempotencyValues(entry: IdempotencyEntry, answer: unknown): unknown[] {
  return [
    entry.viewerId,
    entry.clientMutationId,
    entry.mutation,
    entry.inputHash,
    JSON.stringify(answer),
    entry.createdAt,
  ];
}

const insertAlone = insertIdempotencySql(1);

/** Keeps an accepted mutation and its answer; fails with a unique violation if the key is taken. */
export async function insertIdempotency(tx: Sql, entry: IdempotencyEntry, answer: unknown): Promise<void> {
  await tx.query(insertAlone, idempotencyValues(entry, answer));
}

const read = `SELECT mutation, input_hash AS "inputHash", answer FROM idempotency_key
  WHERE viewer_id = $1 AND client_mutation_id = $2`;

/** What was answered to a viewer's mutation under this key, or null if nothing was. */
export async function readIdempotency(
  sql: Sql,
  viewerId: string,
  clientMutationId: string,
): Promise<IdempotencyRecord | null> {
  const [record] = await sql.query<IdempotencyRecord>(read, [viewerId, clientMutationId]);
  return record ?? null;
}

const forget = `DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM idempotency_key WHERE created_at < $1 ORDER BY created_at LIMIT $2))
  RETURNING 1 AS forgotten`;

/**
 * Forgets the oldest mutations that were accepted before an instant.
 * @param options.limit how many at most, so that one statement stays short
 * @returns how many were forgotten; fewer than the limit means that none are left
 */
export async function deleteIdempotency(
  sql: Sql,
  options: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const rows = await sql.query(forget, [options.before, options.limit]);
  return rows.length;
}

const UNIQUE_VIOLATION = "23505";

/**
 * Whether another transaction got there first with something that is unique: perhaps the same mutation with the
 * same key, whose dispute line, offer or key row is met, whichever PostgreSQL looks at first.
 */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === UNIQUE_VIOLATION;
}

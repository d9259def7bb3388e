import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { ErrorCode, refuse, RefusedError } from "../domain/errors.js";
import { isWellFormed } from "../domain/text.js";
import type { Tx } from "../persistence/database.js";
import {
  insertIdempotency,
  isUniqueViolation,
  readIdempotency,
  type IdempotencyEntry,
  type IdempotencyRecord,
} from "../persistence/idempotency.store.js";
import { inTransaction } from "../persistence/transaction.js";
import type { UseCaseContext } from "./use-case.js";

/** Printable ASCII, so that a key looks the same in every log and tool. */
const clientMutationIdPattern = /^[\x20-\x7e]{1,100}$/;

/** What a client's mutation is told apart by. */
export interface MutationKey {
  /** Name of the mutation as in the schema, e.g. "acceptClaim". */
  readonly mutation: string;
  readonly clientMutationId: string;
  /** The whole input: bigint, Date and undefined are welcome. */
  readonly input: unknown;
}

/**
 * SHA-256 (hex) of an input in canonical JSON (RFC 8785): the order of keys and absent values make no difference.
 * @throws RefusedError INVALID_TEXT if a text holds half of a surrogate pair, which UTF-8 cannot carry
 */
export function hashInput(input: unknown): string {
  return createHash("sha256")
    .update(canonicalize(jsonOf(input)) ?? "")
    .digest("hex");
}

function jsonOf(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "string" && !isWellFormed(value)) {
    refuse(ErrorCode.INVALID_TEXT, "A text holds half of a surrogate pair. Send whole Unicode characters.");
  }
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(jsonOf);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonOf(item)]));
}

/** Refuses what is no idempotency key. @throws RefusedError VALIDATION if it is not 1 to 100 printable ASCII characters */
export function requireKey(clientMutationId: string): void {
  if (clientMutationIdPattern.test(clientMutationId)) return;
  refuse(
    ErrorCode.VALIDATION,
    "clientMutationId must be 1 to 100 printable ASCII characters. Use a fresh UUID for each new intent.",
    { field: ["clientMutationId"] },
  );
}

/**
 * The entry that remembers a mutation; the caller inserts it with the answer.
 * @throws RefusedError VALIDATION if `clientMutationId` is not 1 to 100 printable ASCII characters
 */
function idempotencyEntry(context: UseCaseContext, key: MutationKey): IdempotencyEntry {
  requireKey(key.clientMutationId);
  return {
    viewerId: context.viewer.id,
    clientMutationId: key.clientMutationId,
    mutation: key.mutation,
    inputHash: hashInput(key.input),
    createdAt: context.clock.now(),
  };
}

/**
 * The answer given before, if the record is of the same mutation and input.
 * @throws RefusedError IDEMPOTENCY_MISMATCH if the key was used for something else
 */
function answerOf(record: IdempotencyRecord, entry: IdempotencyEntry): unknown {
  if (record.mutation !== entry.mutation || record.inputHash !== entry.inputHash) {
    refuse(
      ErrorCode.IDEMPOTENCY_MISMATCH,
      "This clientMutationId was used before with another mutation or input. Use a new one for a new intent.",
      { field: ["clientMutationId"], details: { mutation: record.mutation } },
    );
  }
  return record.answer;
}

/**
 * Runs a use case in one transaction, at most once per viewer and `clientMutationId`. The answer (plain JSON) is kept
 * in that transaction; a replay gets it back and changes nothing. Only accepted answers are kept: a refusal rolls back.
 *
 * The usual case costs one insert and no read: a replay is noticed when its work is refused, because the state has
 * moved on, or when one of its inserts meets the first one's row (waiting for its commit). Both roll back and look.
 * @param work gets the transaction and the entry; it returns the answer
 * @param options.workInserts default false; true if `work` itself inserts the entry with its answer
 *   (`insertIdempotencySql` inside its own write), which saves the last round trip
 * @throws RefusedError VALIDATION, IDEMPOTENCY_MISMATCH, and what `work` refuses
 */
export async function inTransactionOnce<Answer>(
  context: UseCaseContext,
  key: MutationKey,
  work: (tx: Tx, entry: IdempotencyEntry) => Promise<Answer>,
  options: { workInserts?: boolean } = {},
): Promise<Answer> {
  const entry = idempotencyEntry(context, key);
  try {
    return await inTransaction(context.database, async (tx) => {
      const answer = await work(tx, entry);
      if (options.workInserts !== true) await insertIdempotency(tx, entry, answer);
      return answer;
    });
  } catch (error) {
    if (!(error instanceof RefusedError) && !isUniqueViolation(error)) throw error;
    const record = await readIdempotency(context.database, entry.viewerId, entry.clientMutationId);
    if (record === null) throw error;
    // What was stored under this mutation and input is what the same use case returned then.
    return answerOf(record, entry) as Answer;
  }
}

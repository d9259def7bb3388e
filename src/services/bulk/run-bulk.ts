import { createHash } from "node:crypto";
import { ErrorCode, refuse, RefusedError, type Refusal } from "../../domain/errors.js";
import { CancelledError } from "../../persistence/cancellation.js";
import type { DisputeChange, DisputeMutation } from "../disputes/change.js";
import { requireKey } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** Most disputes of one call. */
export const MAXIMUM_BULK = 100;

/** One dispute of a call, or as a refusal why the client's id names none. */
export type BulkItem = Omit<DisputeMutation, "clientMutationId"> | RefusedError;

/** What became of one dispute of a call: what was changed, or why nothing was. */
export interface BulkOutcome {
  /** Position in the call, from 0. */
  readonly index: number;
  readonly change: DisputeChange | null;
  readonly refusals: readonly Refusal[];
}

/** One act on many disputes. */
export interface BulkCall {
  readonly clientMutationId: string;
  readonly disputes: readonly BulkItem[];
}

/** The act itself, as it is done to one dispute. */
export type BulkAct = (context: UseCaseContext, item: DisputeMutation) => Promise<DisputeChange>;

/**
 * Does an act to many disputes in the order given, each in a transaction of its own and by the rules of the single act. What is
 * refused for one leaves the others alone. Sent again with the same key, what was done is answered again and the rest
 * is tried anew, so a call that was cut off goes on where it was.
 * @throws RefusedError VALIDATION for no dispute, more than {@link MAXIMUM_BULK}, one twice, or a malformed key; and the first
 *   fault, after the other disputes had their turn
 */
export async function runBulk(
  context: UseCaseContext,
  { clientMutationId, disputes }: BulkCall,
  act: BulkAct,
): Promise<readonly BulkOutcome[]> {
  requireKey(clientMutationId);
  requireSensible(disputes);
  const outcomes: BulkOutcome[] = [];
  const faults: unknown[] = [];
  for (const [index, item] of disputes.entries()) {
    try {
      outcomes.push({ index, ...(await outcomeOf(context, clientMutationId, item, act)) });
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
  return outcomes;
}

async function outcomeOf(
  context: UseCaseContext,
  clientMutationId: string,
  item: BulkItem,
  act: BulkAct,
): Promise<Omit<BulkOutcome, "index">> {
  if (item instanceof RefusedError) return { change: null, refusals: item.refusals };
  try {
    const key = keyOf(clientMutationId, item.disputeId);
    return { change: await act(context, { ...item, clientMutationId: key }), refusals: [] };
  } catch (error) {
    if (error instanceof RefusedError) return { change: null, refusals: error.refusals };
    throw error;
  }
}

/** The idempotency key of one dispute of a call. Hashed, for a client's key may be as long as keys can be. */
function keyOf(clientMutationId: string, disputeId: string): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([clientMutationId, disputeId]))
    .digest("hex");
  return `bulk/${hash}`;
}

/** @throws RefusedError VALIDATION for no dispute, more than {@link MAXIMUM_BULK}, or one twice */
export function requireSensible(disputes: readonly BulkItem[]): void {
  if (disputes.length < 1 || disputes.length > MAXIMUM_BULK) {
    const message = `A call is about 1 to ${MAXIMUM_BULK} disputes; these are ${disputes.length}. Make several calls, each with a key of its own.`;
    refuse(ErrorCode.VALIDATION, message, { field: ["disputes"], details: { maximum: MAXIMUM_BULK } });
  }
  const ids = disputes.map((item) => (item instanceof RefusedError ? null : item.disputeId));
  const twice = ids.findIndex((id, index) => id !== null && ids.indexOf(id) < index);
  if (twice < 0) return;
  refuse(ErrorCode.VALIDATION, "The same dispute is named twice. Name each one once.", {
    field: ["disputes", String(twice), "disputeId"],
  });
}

import { maySeeDispute } from "../../domain/access/policy.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { mayWatch, type WatchSubject } from "../../domain/queue/watch.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { Tx } from "../../persistence/database.js";
import { loadDispute } from "../../persistence/dispute.store.js";
import { endWatch, insertWatch, type Watched } from "../../persistence/watch.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** What to keep an eye on: a dispute that the viewer sees, or its shopper or merchant. */
export interface UnwatchInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  readonly subject: WatchSubject;
}

/** The same with a reason. */
export interface WatchInput extends UnwatchInput {
  /** For staff. */
  readonly reason: string;
}

const subjectOf: Readonly<Record<WatchSubject, (dispute: Dispute) => string>> = {
  DISPUTE: ({ id }) => id,
  MERCHANT: ({ merchantId }) => merchantId,
  SHOPPER: ({ shopperId }) => shopperId,
};

async function watchedBy(
  tx: Tx,
  { viewer }: UseCaseContext,
  { disputeId, subject }: UnwatchInput,
): Promise<Watched> {
  const found = await loadDispute(tx, disputeId);
  if (found === null || !maySeeDispute(viewer, found.dispute)) {
    refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: ["disputeId"] });
  }
  if (!mayWatch(viewer.role))
    refuse(ErrorCode.FORBIDDEN, "The watch list is for the staff who handle disputes.");
  return { kind: subject, id: subjectOf[subject](found.dispute) };
}

/**
 * Puts a dispute, its shopper or its merchant on the watch list of the staff.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, INVALID_TEXT, STATE_CONFLICT if it stands there, IDEMPOTENCY_MISMATCH
 */
export async function watch(
  context: UseCaseContext,
  input: WatchInput,
): Promise<{ readonly disputeId: string }> {
  const { clientMutationId, disputeId } = input;
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  return inTransactionOnce(context, { mutation: "watch", clientMutationId, input }, async (tx) => {
    const subject = await watchedBy(tx, context, input);
    const entry = { id: context.newId(), subject, reason, by: context.viewer, at: context.clock.now() };
    if (await insertWatch(tx, entry)) return { disputeId };
    return refuse(ErrorCode.STATE_CONFLICT, "It is on the watch list already.");
  });
}

/**
 * Takes it off the watch list.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, STATE_CONFLICT if it does not stand there, IDEMPOTENCY_MISMATCH
 */
export async function unwatch(
  context: UseCaseContext,
  input: UnwatchInput,
): Promise<{ readonly disputeId: string }> {
  const { clientMutationId, disputeId } = input;
  return inTransactionOnce(context, { mutation: "unwatch", clientMutationId, input }, async (tx) => {
    const subject = await watchedBy(tx, context, input);
    if (await endWatch(tx, { subject, by: context.viewer, at: context.clock.now() })) return { disputeId };
    return refuse(ErrorCode.STATE_CONFLICT, "It is not on the watch list.");
  });
}

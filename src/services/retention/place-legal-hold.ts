import { CustodyAct } from "../../domain/evidence/custody.js";
import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import {
  isHeld,
  judgeActor,
  judgeHold,
  RetentionAct,
  type HeldDispute,
} from "../../domain/retention/judge-retention.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { Tx } from "../../persistence/database.js";
import { insertHold, lockHeldDispute } from "../../persistence/retention.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { endHold, noteOnFiles } from "./end-hold.js";

/** What is to be kept, why, and until when. */
export interface PlaceLegalHoldInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  /** For staff. */
  readonly reason: string;
  /** Null: until it is lifted. */
  readonly until: Date | null;
}

/**
 * Puts a dispute under a legal hold: while it stands nothing of it is erased, whoever asks. Each file's custody says so. A
 * hold that has ended by itself makes room for another.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, INVALID_TEXT, VALIDATION for an end that is past, STATE_CONFLICT if a hold
 *   stands or the evidence was erased, IDEMPOTENCY_MISMATCH
 */
export async function placeLegalHold(
  context: UseCaseContext,
  input: PlaceLegalHoldInput,
): Promise<{ readonly disputeId: string }> {
  const { clientMutationId, disputeId, until } = input;
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  const key = { mutation: "placeLegalHold", clientMutationId, input };
  return inTransactionOnce(context, key, async (tx) => {
    const found = await lockHeldDispute(tx, disputeId);
    const refused = judgeActor(RetentionAct.HOLD, context.viewer, found);
    if (refused !== null) throw new RefusedError([refused]);
    if (found === null) return refuse(ErrorCode.NOT_FOUND, "There is no such dispute.");
    requireRoom(found, until, context.clock.now());
    if (found.hold !== null) await endHold(tx, context, { disputeId, hold: found.hold });
    await hold(tx, context, { disputeId, reason, until });
    return { disputeId };
  });
}

function requireRoom(found: HeldDispute, until: Date | null, now: Date): void {
  if (until !== null && until <= now) {
    const message = "A hold ends after now. Leave `until` out if its end is not known.";
    refuse(ErrorCode.VALIDATION, message, { field: ["until"] });
  }
  const inTheWay = judgeHold(isHeld(found, now) ? found : { ...found, hold: null });
  if (inTheWay !== null) throw new RefusedError([inTheWay]);
}

async function hold(
  tx: Tx,
  context: UseCaseContext,
  { disputeId, reason, until }: Pick<PlaceLegalHoldInput, "disputeId" | "reason" | "until">,
): Promise<void> {
  const { viewer: actor, clock, newId } = context;
  const placed = { disputeId, reason, placedBy: actor, placedAt: clock.now(), endsAt: until };
  const id = newId();
  await insertHold(tx, { id, ...placed });
  const detail = { holdId: id, endsAt: until?.toISOString() ?? null };
  await noteOnFiles(tx, context, { disputeId, act: CustodyAct.HELD, detail, actor });
}

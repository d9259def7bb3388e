import { Role } from "../../domain/access/viewer.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { addHours } from "../../domain/time.js";
import type { Tx } from "../../persistence/database.js";
import { lockProfile, saveShift, type LatestShift } from "../../persistence/mediator-profile.store.js";
import { inTransactionOnce } from "../idempotent.js";
import { refuseUnlisted } from "./require-listed.js";
import type { UseCaseContext } from "../use-case.js";

/** Until when a mediator works. */
export interface StartShiftInput {
  readonly clientMutationId: string;
  /** Absent: as long as the rulebook in force allows. */
  readonly until?: Date | undefined;
}

/** A mediator whose shift began or ended. */
export interface ShiftChange {
  /** UUID. */
  readonly mediatorId: string;
}

/**
 * A mediator starts a shift. It ends by itself, so that nobody counts as there who has forgotten to end it. From the
 * first one on the mediator works in shifts, and gets cases only during one.
 * @throws RefusedError FORBIDDEN, NOT_FOUND for who is not registered, STATE_CONFLICT while a shift goes on, VALIDATION for an
 *   end that is past or too far off, IDEMPOTENCY_MISMATCH
 */
export async function startShift(context: UseCaseContext, input: StartShiftInput): Promise<ShiftChange> {
  requireMediatorRole(context);
  const { clientMutationId } = input;
  return inTransactionOnce(context, { mutation: "startShift", clientMutationId, input }, async (tx) => {
    const now = context.clock.now();
    if (goesOn(await ownShift(tx, context), now)) {
      refuse(ErrorCode.STATE_CONFLICT, "Your shift goes on. End it before you start another.");
    }
    const { queue } = await context.currentRulebook(tx);
    const latest = addHours(now, queue.shiftHours);
    const endsAt = input.until ?? latest;
    if (endsAt <= now || endsAt > latest) {
      const message = `A shift ends after now and at ${latest.toISOString()} at the latest, after ${queue.shiftHours} hours.`;
      refuse(ErrorCode.VALIDATION, message, { field: ["until"] });
    }
    await saveShift(tx, context.viewer.id, { startedAt: now, endsAt });
    return { mediatorId: context.viewer.id };
  });
}

/**
 * A mediator ends the own shift; cases in hand stay until they are passed on or released.
 * @throws RefusedError FORBIDDEN, NOT_FOUND for who is not registered, STATE_CONFLICT where no shift goes on, IDEMPOTENCY_MISMATCH
 */
export async function endShift(
  context: UseCaseContext,
  input: { readonly clientMutationId: string },
): Promise<ShiftChange> {
  requireMediatorRole(context);
  const { clientMutationId } = input;
  return inTransactionOnce(context, { mutation: "endShift", clientMutationId, input }, async (tx) => {
    const now = context.clock.now();
    const shift = await ownShift(tx, context);
    if (!goesOn(shift, now)) refuse(ErrorCode.STATE_CONFLICT, "No shift of yours goes on.");
    await saveShift(tx, context.viewer.id, { startedAt: shift.shiftStartedAt ?? now, endsAt: now });
    return { mediatorId: context.viewer.id };
  });
}

function requireMediatorRole({ viewer: { role } }: UseCaseContext): void {
  if (role === Role.MEDIATOR || role === Role.SENIOR_MEDIATOR) return;
  refuse(ErrorCode.FORBIDDEN, "Only mediators work in shifts.");
}

async function ownShift(tx: Tx, { viewer }: UseCaseContext): Promise<LatestShift> {
  const own = await lockProfile(tx, viewer.id);
  return own ?? refuseUnlisted();
}

function goesOn({ shiftEndsAt }: LatestShift, now: Date): boolean {
  return shiftEndsAt !== null && shiftEndsAt > now;
}

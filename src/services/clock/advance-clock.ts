import { Role } from "../../domain/access/viewer.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { addHours } from "../../domain/time.js";
import { disputesExist, tryClockLock } from "../../persistence/clock.store.js";
import { readIdempotency } from "../../persistence/idempotency.store.js";
import { fireDeadline } from "../disputes/fire-deadline.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { fireDue, type FireDeadline } from "./fire-due.js";
import { isMovable, type PlatformClock } from "./platform-clock.js";

/** Where the clock shall stand: exactly one of `to` and `by`. */
export interface AdvanceClockInput {
  readonly clientMutationId: string;
  /** The instant to move to. */
  readonly to?: Date | null;
  /** Hours to move forward, more than 0. */
  readonly by?: number | null;
}

/** Where the clock came to stand, and what fired on the way. */
export interface ClockAdvance {
  readonly now: Date;
  /** How many deadlines fired. */
  readonly fired: number;
  /** How many disputes were passed over because their deadline could not be fired; the worker tries them again. */
  readonly failed: number;
}

/** As late as an order may be; the clock runs on from here, and no deadline may leave the years of four digits. */
const LATEST = new Date("2199-12-31T23:59:59.999Z");

/**
 * Moves the platform's clock forward, for demos and tests. Every deadline on the way fires in due order
 * with the clock standing at its instant; then the clock stands at the target and runs on. While there
 * is no dispute it may be set to any instant, later it only goes forward.
 * @param fire default: the use case `fireDeadline`
 * @throws RefusedError FORBIDDEN (not INTEGRATION), CLOCK_NOT_MOVABLE (production, or backwards), VALIDATION,
 *   STATE_CONFLICT (another advance is under way), IDEMPOTENCY_MISMATCH
 */
export async function advanceClock(
  context: UseCaseContext,
  input: AdvanceClockInput,
  fire: FireDeadline = fireDeadline,
): Promise<ClockAdvance> {
  if (context.viewer.role !== Role.INTEGRATION) {
    refuse(ErrorCode.FORBIDDEN, "Only the role INTEGRATION may move the clock. Use a token of that role.");
  }
  const { clock } = context;
  if (!isMovable(clock)) {
    refuse(ErrorCode.CLOCK_NOT_MOVABLE, "The clock cannot be moved here: only in demo and test mode.");
  }
  checkShape(input);
  const key = { mutation: "advanceClock", clientMutationId: input.clientMutationId, input };
  const answer = await inTransactionOnce(context, key, async (tx, entry) => {
    // Released at the end of the transaction. Not waited for: every one that waits would hold a connection.
    if (!(await tryClockLock(tx))) {
      refuse(
        ErrorCode.STATE_CONFLICT,
        "The clock is being moved by another request. Try again when that is done.",
      );
    }
    // A replay has to be noticed before the clock moves a second time; the caller turns this into the first answer.
    if ((await readIdempotency(tx, entry.viewerId, entry.clientMutationId)) !== null) {
      refuse(ErrorCode.IDEMPOTENCY_MISMATCH, "This clientMutationId was used before.");
    }
    const advance = await move(context, clock, input, fire);
    return { ...advance, now: advance.now.toISOString() };
  });
  return { ...answer, now: new Date(answer.now) };
}

function checkShape({ to, by }: AdvanceClockInput): void {
  if ((to ?? null) === null ? (by ?? null) === null : (by ?? null) !== null) {
    refuse(
      ErrorCode.VALIDATION,
      "Say where to: either the instant `to` or the hours `byHours`, and not both.",
    );
  }
  if (typeof by === "number" && !(by > 0 && Number.isFinite(by))) {
    refuse(ErrorCode.VALIDATION, "The clock moves forward: `byHours` must be a number above 0.", {
      field: ["byHours"],
    });
  }
}

async function move(
  context: UseCaseContext,
  clock: PlatformClock,
  input: AdvanceClockInput,
  fire: FireDeadline,
): Promise<ClockAdvance> {
  const { database } = context;
  await clock.refresh();
  const start = clock.now();
  const target = input.to ?? addHours(start, input.by ?? 0);
  if (!(target <= LATEST)) {
    refuse(ErrorCode.VALIDATION, "The target is after the year 2199. Move by less.");
  }
  if (target < start && (await disputesExist(database))) {
    refuse(
      ErrorCode.CLOCK_NOT_MOVABLE,
      "There are disputes, so the clock only goes forward. Choose an instant after the present one.",
      { details: { now: start.toISOString() } },
    );
  }
  let standing = start;
  const standAt = async (due: Date): Promise<Date> => {
    // What was overdue already fires at the present instant.
    if (due > standing) {
      standing = due;
      await clock.moveTo(database, standing);
    }
    return standing;
  };
  const { fired, failures } = await fireDue(context, { until: target, fire, standAt });
  await clock.moveTo(database, target);
  return { now: target, fired, failed: failures.length };
}

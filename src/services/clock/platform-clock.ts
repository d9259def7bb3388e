import type { Database, Sql } from "../../persistence/database.js";
import { readClockOffset, writeClockOffset } from "../../persistence/clock.store.js";
import type { Clock } from "../use-case.js";

/** The clock that every process of a platform shares: real time plus an offset that stands in the database. */
export interface PlatformClock extends Clock {
  /** Whether `advanceClock` may move it: in demo and test mode only. */
  readonly movable: boolean;
  /** Reads the offset again; called when another process may have moved the clock. */
  refresh(): Promise<void>;
  /** Moves the clock so that it shows `instant` now and runs on from there. */
  moveTo(sql: Sql, instant: Date): Promise<void>;
}

/**
 * Creates the clock of one process and reads its offset; call `refresh` about once a second and on wake-ups.
 * @param realNow real time
 * @param options.movable whether the clock may be moved; false in production
 */
export async function createPlatformClock(
  database: Database,
  realNow: () => Date,
  options: { movable: boolean },
): Promise<PlatformClock> {
  let offsetMs = await readClockOffset(database);
  return {
    movable: options.movable,
    now: () => new Date(realNow().getTime() + offsetMs),
    async refresh() {
      offsetMs = await readClockOffset(database);
    },
    async moveTo(sql, instant) {
      const moved = instant.getTime() - realNow().getTime();
      await writeClockOffset(sql, moved);
      offsetMs = moved;
    },
  };
}

/** Whether a clock is one of {@link createPlatformClock} that may be moved. */
export function isMovable(clock: Clock): clock is PlatformClock {
  return "movable" in clock && clock.movable === true;
}

import { expectThat } from "../demo-error.js";
import type { PlatformPort } from "./platform-port.js";

interface Entry {
  readonly at: number;
  readonly run: (at: Date) => Promise<void>;
}

/** The clock runs on while a call is under way; what is to happen so soon needs no move. Deadlines are an hour away from any act. */
const RUNS_ON_MS = 30_000;

/** What is to happen when, by the platform's clock, which the agenda moves. */
export class Agenda {
  /** The latest first, so that the next one is taken off the end. */
  private readonly entries: Entry[] = [];
  /** Where the platform's clock was moved to last, and what the machine's showed when that was asked. */
  private reached = { platform: -Infinity, real: 0 };
  /** Deadlines that fired on the way. */
  fired = 0;
  /** How often the clock was moved. */
  moves = 0;

  constructor(private readonly port: Pick<PlatformPort, "moveClock">) {}

  /** The instant to which the clock was moved last. */
  get latest(): Date {
    return new Date(this.reached.platform);
  }

  /** Enters something; what is entered for the same instant happens in the order of entering. */
  add(at: Date, run: (at: Date) => Promise<void>): void {
    const time = at.getTime();
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle]?.at ?? Infinity) > time) low = middle + 1;
      else high = middle;
    }
    this.entries.splice(low, 0, { at: time, run });
  }

  /** Does everything in order of time, what is added meanwhile included. */
  async run(onDone: (left: number) => void): Promise<void> {
    for (let next = this.entries.pop(); next !== undefined; next = this.entries.pop()) {
      // The clock runs on by itself, and never back.
      const shown = this.reached.platform + performance.now() - this.reached.real;
      if (next.at > shown + RUNS_ON_MS) await this.moveTo(new Date(next.at));
      await next.run(new Date(next.at));
      onDone(this.entries.length);
    }
  }

  /** Moves the platform's clock; deadlines in between fire. */
  async moveTo(instant: Date): Promise<void> {
    // Taken before the call, so that the clock never shows more than we believe.
    const real = performance.now();
    const { fired, failed } = await this.port.moveClock(instant);
    expectThat(failed === 0, `${failed} deadlines could not be fired before ${instant.toISOString()}.`);
    this.fired += fired;
    this.moves += 1;
    this.reached = { platform: instant.getTime(), real };
  }
}

import { HOUR_MS } from "../../../domain/time.js";
import { DemoError, expectThat } from "../demo-error.js";
import type { PlatformPort } from "./platform-port.js";

type Run = (at: Date) => Promise<void>;

interface Entry {
  /** The number of the case it is about. */
  readonly of: number;
  /** Whether it takes of what all cases share, so that nothing may happen beside it. */
  readonly alone: boolean;
  readonly run: Run;
}

/** By so much a clock that runs on is moved beyond what it shows at most, for it runs on while the call is on its way. */
const MARGIN_MS = 1_000;

/**
 * What is to happen when, by the platform's clock, which the agenda moves. It goes by full hours: what different cases do at
 * one hour happens side by side, as much as the port bears, and comes out as if it had happened in the order of their numbers.
 */
export class Agenda {
  private readonly entries = new Map<number, Entry[]>();
  /** The hours of the entries, the latest first, so that the next one is taken off the end. */
  private readonly hours: number[] = [];
  private size = 0;
  /** Where the platform's clock was moved to last, and what the machine's showed before and after. */
  private reached = { platform: -Infinity, asked: 0, answered: 0 };
  /** Deadlines that fired on the way. */
  fired = 0;
  /** How often the clock was moved. */
  moves = 0;
  /** What the script did not expect; the rest goes on, so that one run tells of all of it. */
  readonly problems: string[] = [];

  constructor(private readonly port: Pick<PlatformPort, "atOnce" | "clockStands" | "moveClock">) {}

  /** The instant to which the clock was moved last. */
  get latest(): Date {
    return new Date(this.reached.platform);
  }

  /** Enters something of a case for the next full hour. */
  add(at: Date, entry: Entry): void {
    const hour = Math.ceil(at.getTime() / HOUR_MS) * HOUR_MS;
    this.size += 1;
    const known = this.entries.get(hour);
    if (known === undefined) {
      this.entries.set(hour, [entry]);
      this.hours.splice(this.placeOf(hour), 0, hour);
    } else known.push(entry);
  }

  /** Does everything in order of time, what is added meanwhile included. @param onDone hears how much is left */
  async run(onDone: (left: number) => void): Promise<void> {
    for (let hour = this.hours.pop(); hour !== undefined; hour = this.hours.pop()) {
      const due = this.entries.get(hour) ?? [];
      this.entries.delete(hour);
      const { least, most } = this.shown();
      // Nothing happens before its time: whose shift ends then has no shift any more.
      if (hour > least) await this.moveTo(new Date(Math.max(hour, most)));
      const attempt = async ({ run }: Entry): Promise<void> => {
        await this.attempt(run, new Date(hour));
        this.size -= 1;
        onDone(this.size);
      };
      await sideBySide(
        due.filter(({ alone }) => !alone),
        this.port.atOnce,
        attempt,
      );
      const alone = due.filter((entry) => entry.alone).toSorted((one, other) => one.of - other.of);
      for (const entry of alone) await attempt(entry);
    }
  }

  /** Moves the platform's clock; deadlines in between fire. */
  async moveTo(instant: Date): Promise<void> {
    const asked = performance.now();
    const { fired, failed } = await this.port.moveClock(instant);
    expectThat(failed === 0, `${failed} deadlines could not be fired before ${instant.toISOString()}.`);
    this.fired += fired;
    this.moves += 1;
    this.reached = { platform: instant.getTime(), asked, answered: performance.now() };
  }

  private placeOf(hour: number): number {
    let [low, high] = [0, this.hours.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.hours[middle] ?? -Infinity) > hour) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private async attempt(run: Run, at: Date): Promise<void> {
    try {
      await run(at);
    } catch (error) {
      if (!(error instanceof DemoError)) throw error;
      this.problems.push(`${at.toISOString()}: ${error.message}`);
    }
  }

  /** What the platform's clock shows: it was set some time between question and answer, and never goes back. */
  private shown(): { readonly least: number; readonly most: number } {
    const { platform, asked, answered } = this.reached;
    if (this.port.clockStands) return { least: platform, most: platform };
    const now = performance.now();
    return { least: platform + now - answered, most: platform + now - asked + MARGIN_MS };
  }
}

/** Attempts what is of one case in its order, and different cases side by side, in the order of their numbers. */
async function sideBySide(
  entries: readonly Entry[],
  atOnce: number,
  attempt: (entry: Entry) => Promise<void>,
): Promise<void> {
  const ofCases = new Map<number, Entry[]>();
  for (const entry of entries.toSorted((one, other) => one.of - other.of)) {
    ofCases.set(entry.of, [...(ofCases.get(entry.of) ?? []), entry]);
  }
  const left = [...ofCases.values()].toReversed();
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      for (const entry of next) await attempt(entry);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

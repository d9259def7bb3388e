import type { DemoClient } from "../demo-client.js";
import { expectThat } from "../demo-error.js";

interface Entry {
  readonly at: number;
  readonly run: (at: Date) => Promise<void>;
}

interface ClockAnswer {
  readonly now: string | null;
  readonly fired: number | null;
  readonly failed: number | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

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

  constructor(private readonly integration: DemoClient) {}

  /** The instant to which the clock was moved last. */
  get latest(): Date {
    return new Date(this.reached.platform);
  }

  /** Enters something; what is entered for the same instant happens in the order of entering. */
  add(at: Date, run: (at: Date) => Promise<void>): void {
    const time = at.getTime();
    let place = this.entries.length;
    while (place > 0 && (this.entries[place - 1]?.at ?? Infinity) <= time) place -= 1;
    this.entries.splice(place, 0, { at: time, run });
  }

  /** Does everything in order of time, what is added meanwhile included. */
  async run(onDone: (left: number) => void): Promise<void> {
    for (let next = this.entries.pop(); next !== undefined; next = this.entries.pop()) {
      // The clock runs on by itself, and never back.
      const shown = this.reached.platform + performance.now() - this.reached.real;
      if (next.at > shown) await this.moveTo(new Date(next.at));
      await next.run(new Date(next.at));
      onDone(this.entries.length);
    }
  }

  /** Moves the platform's clock; deadlines in between fire. */
  async moveTo(instant: Date): Promise<void> {
    const input = { to: instant.toISOString() };
    // Taken before the call, so that the clock never shows more than we believe.
    const real = performance.now();
    const answer = await this.integration.mutate<ClockAnswer>("advanceClock", input, "now fired failed");
    const [refused] = answer.userErrors;
    expectThat(refused === undefined, `The clock was not moved to ${input.to}: ${refused?.message ?? ""}`);
    expectThat(answer.failed === 0, `${answer.failed ?? 0} deadlines could not be fired before ${input.to}.`);
    this.fired += answer.fired ?? 0;
    this.moves += 1;
    this.reached = { platform: instant.getTime(), real };
  }
}

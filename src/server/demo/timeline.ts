import type { OnEvent } from "./watcher.js";

/** Prints what is done, and who saw what, as it happens. */
export class Timeline {
  private readonly startedAt = performance.now();

  constructor(private readonly say: (line: string) => void) {}

  /** Somebody is about to do something. */
  act(name: string, what: string): void {
    this.say(`${this.time()} ▶ ${name}: ${what}`);
  }

  /** What came of it. */
  note(what: string): void {
    this.say(`${this.time()}   ${what}`);
  }

  /** Told by the subscriptions, live. */
  readonly onEvent: OnEvent = ({ client }, { sequence, type, actorRole, occurredAt }, status) => {
    const number = `#${sequence}`.padEnd(3);
    const at = occurredAt.slice(0, 19).replace("T", " ");
    this.say(
      `${this.time()}     ◂ ${client.name.padEnd(16)} sees ${number} ${type} by ${actorRole} → ${status} (${at} UTC)`,
    );
  };

  private time(): string {
    return `${((performance.now() - this.startedAt) / 1_000).toFixed(2).padStart(6)}s`;
  }
}

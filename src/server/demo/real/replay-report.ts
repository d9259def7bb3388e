import type { WriteStream } from "node:tty";
import type { Cleared } from "./clear.js";
import type { ReplayReport } from "./replay.js";

const SHOW_EVERY = 25;

/** One line on a terminal that tells how far the replay is; nothing where output is not a terminal. */
export class ReplayProgress {
  constructor(private readonly stream: Pick<WriteStream, "write" | "isTTY">) {}

  /** Told after every act. */
  readonly onProgress = (done: number, left: number): void => {
    if (this.stream.isTTY && done % SHOW_EVERY === 0)
      this.stream.write(`\r${done} acts, ${left} planned …   `);
  };

  /** Clears the line. */
  end(): void {
    if (this.stream.isTTY) this.stream.write("\r\u001b[K");
  }
}

function table(title: string, counts: ReadonlyMap<string, number>): string[] {
  const rows = [...counts].toSorted((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  const width = Math.max(...rows.map(([name]) => name.length), 0);
  return [
    `\n${title}`,
    ...rows.map(([name, count]) => `  ${name.padEnd(width)} ${String(count).padStart(6)}`),
  ];
}

/** What the desk did, as lines for people. */
export function clearedLines(cleared: Cleared): string[] {
  const steps = [...cleared.steps].reduce(
    (sum, [name, count]) => (name.includes(" ") ? sum : sum + count),
    0,
  );
  const seconds = cleared.playMs / 1_000;
  return [
    `\nDisputes: ${cleared.opened} opened of ${cleared.records} on record.`,
    ...table("Not opened, by code (and the reason on record)", cleared.refused),
    ...table("By outcome", cleared.outcomes),
    ...table("By status", cleared.statuses),
    ...table("Acts", cleared.steps),
    ...table("Refusals that the script reckons with", cleared.expectedRefusals),
    ...(cleared.problems.length === 0 ? [] : ["\nNot as expected", ...cleared.problems]),
    `\n${steps} acts of ${cleared.opened} disputes in ${seconds.toFixed(1)} s: ` +
      `${(steps / seconds).toFixed(1)} acts/s, ${(cleared.opened / seconds).toFixed(2)} disputes/s. ` +
      `The clock was moved ${cleared.clockMoves} times; ${cleared.deadlinesFired} deadlines fired.`,
  ];
}

/** The report as lines for people. */
export function reportLines(report: ReplayReport): string[] {
  return [
    `\nOrders: ${report.ordersTaken} taken in ${(report.importMs / 1_000).toFixed(1)} s.`,
    ...table("Orders refused, by code", report.ordersRefused),
    ...clearedLines(report),
  ];
}

import type { WriteStream } from "node:tty";
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
  const rows = [...counts].toSorted((one, other) => other[1] - one[1]);
  const width = Math.max(...rows.map(([name]) => name.length), 0);
  return [
    `\n${title}`,
    ...rows.map(([name, count]) => `  ${name.padEnd(width)} ${String(count).padStart(6)}`),
  ];
}

/** The report as lines for people. */
export function reportLines(report: ReplayReport): string[] {
  const steps = [...report.steps.values()].reduce((sum, count) => sum + count, 0);
  const seconds = report.playMs / 1_000;
  return [
    `\nOrders: ${report.ordersTaken} taken in ${(report.importMs / 1_000).toFixed(1)} s.`,
    ...table("Orders refused, by code", report.ordersRefused),
    `\nDisputes: ${report.opened} opened of ${report.records} on record.`,
    ...table("Not opened, by code (and the reason on record)", report.refused),
    ...table("By outcome", report.outcomes),
    ...table("By status", report.statuses),
    ...table("Acts through the API", report.steps),
    `\n${steps} acts of ${report.opened} disputes in ${seconds.toFixed(1)} s: ` +
      `${(steps / seconds).toFixed(1)} acts/s, ${(report.opened / seconds).toFixed(2)} disputes/s. ` +
      `The clock was moved ${report.clockMoves} times; ${report.deadlinesFired} deadlines fired.`,
  ];
}

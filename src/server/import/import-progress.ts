import { SingleBar } from "cli-progress";

/** Shows how far a long job is. */
export interface Progress {
  /** Begins a phase of the job; ends the one before. */
  phase(name: string, total: number): void;
  update(done: number): void;
  end(): void;
}

/** A plain line is written each time that another tenth is done. */
const STEPS = 10;

/** Progress as plain lines, for logs. */
export class LineProgress implements Progress {
  private name = "";
  private total = 0;
  private step = 0;

  constructor(private readonly write: (line: string) => void) {}

  phase(name: string, total: number): void {
    this.name = name;
    this.total = total;
    this.step = 0;
  }

  update(done: number): void {
    const step = Math.floor((STEPS * done) / Math.max(this.total, 1));
    if (step <= this.step) return;
    this.step = step;
    this.write(`${this.name}: ${done} of ${this.total} (${step * (100 / STEPS)} %)`);
  }

  end(): void {
    this.step = 0;
  }
}

/** Progress as a bar, for people in front of a terminal. */
export class BarProgress implements Progress {
  private bar: SingleBar | null = null;

  phase(name: string, total: number): void {
    this.end();
    this.bar = new SingleBar({
      format: `${name.padEnd(10)} [{bar}] {percentage} % | {value} of {total} | {eta_formatted} left`,
      hideCursor: true,
    });
    this.bar.start(total, 0);
  }

  update(done: number): void {
    this.bar?.update(done);
  }

  end(): void {
    this.bar?.stop();
    this.bar = null;
  }
}

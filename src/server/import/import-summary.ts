import { addMoney, noMoney, type MoneySums } from "./import-source.js";

/** Refused orders that are named one by one; the others are counted. */
const NAMED_REFUSALS = 20;

/** What became of everything that a source held. */
export class ImportSummary {
  readonly outcomes = { TAKEN: 0, UPDATED: 0, UNCHANGED: 0, REFUSED: 0 };
  /** How many orders were refused for each reason. */
  readonly refusals = new Map<string, number>();
  /** The first refusals, for people to look at. */
  readonly named: string[] = [];
  /** Sums of the orders that stand in the database now, read back from it. */
  readonly storedSums = noMoney();
  /** Sums of the source's rows of refused orders. */
  readonly refusedSums = noMoney();

  /** All orders that were read. */
  get orders(): number {
    return Object.values(this.outcomes).reduce((sum, count) => sum + count, 0);
  }

  /** Counts a refused order. */
  refuse(
    reference: string,
    { code, message }: { code: string; message: string },
    sums: MoneySums | null,
  ): void {
    this.outcomes.REFUSED += 1;
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
    if (sums) addMoney(this.refusedSums, sums);
    // Orders without lines are a matter of course; naming them would hide the others.
    if (this.named.length < NAMED_REFUSALS && code !== "NO_LINES")
      this.named.push(`${reference}: ${code}: ${message}`);
  }

  /** Whether taken + refused add up to what the files hold, to the last unit. */
  matches(sums: MoneySums): boolean {
    return (["paid", "items", "freight"] as const).every(
      (part) => this.storedSums[part] + this.refusedSums[part] === sums[part],
    );
  }
}

function money(minor: bigint): string {
  const text = minor.toString().padStart(3, "0");
  return `${text.slice(0, -2)}.${text.slice(-2)}`.padStart(16);
}

function sumLines(summary: ImportSummary, sums: MoneySums): string[] {
  const row = (name: string, { paid, items, freight }: MoneySums): string =>
    `  ${name.padEnd(18)}${money(paid)}${money(items)}${money(freight)}`;
  const verdict = summary.matches(sums)
    ? "  The sums agree to the last unit."
    : "  THE SUMS DO NOT AGREE: something was lost or counted twice. Nothing was rolled back; look into it.";
  return [
    "",
    `Sums             ${["paid", "item prices", "freight"].map((name) => name.padStart(16)).join("")}`,
    row("in the database", summary.storedSums),
    row("refused", summary.refusedSums),
    row("in the files", sums),
    verdict,
  ];
}

/** The summary as lines for people. `sums` are those of the files; null where they are not summed. */
export function summaryLines(summary: ImportSummary, sums: MoneySums | null, seconds: number): string[] {
  const { TAKEN, UPDATED, UNCHANGED, REFUSED } = summary.outcomes;
  const rate = Math.round(summary.orders / Math.max(seconds, 0.001));
  return [
    `${summary.orders} orders in ${seconds.toFixed(1)} s (${rate} a second)`,
    `  taken ${TAKEN}, updated ${UPDATED}, unchanged ${UNCHANGED}, refused ${REFUSED}`,
    ...[...summary.refusals].sort().map(([code, count]) => `    ${code}: ${count}`),
    ...summary.named.map((name) => `    ${name}`),
    ...(sums ? sumLines(summary, sums) : []),
  ];
}

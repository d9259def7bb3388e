import { formatAmount } from "../domain/money.js";
import type { RulebookChange } from "../domain/rulebook/difference.js";
import type { SimulationTotals } from "../domain/simulation/totals.js";
import { DAY_MS } from "../domain/time.js";
import { columnsOf } from "./column-printer.js";

/** The places in which two rulebooks differ, as lines for people. */
export function diffLines(changes: readonly RulebookChange[]): string[] {
  if (changes.length === 0) return ["No rule differs."];
  const rows = changes.map(({ path, kind, clause, before, after }) => [
    path,
    clause ?? "–",
    kind === "ADDED" ? "–" : JSON.stringify(before),
    kind === "REMOVED" ? "–" : JSON.stringify(after),
  ]);
  return [columnsOf([["place", "clause", "before", "after"], ...rows])];
}

/** What a draft would have changed, as lines for people. */
export function totalsLines(totals: SimulationTotals): string[] {
  const days = (milliseconds: bigint): string => (Number(milliseconds) / DAY_MS).toFixed(2);
  const money = totals.money.map(({ currency, beforeMinor, afterMinor }) => [
    currency,
    ...[beforeMinor, afterMinor, afterMinor - beforeMinor].map((minor) => formatAmount({ minor, currency })),
  ]);
  const { beforeMs, afterMs } = totals;
  const outcomes = totals.byOutcome.map(({ before, after, disputes }) => [
    `${before} → ${after}`,
    String(disputes),
  ]);
  const clauses = totals.byClause.map(({ clause, disputes }) => [clause, String(disputes)]);
  return [
    `\n${totals.disputes} disputes, ${totals.changed} would differ; ${totals.unlikeRecord} replay otherwise than recorded.\n`,
    columnsOf([["outcome", "disputes"], ...outcomes]),
    "",
    columnsOf([["clause", "disputes"], ...clauses]),
    "",
    columnsOf([["owed", "before", "after", "difference"], ...money]),
    `\nDays to the decision (${totals.decidedInBoth} decided in both): ${days(beforeMs)} → ${days(afterMs)}`,
  ];
}

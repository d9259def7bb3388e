import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { columnsOf } from "../src/server/column-printer.js";
import type { Result } from "./measure.js";

const directory = fileURLToPath(new URL("results/", import.meta.url));

/** The circumstances that the figures hold for. */
export interface Circumstances {
  readonly command: string;
  readonly disputes: number;
  readonly orders: number;
  readonly events: number;
  readonly rounds: number;
  readonly roundMs: number;
  readonly connections: number;
}

const heads = [
  "",
  "share of the limit",
  "range",
  "wanted",
  "ours/s",
  "limit/s",
  "p99 ms",
  "CPU ms (limit)",
  "SQL",
  "MiB",
  "kB",
];

function cells({ name, ratio, target, ours, limit, statements }: Result): string[] {
  return [
    ...[
      name,
      ratio.median.toFixed(2),
      `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
      `≥ ${target.toFixed(2)}`,
    ],
    ...[ours.rate.toFixed(0), limit.rate.toFixed(0), ours.p99Ms.toFixed(0)],
    `${ours.cpuMs.toFixed(2)} (${limit.cpuMs.toFixed(2)})`,
    ...[String(statements), String(ours.residentMiB), (ours.bytes / 1000).toFixed(1)],
  ];
}

/** The table for people. */
export function tableOf(results: readonly Result[]): string {
  return columnsOf([heads, ...results.map(cells)]);
}

/** Keeps the figures in `bench/results/`, which is not part of the repository. @returns the file's name */
export function keep(results: readonly Result[], circumstances: Circumstances): string {
  mkdirSync(directory, { recursive: true });
  const now = new Date().toISOString();
  const file = join(directory, `${now.slice(0, 19).replaceAll(":", "-")}.json`);
  const machine = { node: process.version, processors: availableParallelism() };
  writeFileSync(file, `${JSON.stringify({ at: now, ...circumstances, machine, results }, null, 2)}\n`);
  return file;
}

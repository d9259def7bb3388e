import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { systemViewer } from "../domain/access/viewer.js";
import { parseRulebook } from "../domain/rulebook/parse-rulebook.js";
import type { Rulebook } from "../domain/rulebook/rulebook.js";
import { diffRulebooks } from "../domain/simulation/clause-diff.js";
import { simulateDisputes } from "../services/simulation/simulate-disputes.js";
import { readConfig } from "./config.js";
import { openPlatform, type Platform } from "./platform.js";
import { diffLines, totalsLines } from "./rulebook-report.js";
import { runCommand } from "./run-command.js";

const usage = `Usage: npm run rulebook -- check FILE
       npm run rulebook -- diff FILE [OTHER-VERSION-OR-FILE]
       npm run rulebook -- simulate FILE [--from TIME] [--until TIME] [--reason CODE …] [--merchant UUID]`;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function fromFile(file: string): Promise<Rulebook> {
  return parseRulebook(JSON.parse(await readFile(file, "utf8")));
}

async function withPlatform(work: (platform: Platform) => Promise<void>): Promise<void> {
  const platform = await openPlatform(readConfig(), print);
  try {
    await work(platform);
  } finally {
    await platform.close();
  }
}

async function diff(file: string, other: string | undefined): Promise<void> {
  const draft = await fromFile(file);
  if (other?.endsWith(".json") === true) {
    for (const line of diffLines(diffRulebooks(await fromFile(other), draft))) print(line);
    return;
  }
  await withPlatform(async ({ contextOf }) => {
    const context = contextOf(systemViewer);
    const base = other === undefined ? await context.currentRulebook() : await context.rulebook(other);
    for (const line of diffLines(diffRulebooks(base, draft))) print(line);
  });
}

interface Conditions {
  readonly from?: string;
  readonly until?: string;
  readonly reason?: string[];
  readonly merchant?: string;
}

async function simulate(file: string, { from, until, reason, merchant }: Conditions): Promise<void> {
  const draft = await fromFile(file);
  const instant = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));
  const sample = {
    ...{ openedFrom: instant(from), openedUntil: instant(until) },
    ...{ reasons: reason ?? null, merchantId: merchant ?? null },
  };
  await withPlatform(async ({ contextOf }) => {
    const context = contextOf(systemViewer);
    const start = performance.now();
    const run = { draft, sample, until: context.clock.now() };
    const totals = await simulateDisputes(context, run, () => Promise.resolve(true));
    if (totals === null) return;
    for (const line of totalsLines(totals)) print(line);
    const seconds = (performance.now() - start) / 1_000;
    const peak = Math.round(process.resourceUsage().maxRSS / 1_024);
    print(`${seconds.toFixed(1)} s, ${(totals.disputes / seconds).toFixed(0)} disputes/s, peak ${peak} MiB`);
  });
}

/** Works on a rulebook file: check, diff, simulate. */
await runCommand(async () => {
  const one = { type: "string" } as const;
  const options = { from: one, until: one, reason: { ...one, multiple: true }, merchant: one } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [command, file, other] = positionals;
  if (file === undefined) throw new Error(usage);
  if (command === "check") print(`${(await fromFile(file)).version}: no problem found.`);
  else if (command === "diff") await diff(file, other);
  else if (command === "simulate") await simulate(file, values);
  else throw new Error(usage);
  return undefined;
});

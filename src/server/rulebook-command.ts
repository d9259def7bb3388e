import { parseArgs } from "node:util";
import { randomUUID } from "node:crypto";
import { validate } from "uuid";
import { systemViewer } from "../domain/access/viewer.js";
import type { Rulebook } from "../domain/rulebook/rulebook.js";
import { ruleChanges } from "../domain/rulebook/difference.js";
import { simulateDisputes } from "../services/simulation/simulate-disputes.js";
import { checkSample } from "../services/simulation/simulate-rulebook.js";
import { readConfig } from "./config.js";
import { openPlatform, type Platform } from "./platform.js";
import { readRulebookFile, requireExit } from "./rulebook-file.js";
import { publishSource, type Publishers } from "./rulebook-publication.js";
import { diffLines, totalsLines } from "./rulebook-report.js";
import { runCommand } from "./run-command.js";

const usage = `Usage: npm run rulebook -- check FILE
       npm run rulebook -- diff FILE [OTHER-VERSION-OR-FILE]
       npm run rulebook -- simulate FILE [--from TIME] [--until TIME] [--reason CODE …] [--merchant UUID]
       npm run rulebook -- publish FILE --effective-at TIME --editor UUID --approver UUID
FILE is YAML or JSON. In production publish wants both ids, of two people: the command does not know who types.`;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function timeOf(option: string, text: string): Date {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time;
  throw new Error(`--${option} must be a time, such as 2027-01-01T00:00:00Z.\n${usage}`);
}

async function withPlatform(work: (platform: Platform) => Promise<void>): Promise<void> {
  const platform = await openPlatform(readConfig(), print);
  try {
    await work(platform);
  } finally {
    await platform.close();
  }
}

async function check(file: string): Promise<void> {
  const { rulebook } = await readRulebookFile(file);
  requireExit(file, rulebook);
  const { reasons, clauses, version } = rulebook;
  const counts = `${Object.keys(reasons).length} reasons, ${Object.keys(clauses).length} clauses`;
  print(`${version}: ${counts}; no problem found, and no dispute can be stuck under it.`);
}

async function diff(file: string, other: string | undefined): Promise<void> {
  const { rulebook: draft } = await readRulebookFile(file);
  const show = (base: Rulebook): void => {
    for (const line of diffLines(ruleChanges(base, draft))) print(line);
  };
  if (other !== undefined && /\.(json|ya?ml)$/.test(other)) {
    show((await readRulebookFile(other)).rulebook);
    return;
  }
  await withPlatform(async ({ contextOf }) => {
    const context = contextOf(systemViewer);
    show(await (other === undefined ? context.currentRulebook() : context.rulebook(other)));
  });
}

function requireUuid(option: string, id: string | undefined): void {
  if (id !== undefined && !validate(id)) throw new Error(`--${option} must be a UUID.\n${usage}`);
}

function publishersOf({ editor, approver }: Partial<Publishers>, isProduction: boolean): Publishers {
  requireUuid("editor", editor);
  requireUuid("approver", approver);
  if (isProduction && (editor === undefined || approver === undefined)) throw new Error(usage);
  return { editor: editor ?? randomUUID(), approver: approver ?? randomUUID() };
}

async function publish(
  file: string,
  { "effective-at": text = "", ...who }: Partial<Publishers> & { readonly "effective-at"?: string },
): Promise<void> {
  const effectiveAt = timeOf("effective-at", text);
  const { source, rulebook } = await readRulebookFile(file);
  const publishers = publishersOf(who, readConfig().mode === "production");
  await withPlatform(async ({ contextOf }) => {
    await publishSource(contextOf, { source, effectiveAt }, publishers);
    print(`${rulebook.version} is published and takes effect at ${effectiveAt.toISOString()}.`);
  });
}

interface Conditions {
  readonly from?: string;
  readonly until?: string;
  readonly reason?: string[];
  readonly merchant?: string;
}

async function simulate(file: string, { from, until, reason, merchant }: Conditions): Promise<void> {
  const { rulebook: draft } = await readRulebookFile(file);
  requireUuid("merchant", merchant);
  const sample = {
    openedFrom: from === undefined ? null : timeOf("from", from),
    openedUntil: until === undefined ? null : timeOf("until", until),
    ...{ reasons: reason ?? null, merchantId: merchant ?? null },
  };
  checkSample({ all: Object.values(sample).every((condition) => condition === null), sample });
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

/** Works on a rulebook file: check, diff, simulate, publish. */
await runCommand(async () => {
  const one = { type: "string" } as const;
  const several = { type: "string", multiple: true } as const;
  const options = {
    from: one,
    until: one,
    reason: several,
    merchant: one,
    "effective-at": one,
    editor: one,
    approver: one,
  } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [command, file, other] = positionals;
  if (file === undefined) throw new Error(usage);
  if (command === "check") await check(file);
  else if (command === "diff") await diff(file, other);
  else if (command === "simulate") await simulate(file, values);
  else if (command === "publish") await publish(file, values);
  else throw new Error(usage);
  return undefined;
}, usage);

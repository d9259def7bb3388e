import { parseArgs } from "node:util";
import { readConfig } from "./config.js";
import { importContext } from "./import/import-context.js";
import { BarProgress, LineProgress } from "./import/import-progress.js";
import type { ImportSource } from "./import/import-source.js";
import { summaryLines } from "./import/import-summary.js";
import { NdjsonSource } from "./import/ndjson-source.js";
import { OlistSource } from "./import/olist-source.js";
import { runImport } from "./import/run-import.js";
import { migrate } from "./migrate.js";
import { openDatabase } from "./open-database.js";
import { runCommand } from "./run-command.js";

const usage = `Usage: npm run import -- --format olist --from FOLDER
       npm run import -- --format ndjson --from FILE
Imports orders; docs/ndjson.md describes the neutral format. Running it again changes nothing.`;

function openSource(): ImportSource {
  const { values } = parseArgs({ options: { format: { type: "string" }, from: { type: "string" } } });
  const { format, from } = values;
  if (from === undefined || format === undefined)
    throw new Error(`--format and --from are needed.\n${usage}`);
  if (format === "olist") return new OlistSource(from);
  if (format === "ndjson") return new NdjsonSource(from);
  throw new Error(`"${format}" is no format. Use olist or ndjson.\n${usage}`);
}

async function importFrom(source: ImportSource): Promise<boolean> {
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  const opened = await openDatabase(readConfig(), write);
  process.once("SIGINT", () => {
    source.close();
    void opened.close().finally(() => process.exit(130));
  });
  try {
    await migrate(opened.database.dataSource, opened.url);
    const progress = process.stdout.isTTY ? new BarProgress() : new LineProgress(write);
    const start = performance.now();
    const { summary, totals } = await runImport(importContext(opened.database), source, progress);
    const seconds = (performance.now() - start) / 1000;
    for (const line of summaryLines(summary, totals.sums, seconds)) write(line);
    write(`Peak resident memory of the importer: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
    return totals.sums === null || summary.matches(totals.sums);
  } finally {
    await opened.close();
  }
}

await runCommand(async () => {
  const source = openSource();
  try {
    return (await importFrom(source)) ? 0 : 1;
  } finally {
    source.close();
  }
}, usage);

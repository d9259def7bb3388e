import "reflect-metadata";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { verifyLog } from "../services/log/verify-log.js";
import { Mode } from "./config-variables.js";
import { readConfig, type Config } from "./config.js";
import { demoConfig } from "./demo/demo-stage.js";
import { expectThat } from "./demo/demo-error.js";
import { playDispute } from "./demo/play-dispute.js";
import { disputesFile } from "./demo/real/dispute-record.js";
import { replayDisputes } from "./demo/real/replay.js";
import { ReplayProgress, reportLines } from "./demo/real/replay-report.js";
import { createScratchDatabase } from "./demo/scratch-database.js";
import { createLogger } from "./logging.js";
import { openPlatform, type Platform } from "./platform.js";
import { serve } from "./serve.js";
import { createShutdown } from "./shutdown.js";

const usage = `Usage: npm run demo [-- --url URL | --data DIR [--first N]]
  (nothing)  plays one dispute as three clients, on a scratch database that is dropped afterwards
  --url      plays it against a running server in demo mode, whose clock it moves by a week
  --data     has a desk of 20 mediators clear the real disputes of DIR/small on a scratch database, in their own time
  --first    only the first N of them`;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Starts a platform of its own on a scratch database, plays, and takes everything down. */
async function onScratchPlatform(
  config: Config,
  worker: boolean,
  play: (platform: Platform, url: string) => Promise<void>,
): Promise<void> {
  const shutdown = createShutdown({ log: () => undefined });
  try {
    const scratch = await createScratchDatabase(config, say);
    shutdown.add("The scratch database", () => scratch.drop());
    const own = { ...demoConfig(config, scratch.url), worker };
    const platform = await openPlatform(own, () => undefined);
    shutdown.add("The database", () => platform.close());
    const server = await serve(platform, createLogger(own.logLevel));
    shutdown.add("The server", () => server.close());
    await play(platform, server.url);
    const { disputes, events, broken } = await verifyLog(platform.database);
    expectThat(
      broken === null,
      `The log is broken at ${broken?.disputeNumber ?? ""}: ${broken?.problem ?? ""}`,
    );
    say(`The log holds: ${events} events in the chains of ${disputes} disputes.`);
  } finally {
    await shutdown.run("the demo is over");
  }
}

async function playOne(config: Config, url: string | undefined): Promise<void> {
  const { authentication } = config;
  if (url !== undefined) {
    const stage = { url: url.replace(/\/+(graphql)?$/, ""), authentication };
    say(`Playing on ${stage.url}, whose clock moves on by a week.`);
    const number = await playDispute({ stage, say, shared: true });
    say(`\nDispute ${number} went as expected.`);
    return;
  }
  await onScratchPlatform(config, true, async (_platform, own) => {
    say(`Playing on a platform of its own at ${own}, on a scratch database beside that of npm start.\n`);
    const number = await playDispute({ stage: { url: own, authentication }, say, shared: false });
    say(`\nDispute ${number} went as expected.`);
  });
}

async function replay(config: Config, dataDirectory: string, first: number): Promise<void> {
  const { authentication } = config;
  await onScratchPlatform(config, false, async (_platform, url) => {
    say(`Playing the real disputes of ${disputesFile(dataDirectory)} in their own time (2016 to 2018).`);
    const progress = new ReplayProgress(process.stderr);
    const stage = { url, authentication };
    const report = await replayDisputes({ stage, dataDirectory, first, onProgress: progress.onProgress });
    progress.end();
    for (const line of reportLines(report)) say(line);
  });
}

function existingData(folder: string): string {
  const dataDirectory = resolve(folder);
  const file = disputesFile(dataDirectory);
  expectThat(existsSync(file), `There is no ${file}: --data names the folder of the open data set.`);
  return dataDirectory;
}

function countOf(first: string | undefined): number {
  if (first === undefined) return Infinity;
  expectThat(
    /^[1-9]\d{0,8}$/.test(first),
    `--first must be a whole number above 0 (it is "${first}").\n${usage}`,
  );
  return Number(first);
}

async function main(): Promise<void> {
  const option = { type: "string" } as const;
  const { values } = parseArgs({
    options: { url: option, data: option, first: option, help: { type: "boolean" } },
  });
  if (values.help === true) {
    say(usage);
    return;
  }
  const config = readConfig();
  expectThat(config.mode !== Mode.PRODUCTION, "The demo does not run in production: it moves the clock.");
  const demo = { ...config, mode: Mode.DEMO };
  if (values.data === undefined) await playOne(demo, values.url);
  else await replay(demo, existingData(values.data), countOf(values.first));
}

main().catch((error: unknown) => {
  process.stderr.write(`The demo failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

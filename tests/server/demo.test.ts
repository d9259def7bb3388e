import { existsSync } from "node:fs";
import { readConfig, type Config } from "../../src/server/config.js";
import { demoConfig } from "../../src/server/demo/demo-stage.js";
import { playDispute } from "../../src/server/demo/play-dispute.js";
import { disputesFile } from "../../src/server/demo/real/dispute-record.js";
import { replayDisputes, type ReplayReport } from "../../src/server/demo/real/replay.js";
import { createLogger } from "../../src/server/logging.js";
import { platformOn } from "../../src/server/platform.js";
import { serve } from "../../src/server/serve.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { closeTestDatabase, openTestDatabase, testDatabaseUrl } from "../support/database.js";

/** The command plays all 300; this many show in seconds whether it works. */
const FIRST = 40;

const config = readConfig({ OMBUD_MODE: "demo" });

/** Plays on a whole platform over a test database, which must hold a sound log of so many disputes then. */
async function onPlatform(
  worker: boolean,
  play: (stage: {
    readonly url: string;
    readonly authentication: Config["authentication"];
  }) => Promise<number>,
): Promise<void> {
  const database = await openTestDatabase();
  const url = testDatabaseUrl(database);
  try {
    const own = { ...demoConfig(config, url), worker };
    const opened = { database, url, close: () => Promise.resolve() };
    const platform = await platformOn(opened, own, () => undefined);
    const server = await serve(platform, createLogger("silent"));
    try {
      const disputes = await play({ url: server.url, authentication: own.authentication });
      expect(await verifyLog(database)).toMatchObject({ broken: null, disputes });
    } finally {
      await server.close();
    }
  } finally {
    await closeTestDatabase(database);
  }
}

it("plays one dispute as three clients, who see what is theirs to see, live", async () => {
  const lines: string[] = [];
  await onPlatform(true, async (stage) => {
    const say = (line: string) => void lines.push(line);
    const first = await playDispute({ stage, say, shared: false });
    // Again, as on a platform with other cases in the queue: the senior mediator assigns.
    const second = await playDispute({ stage, say, shared: true });
    expect(second).not.toBe(first);
    return 2;
  });
  const timeline = lines.join("\n");
  expect(timeline).toMatch(/merchant console sees #17 RULING_FINALISED by SYSTEM → PERFORMING/);
  expect(timeline).toMatch(/shopper app {6}sees #19 RULING_FINALISED/);
});

/** What the desk makes of the first disputes on a platform of its own. */
async function clearedOnce(): Promise<ReplayReport> {
  const found: ReplayReport[] = [];
  await onPlatform(false, async (stage) => {
    const dataDirectory = config.datasetDirectory;
    const report = await replayDisputes({ stage, dataDirectory, first: FIRST });
    found.push(report);
    return report.opened;
  });
  return found[0]!;
}

if (existsSync(disputesFile(config.datasetDirectory))) {
  it(`clears the first ${FIRST} real disputes with a desk of 20, twice in the same way`, async () => {
    const one = await clearedOnce();
    expect(one).toMatchObject({ ordersTaken: 481, records: FIRST });
    const refused = [...one.refused.values()].reduce((sum, count) => sum + count, 0);
    expect(one.opened + refused).toBe(FIRST);
    expect(one.outcomes.size).toBeGreaterThanOrEqual(6);
    expect(one.steps.get("claimNextCase")).toBeGreaterThanOrEqual(10);
    const other = await clearedOnce();
    for (const counts of ["outcomes", "refused", "statuses", "steps", "expectedRefusals"] as const) {
      expect(other[counts]).toEqual(one[counts]);
    }
    expect(other.deadlinesFired).toBe(one.deadlinesFired);
  }, 300_000);
} else {
  it.skip("plays real disputes: the open data set is not there (OMBUD_DATA names its folder)", () =>
    undefined);
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { buildRealHistory, simulateAll, storeDraft } from "../../bench/real-simulation.js";
import {
  disputesChecksum,
  recomputedTotals,
  resultsChecksum,
  storedTotals,
} from "../../bench/simulation-sums.js";
import { readConfig } from "../../src/server/config.js";
import { disputesFile } from "../../src/server/demo/real/dispute-record.js";
import { closeTestDatabase, openTestDatabase, testDatabaseUrl } from "../support/database.js";

const dataDirectory = readConfig().datasetDirectory;
const files = { orders: join(dataDirectory, "small"), disputes: disputesFile(dataDirectory) };

if (existsSync(files.disputes)) {
  it("finds the same on every run over real disputes, what SQL adds up, and touches none of them", async () => {
    const database = await openTestDatabase();
    const client = new Client({ connectionString: testDatabaseUrl(database) });
    await client.connect();
    try {
      const { opened } = await buildRealHistory(database, client, files);
      expect(opened).toBeGreaterThan(250);
      const draftId = await storeDraft(database);
      const before = await disputesChecksum(database);
      const [one, other] = [await simulateAll(database, draftId), await simulateAll(database, draftId)];
      const found = await storedTotals(database, one);
      expect(found).toMatchObject({ unlikeRecord: 0, totals: { disputes: opened } });
      expect(found.totals).toEqual(await recomputedTotals(database, one));
      expect(await storedTotals(database, other)).toEqual(found);
      expect(await resultsChecksum(database, other)).toBe(await resultsChecksum(database, one));
      expect(await disputesChecksum(database)).toBe(before);
      const [row] = await database.query<{ changed: number }>(
        "SELECT count(*)::int AS changed FROM rulebook_simulation_result WHERE simulation_id = $1",
        [one],
      );
      expect(row!.changed).toBeGreaterThan(50);
    } finally {
      await client.end();
      await closeTestDatabase(database);
    }
  }, 300_000);
} else {
  it.skip("simulates real disputes: the open data set is not there (OMBUD_DATA names its folder)", () =>
    undefined);
}

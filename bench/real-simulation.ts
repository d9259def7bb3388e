import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { v7 as newUuid } from "uuid";
import { defaultRulebook } from "../seeds/default-rulebook.js";
import { Role, type Viewer } from "../src/domain/access/viewer.js";
import { newDraft } from "../src/domain/rulebook/change-version.js";
import { parseRulebook } from "../src/domain/rulebook/parse-rulebook.js";
import { everyDispute } from "../src/domain/simulation/sample.js";
import type { Database } from "../src/persistence/database.js";
import { saveRulebookVersion } from "../src/persistence/rulebook-version.store.js";
import { readDisputeRecords } from "../src/server/demo/real/dispute-record.js";
import { importContext } from "../src/server/import/import-context.js";
import { LineProgress } from "../src/server/import/import-progress.js";
import { OlistSource } from "../src/server/import/olist-source.js";
import { runImport } from "../src/server/import/run-import.js";
import { createRulebookCache } from "../src/services/rulebook/load-rulebook.js";
import { seedRulebook } from "../src/services/rulebook/seed-rulebook.js";
import { runSimulation } from "../src/services/simulation/run-simulation.js";
import { simulateRulebook } from "../src/services/simulation/simulate-rulebook.js";
import type { UseCaseContext } from "../src/services/use-case.js";
import { writeRealHistory, type RealHistory } from "./real-history.js";

const editor: Viewer = { role: Role.RULE_EDITOR, id: newUuid(), merchantId: null };

/** Where real orders and the disputes about them are. */
export interface RealFiles {
  /** Folder of the order files. */
  readonly orders: string;
  readonly disputes: string;
}

/** Imports the orders, seeds the default rules and writes the disputes with their logs. @param first at most so many */
export async function buildRealHistory(
  database: Database,
  client: Pick<Client, "query">,
  files: RealFiles,
  first?: number,
): Promise<RealHistory> {
  const source = new OlistSource(files.orders);
  try {
    await runImport(importContext(database), source, new LineProgress(() => undefined));
  } finally {
    source.close();
  }
  await seedRulebook(database, defaultRulebook());
  const records = await readDisputeRecords(files.disputes, first);
  const setting = { database, client, rulebook: defaultRulebook(), newId: () => newUuid() };
  const history = await writeRealHistory(setting, records);
  // What a running platform has long since: without it the planner takes the new tables for empty.
  await client.query("ANALYZE");
  return history;
}

/**
 * Stores a draft that changes the rules at three places: merchants have half the time to answer, their silence on
 * goods that never came no longer decides, and goods that are not as described can be claimed for three days.
 * @returns UUID of the version
 */
export async function storeDraft(database: Database): Promise<string> {
  const book = structuredClone({ ...defaultRulebook(), version: `draft-${randomUUID().slice(0, 8)}` });
  for (const rule of Object.values(book.reasons)) {
    Object.assign(rule, { merchantResponseHours: Math.ceil(rule.merchantResponseHours / 2) });
  }
  Object.assign(book.reasons["NOT_RECEIVED"] ?? {}, { onMerchantSilence: ["PLATFORM"] });
  Object.assign(book.reasons["NOT_AS_DESCRIBED"]?.window ?? {}, { days: 3 });
  const draft = parseRulebook(book);
  const version = newDraft(draft, { now: new Date(), viewer: editor, id: newUuid() });
  await saveRulebookVersion(database, version, { source: JSON.stringify(book), document: book });
  return version.id;
}

/** Simulates a draft on every dispute. @returns UUID of the simulation */
export async function simulateAll(database: Database, draftId: string): Promise<string> {
  const rulebooks = createRulebookCache(database);
  const context: UseCaseContext = {
    database,
    clock: { now: () => new Date() },
    newId: () => newUuid(),
    viewer: editor,
    rulebook: (version, sql) => rulebooks.byVersion(version, sql),
    currentRulebook: (sql) => rulebooks.current(new Date(), sql),
  };
  const id = await simulateRulebook(context, {
    ...{ clientMutationId: randomUUID(), draftId, all: true, sample: everyDispute },
  });
  await runSimulation(context, id);
  return id;
}

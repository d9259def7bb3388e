import { v7 as newUuid } from "uuid";
import { defaultRulebook } from "../../seeds/default-rulebook.js";
import { demoMarketplace } from "../../seeds/demo-marketplace.js";
import { Role, systemViewer, type Viewer } from "../domain/access/viewer.js";
import type { Database, Sql } from "../persistence/database.js";
import { createPlatformClock, type PlatformClock } from "../services/clock/platform-clock.js";
import { createRulebookCache } from "../services/rulebook/load-rulebook.js";
import { seedRulebook } from "../services/rulebook/seed-rulebook.js";
import { seedDemo } from "../services/seed/seed-demo.js";
import type { UseCaseContext } from "../services/use-case.js";
import { Mode } from "./config-variables.js";
import type { Config } from "./config.js";
import { createEvidenceSetting } from "./evidence/evidence-setting.js";
import { demoPersonOf } from "./demo-people.js";
import { migrate } from "./migrate.js";
import { openDatabase, type OpenDatabase } from "./open-database.js";

/** What every process of the platform stands on: the database, the clock, the rules. */
export interface Platform {
  readonly config: Config;
  readonly database: Database;
  /** Address of the database, for connections of one's own; it holds a password. */
  readonly databaseUrl: string;
  readonly clock: PlatformClock;
  /** The context in which a viewer's use cases run; with a signal that cancels their SQL where given. */
  readonly contextOf: (viewer: Viewer, signal?: AbortSignal) => UseCaseContext;
  close(): Promise<void>;
}

/**
 * Opens the platform: the database that the configuration names, the clock and the rulebooks. Outside
 * production it also migrates and seeds, so that one command is enough; production does so on purpose
 * (`npm run migrate`, `npm run seed`).
 * @param log hears, in one line each, what takes time
 */
export async function openPlatform(config: Config, log: (message: string) => void): Promise<Platform> {
  const opened = await openDatabase(config, log, { statementTimeoutMs: config.requestTimeoutMs });
  return platformOn(opened, config, log);
}

/**
 * The same on a database that is open already; closing the platform closes it, as does a failure here.
 * @param log hears, in one line each, what takes time
 * @param realNow what the platform's clock goes by; default the machine's clock
 */
export async function platformOn(
  opened: Pick<OpenDatabase, "database" | "url" | "close">,
  config: Config,
  log: (message: string) => void,
  realNow: () => Date = () => new Date(),
): Promise<Platform> {
  const { database, url } = opened;
  try {
    const prepares = config.mode !== Mode.PRODUCTION;
    if (prepares) await prepare(database, url, log);
    const clock = await createPlatformClock(database, realNow, { movable: prepares });
    const contextOf = contextFactory(database, clock, config);
    if (config.mode === Mode.DEMO) await seedMarketplace(contextOf, log);
    return { config, database, databaseUrl: url, clock, contextOf, close: () => opened.close() };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function prepare(database: Database, url: string, log: (message: string) => void): Promise<void> {
  const ran = await migrate(database.dataSource, url);
  if (ran.length > 0) log(`Migrated: ${ran.join(", ")}.`);
  await seedRulebook(database, defaultRulebook());
}

function contextFactory(database: Database, clock: PlatformClock, config: Config): Platform["contextOf"] {
  const rulebooks = createRulebookCache(database);
  const shared = {
    clock,
    rulebookNotice: config.rulebookNotice,
    evidence: createEvidenceSetting(config),
    newId: () => newUuid(),
    rulebook: (version: string, sql?: Sql) => rulebooks.byVersion(version, sql),
    currentRulebook: (sql?: Sql) => rulebooks.current(clock.now(), sql),
  };
  return (viewer, signal) => ({
    ...shared,
    viewer,
    database: signal === undefined ? database : database.withSignal(signal),
  });
}

/** Seeds the demo marketplace; what is there already stays as it is. */
export async function seedMarketplace(
  contextOf: Platform["contextOf"],
  log: (message: string) => void,
): Promise<void> {
  const integration = demoPersonOf(Role.INTEGRATION);
  const context = contextOf({
    ...systemViewer,
    role: Role.INTEGRATION,
    ...(integration && { id: integration.subject }),
  });
  const seeded = await seedDemo(context, demoMarketplace(context.clock.now()));
  if (seeded > 0) log(`Seeded the demo marketplace: ${seeded} orders.`);
}

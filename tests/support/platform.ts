import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { createClient, type Client } from "graphql-ws";
import { v7 as newUuid } from "uuid";
import { WebSocket } from "ws";
import type { Viewer } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { issueToken } from "../../src/server/authentication.js";
import { readConfig, type Environment } from "../../src/server/config.js";
import { createEvidenceSetting } from "../../src/server/evidence/evidence-setting.js";
import type { Platform } from "../../src/server/platform.js";
import { serve } from "../../src/server/serve.js";
import { createPlatformClock } from "../../src/services/clock/platform-clock.js";
import type { EvidenceSetting } from "../../src/services/evidence/evidence-setting.js";
import { createRulebookCache } from "../../src/services/rulebook/load-rulebook.js";
import { ApiClient } from "./api-client.js";
import { closeTestDatabase, openTestDatabase, testDatabaseUrl } from "./database.js";
import { storyBegin } from "./factory.js";

/** A whole platform on a test database: HTTP and WebSocket on a free port, no worker. */
export interface TestPlatform extends Platform {
  /** e.g. http://127.0.0.1:40123 */
  readonly url: string;
  /** Lines of the log that are warnings or worse. */
  readonly complaints: readonly string[];
  token(viewer: Viewer): Promise<string>;
  /** A client of the API that acts as this viewer; it is closed with the platform. */
  connect(viewer: Viewer): Promise<ApiClient>;
}

/** Whatever its role sees, a test sends more in a minute than a person. */
const manyRequests = { RATE_LIMIT_VIEWER_PER_MINUTE: "1000000", RATE_LIMIT_ADDRESS_PER_MINUTE: "1000000" };

/** What production asks for, so that it may start. */
const productionKeys = {
  AUTH_KEY: "a key of 32 bytes that signs the tokens of a test",
  EVIDENCE_MASTER_KEY: `test:${randomBytes(32).toString("base64")}`,
};

/**
 * Starts the platform as `npm start` does, on a database of its own. Its clock stands at {@link storyBegin}
 * until `advanceClock` moves it, and deadlines fire by that alone.
 * @param mode default "test"
 * @param environment further variables, default none
 */
export async function startTestPlatform(
  mode: "production" | "test" = "test",
  environment: Environment = {},
): Promise<TestPlatform> {
  const database = await openTestDatabase();
  const dataDirectory = await mkdtemp(join(tmpdir(), "ombud-test-data-"));
  const databaseUrl = testDatabaseUrl(database);
  const config = readConfig({
    ...{ OMBUD_MODE: mode, PORT: "0", WORKER: "false", DATABASE_URL: databaseUrl },
    ...(mode === "production" && productionKeys),
    ...{ OMBUD_DATA_DIRECTORY: dataDirectory, ...manyRequests, ...environment },
  });
  const clock = await createPlatformClock(database, () => storyBegin, { movable: mode === "test" });
  const complaints: string[] = [];
  const logger = pino({ level: "warn" }, { write: (line: string) => void complaints.push(line) });
  const contextOf = contextFactory(database, clock, createEvidenceSetting(config));
  const platform = { config, database, databaseUrl, clock, contextOf, close: () => Promise.resolve() };
  const server = await serve(platform, logger);
  const clients: ApiClient[] = [];
  const token = ({ role, id, merchantId }: Viewer) =>
    issueToken(config.authentication, {
      role,
      subject: id,
      merchant: merchantId,
      expiresInMs: 3_600_000,
    });
  return {
    ...platform,
    url: server.url,
    complaints,
    token,
    async connect(viewer) {
      const own = await token(viewer);
      const client = new ApiClient(server.url, own, () => openSocket(server.url, own));
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) await client.close();
      await server.close();
      await closeTestDatabase(database);
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

function contextFactory(
  database: Database,
  clock: Platform["clock"],
  evidence: EvidenceSetting,
): Platform["contextOf"] {
  const rulebooks = createRulebookCache(database);
  return (viewer, signal) => ({
    clock,
    viewer,
    evidence,
    newId: () => newUuid(),
    rulebook: (version) => rulebooks.byVersion(version),
    currentRulebook: () => rulebooks.current(clock.now()),
    database: signal === undefined ? database : database.withSignal(signal),
  });
}

function openSocket(url: string, token: string): Client {
  return createClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    lazy: true,
  });
}

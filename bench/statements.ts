import { Client } from "pg";
import { readConfig } from "../src/server/config.js";
import { createLogger } from "../src/server/logging.js";
import { openPlatform } from "../src/server/platform.js";
import { serve } from "../src/server/serve.js";
import type { LoadGenerator } from "./processes.js";
import type { Operation } from "./operations.js";

/** How many requests of an operation {@link countStatements} sends. */
export const USED_UP = 2;

/** What runs by the clock or once for many commits, whatever is asked. */
const inTheBackground = /platform_clock|pg_notify/;

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  return typeof query === "object" && query !== null && "text" in query ? String(query.text) : "";
}

/**
 * Counts the statements of one request of each operation, `BEGIN` and `COMMIT` included, on a platform in this process. The
 * last two requests of each are used up.
 * @returns statements by the operation's name
 */
export async function countStatements(
  databaseUrl: string,
  operations: readonly Operation[],
  load: LoadGenerator,
): Promise<Map<string, number>> {
  const config = readConfig({ DATABASE_URL: databaseUrl, PORT: "0", WORKER: "false", LOG_LEVEL: "silent" });
  const platform = await openPlatform(config, () => undefined);
  const server = await serve(platform, createLogger(config.logLevel));
  const counts = new Map<string, number>();
  const original = Reflect.get(Client.prototype, "query") as (...parameters: unknown[]) => unknown;
  try {
    const port = Number(new URL(server.url).port);
    for (const { name, ours } of operations) {
      // The last ones: the measurement goes through them from the first.
      await load.ask({ kind: "prepare", name: "count", port, requests: ours.slice(-USED_UP) });
      // What is read once and kept, such as the rulebook, is not counted.
      await load.ask({ kind: "once", name: "count" });
      let statements = 0;
      Client.prototype.query = function (this: Client, ...parameters: unknown[]) {
        if (!inTheBackground.test(textOf(parameters[0]))) statements += 1;
        return original.apply(this, parameters);
      } as typeof Client.prototype.query;
      await load.ask({ kind: "once", name: "count" });
      Client.prototype.query = original as typeof Client.prototype.query;
      counts.set(name, statements);
    }
  } finally {
    Client.prototype.query = original as typeof Client.prototype.query;
    await server.close();
    await platform.close();
  }
  return counts;
}

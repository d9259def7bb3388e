import "reflect-metadata";
import { Role } from "../domain/access/viewer.js";
import { issueToken } from "./authentication.js";
import { Mode } from "./config-variables.js";
import { readConfig, type Config } from "./config.js";
import { demoPersonOf } from "./demo-people.js";
import { createLogger } from "./logging.js";
import { openPlatform } from "./platform.js";
import { runCommand } from "./run-command.js";
import { serve } from "./serve.js";
import { createShutdown } from "./shutdown.js";

/** Tokens of the demo live for a working day. */
const DEMO_TOKEN_MS = 12 * 3_600_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function demoTokens({ authentication }: Config): Promise<Map<Role, string>> {
  const tokens = new Map<Role, string>();
  for (const role of Object.values(Role)) {
    const person = demoPersonOf(role);
    if (person === null) continue;
    tokens.set(role, await issueToken(authentication, { role, ...person, expiresInMs: DEMO_TOKEN_MS }));
  }
  return tokens;
}

/** What a newcomer needs: where it is, who one can be, one line that works. */
async function welcome(config: Config, url: string): Promise<void> {
  const page = config.introspection ? ` GraphiQL: ${url}/graphiql` : "";
  say(`\nOmbud answers at ${url}/graphql (HTTP and WebSocket).${page}`);
  if (config.mode !== Mode.DEMO || config.authentication.key === null) return;
  say("\nDEMO MODE: everybody who can reach this address can be anybody. Tokens, good for 12 hours:\n");
  const tokens = await demoTokens(config);
  for (const [role, token] of tokens) say(`${role.padEnd(18)} ${token}`);
  const query = "{ viewer { role } orders(first: 3) { nodes { id reference lines { id title } } } }";
  say(
    `\nTry:\n  curl -s ${url}/graphql -H 'content-type: application/json' ` +
      `-H 'authorization: Bearer ${tokens.get(Role.SHOPPER) ?? ""}' -d '${JSON.stringify({ query })}'\n`,
  );
}

await runCommand(async () => {
  const config = readConfig();
  const logger = createLogger(config.logLevel);
  const shutdown = createShutdown({ log: say });
  const platform = await openPlatform(config, say);
  shutdown.add("The database", () => platform.close());
  try {
    const server = await serve(platform, logger);
    shutdown.add("The server", () => server.close());
    await welcome(config, server.url);
    return undefined;
  } catch (error) {
    await shutdown.run("it could not start");
    throw error;
  }
});

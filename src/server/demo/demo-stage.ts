import type { Role } from "../../domain/access/viewer.js";
import { HOUR_MS } from "../../domain/time.js";
import { issueToken, type AuthenticationConfig } from "../authentication.js";
import type { Config } from "../config.js";
import { demoPersonOf } from "../demo-people.js";
import { DemoClient } from "./demo-client.js";
import { DemoError } from "./demo-error.js";

/** Longer than any demo. */
const TOKEN_MS = 8 * HOUR_MS;
const NO_LIMIT = 100_000_000;
const REQUEST_TIMEOUT_MS = 600_000;

/** Where a demo plays: a server, and who signs its tokens. */
export interface DemoStage {
  /** e.g. http://127.0.0.1:4000 */
  readonly url: string;
  readonly authentication: AuthenticationConfig;
}

/** The configuration of the server that a demo starts for itself: any free port, no limits in the way. */
export function demoConfig(config: Config, databaseUrl: string): Config {
  return {
    ...config,
    databaseUrl,
    port: 0,
    host: "127.0.0.1",
    logLevel: "error",
    worker: true,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    rateLimits: { viewerPerMinute: NO_LIMIT, addressPerMinute: NO_LIMIT },
  };
}

/** A client that acts for somebody who is named. Ids are UUIDs or ids of the API. */
export async function clientFor(
  { url, authentication }: DemoStage,
  name: string,
  person: { readonly role: Role; readonly subject: string; readonly merchant?: string | null },
): Promise<DemoClient> {
  const token = await issueToken(authentication, { ...person, expiresInMs: TOKEN_MS });
  return new DemoClient(name, url, token);
}

/** A client for the person of the demo marketplace in a role. */
export async function demoClient(stage: DemoStage, name: string, role: Role): Promise<DemoClient> {
  const person = demoPersonOf(role);
  if (person === null) throw new DemoError(`The demo marketplace has nobody with the role ${role}.`);
  return clientFor(stage, name, { role, ...person });
}

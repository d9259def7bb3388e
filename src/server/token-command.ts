import { parseArgs } from "node:util";
import { Role } from "../domain/access/viewer.js";
import { DAY_MS, HOUR_MS } from "../domain/time.js";
import { issueToken, type TokenRequest } from "./authentication.js";
import { readConfig } from "./config.js";
import { Mode } from "./config-variables.js";
import { demoMerchantId, demoPersonOf } from "./demo-people.js";
import { runCommand } from "./run-command.js";

const usage = `Usage: npm run token -- --role ROLE [--merchant NAME|ID] [--subject ID] [--expires 8h]
  ROLE        one of ${Object.values(Role)
    .filter((role) => role !== Role.SYSTEM)
    .join(", ")}
  --merchant  for MERCHANT_*: audio (default), orchard, home, or the id of a merchant
  --subject   id of the person; default: somebody of the demo marketplace
  --expires   how long the token is good: a number and s, m, h or d; default 8h`;

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: HOUR_MS, d: DAY_MS };

function durationMs(text: string): number {
  const [, number = "", unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const length = Number(number) * (unitMs[unit] ?? 0);
  if (length > 0) return length;
  throw new Error(`--expires must be a number and s, m, h or d, for example 8h (it is "${text}").\n${usage}`);
}

function roleOf(text: string | undefined): Role {
  const role = Object.values(Role).find((known) => known === text?.toUpperCase());
  if (role !== undefined) return role;
  throw new Error(`--role must name a role (it is "${text ?? ""}").\n${usage}`);
}

function readRequest(words: readonly string[]): TokenRequest {
  const option = { type: "string" } as const;
  const options = { role: option, merchant: option, subject: option, expires: option };
  const { values } = parseArgs({ args: [...words], options });
  const role = roleOf(values.role);
  const named = values.merchant ?? "audio";
  const merchant = demoMerchantId(named) ?? named;
  const subject = values.subject ?? demoPersonOf(role, merchant)?.subject;
  if (subject === undefined) {
    throw new Error(`Name the person by --subject: the demo has no ${role} there.\n${usage}`);
  }
  return { role, subject, merchant, expiresInMs: durationMs(values.expires ?? "8h") };
}

await runCommand(async () => {
  const config = readConfig();
  if (config.mode === Mode.PRODUCTION) {
    throw new Error(
      "Tokens are made here for the demo and for tests only. In production ask your issuer of tokens.",
    );
  }
  const token = await issueToken(config.authentication, readRequest(process.argv.slice(2)));
  process.stdout.write(`${token}\n`);
  return 0;
}, usage);

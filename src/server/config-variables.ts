import { availableParallelism } from "node:os";
import { z } from "zod";
import { parseTrustProxy } from "./client-address.js";
import { evidenceSchemas, evidenceSecrets, evidenceVariables } from "./evidence/evidence-variables.js";
import { address, text, webAddress, wholeNumber, yesOrNo } from "./variable-shapes.js";

/** What the process is for: a demo on one machine, a test, or real disputes. */
export const Mode = { DEMO: "demo", TEST: "test", PRODUCTION: "production" } as const;
export type Mode = (typeof Mode)[keyof typeof Mode];

/** One environment variable as the README lists it. */
export interface ConfigVariable {
  readonly name: string;
  /** What holds when the variable is unset or empty, in words or as the value itself. */
  readonly default: string;
  readonly meaning: string;
  /** A value that is accepted. */
  readonly example: string;
}

const MINIMUM_KEY_BYTES = 32;

const trustProxy = z.string().transform((value, context) => {
  const trust = parseTrustProxy(value);
  if (trust !== null) return trust;
  context.addIssue({
    code: "custom",
    message: "must be true, false, a number of proxies from 1 to 32, or addresses and networks with commas",
  });
  return z.NEVER;
});

const postgresAddress = address(
  ["postgres:", "postgresql:"],
  "must be the address of a PostgreSQL database with a host name",
);
const key = z
  .string()
  .refine(
    (value) => Buffer.byteLength(value) >= MINIMUM_KEY_BYTES,
    `must be at least ${MINIMUM_KEY_BYTES} bytes long`,
  );
const levels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** How each variable is read. A variable that is unset or empty is not parsed at all: its default holds. */
export const schemas = {
  OMBUD_MODE: z.enum(Mode, "must be demo, test or production"),
  PORT: wholeNumber(0, 65_535),
  HOST: text,
  TRUST_PROXY: trustProxy,
  DATABASE_URL: postgresAddress,
  DATABASE_POOL: wholeNumber(1, 1_000),
  OMBUD_DATA_DIRECTORY: z.string(),
  OMBUD_DATA: z.string(),
  AUTH_KEY: key,
  AUTH_JWKS_URL: webAddress,
  AUTH_ISSUER: text,
  AUTH_AUDIENCE: text,
  RATE_LIMIT_VIEWER_PER_MINUTE: wholeNumber(1, 100_000_000),
  RATE_LIMIT_ADDRESS_PER_MINUTE: wholeNumber(1, 100_000_000),
  REQUEST_TIMEOUT_MS: wholeNumber(1, 600_000),
  RULEBOOK_NOTICE_DAYS: wholeNumber(0, 365),
  RULEBOOK_MAJOR_NOTICE_DAYS: wholeNumber(0, 365),
  INTROSPECTION: yesOrNo,
  LOG_LEVEL: z.enum(levels, `must be one of ${levels.join(", ")}`),
  WORKER: yesOrNo,
  ...evidenceSchemas,
} as const;

/** The name of a variable that the configuration reads. */
export type VariableName = keyof typeof schemas;

/** Variables whose value is never repeated in a message or a log. */
export const secretVariables: ReadonlySet<VariableName> = new Set([
  "AUTH_KEY",
  "DATABASE_URL",
  ...evidenceSecrets,
]);

/** Default pool size: about twice the processors gave the best 99th percentile; never less than 4. */
export const defaultPoolSize = Math.max(4, availableParallelism() * 2);

/** Every variable, in the order of the README table. */
export const configVariables: readonly (ConfigVariable & { readonly name: VariableName })[] = [
  {
    name: "OMBUD_MODE",
    default: "demo (production when NODE_ENV=production)",
    meaning: "What the process is for: demo and test issue their own tokens and let the clock be moved",
    example: "production",
  },
  {
    name: "PORT",
    default: "4000",
    meaning: "Port of HTTP and WebSocket; 0 takes any free one",
    example: "8080",
  },
  { name: "HOST", default: "127.0.0.1", meaning: "Address the server listens on", example: "0.0.0.0" },
  {
    name: "TRUST_PROXY",
    default: "false",
    meaning:
      "Whose X-Forwarded-For is believed: true (everybody's), a number of proxies, or addresses and networks",
    example: "10.0.0.0/8",
  },
  {
    name: "DATABASE_URL",
    default: "none: the embedded PostgreSQL (required in production)",
    meaning: "The PostgreSQL database to use",
    example: "postgres://ombud:secret@db.example:5432/ombud",
  },
  {
    name: "DATABASE_POOL",
    default: "twice the processors, at least 4",
    meaning: "Connections each process holds open at most",
    example: "16",
  },
  {
    name: "OMBUD_DATA_DIRECTORY",
    default: "./data",
    meaning: "Folder of the embedded PostgreSQL and of evidence on disk",
    example: "/srv/ombud/data",
  },
  {
    name: "OMBUD_DATA",
    default: "../shared/data",
    meaning: "Folder of the open data set, for the import and the demo",
    example: "/srv/datasets",
  },
  {
    name: "AUTH_KEY",
    default: "none (demo and test: a public demo key)",
    meaning: `Secret that signs tokens (HS256), at least ${MINIMUM_KEY_BYTES} bytes`,
    example: "a-random-text-of-32-bytes-or-more",
  },
  {
    name: "AUTH_JWKS_URL",
    default: "none",
    meaning: "Where the public keys of the token issuer are published",
    example: "https://login.example/.well-known/jwks.json",
  },
  {
    name: "AUTH_ISSUER",
    default: "ombud",
    meaning: "The iss a token must carry",
    example: "https://login.example",
  },
  { name: "AUTH_AUDIENCE", default: "ombud", meaning: "The aud a token must carry", example: "ombud-api" },
  {
    name: "RATE_LIMIT_VIEWER_PER_MINUTE",
    default: "6000",
    meaning: "Operations a minute for one viewer",
    example: "600",
  },
  {
    name: "RATE_LIMIT_ADDRESS_PER_MINUTE",
    default: "12000",
    meaning: "Operations a minute from one network address",
    example: "1200",
  },
  {
    name: "REQUEST_TIMEOUT_MS",
    default: "15000",
    meaning: "Milliseconds after which an operation and its SQL are cancelled",
    example: "5000",
  },
  {
    name: "RULEBOOK_NOTICE_DAYS",
    default: "7",
    meaning: "Days from the publication of a rulebook until it may take effect",
    example: "14",
  },
  {
    name: "RULEBOOK_MAJOR_NOTICE_DAYS",
    default: "15",
    meaning: "The same for a rulebook that is marked as major",
    example: "30",
  },
  {
    name: "INTROSPECTION",
    default: "true (production: false)",
    meaning: "Whether the schema may be asked for: introspection, GraphiQL, field suggestions",
    example: "true",
  },
  {
    name: "LOG_LEVEL",
    default: "info",
    meaning: `Least level logged: ${levels.join(", ")}`,
    example: "warn",
  },
  {
    name: "WORKER",
    default: "true (production: false)",
    meaning: "Whether the server also runs the jobs (deadlines)",
    example: "false",
  },
  ...evidenceVariables,
];

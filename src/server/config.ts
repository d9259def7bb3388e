import { resolve } from "node:path";
import type { z } from "zod";
import { defaultNotice, type NoticeDays } from "../domain/rulebook/change-version.js";
import type { TrustProxy } from "./client-address.js";
import {
  configVariables,
  defaultPoolSize,
  Mode,
  schemas,
  secretVariables,
  type VariableName,
} from "./config-variables.js";
import {
  evidenceConfig,
  evidenceProblems,
  evidenceProductionProblems,
  type EvidenceConfig,
} from "./evidence/evidence-config.js";

/** Signs the tokens of the demo and of tests. Everybody knows it: production refuses to start on it. */
export const demoAuthenticationKey = "ombud-demo-key-that-everybody-knows";

/** Everything that can be set from outside, read once at the start. */
export interface Config {
  readonly mode: Mode;
  readonly port: number;
  readonly host: string;
  /** Whose X-Forwarded-For tells the address of a client. */
  readonly trustProxy: TrustProxy;
  /** Null: use the embedded PostgreSQL in {@link Config.dataDirectory}. */
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  /** Absolute path. */
  readonly dataDirectory: string;
  /** Absolute path of the open data set; need not exist. */
  readonly datasetDirectory: string;
  readonly authentication: {
    /** HS256 secret; null when tokens are checked against {@link jwksUrl} alone. */
    readonly key: string | null;
    readonly jwksUrl: string | null;
    readonly issuer: string;
    readonly audience: string;
  };
  readonly rateLimits: { readonly viewerPerMinute: number; readonly addressPerMinute: number };
  readonly requestTimeoutMs: number;
  /** Days of notice before a published rulebook takes effect. */
  readonly rulebookNotice: NoticeDays;
  readonly introspection: boolean;
  readonly logLevel: z.infer<typeof schemas.LOG_LEVEL>;
  /** Whether the server runs the jobs itself. */
  readonly worker: boolean;
  readonly evidence: EvidenceConfig;
}

/** Thrown when the environment cannot be used; the message is one sentence for each wrong variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/** The variables of a process, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;
type Values = { readonly [Name in VariableName]: z.infer<(typeof schemas)[Name]> | undefined };

function exampleOf(name: VariableName): string {
  return configVariables.find((variable) => variable.name === name)?.example ?? "";
}

function problem(name: VariableName, raw: string, wrong: string): string {
  const shown = secretVariables.has(name) ? "" : ` (it is ${JSON.stringify(raw)})`;
  return `${name} ${wrong}${shown}, for example ${name}=${exampleOf(name)}.`;
}

function parse(environment: Environment): Values {
  const problems: string[] = [];
  const values: Partial<Record<VariableName, unknown>> = {};
  for (const { name } of configVariables) {
    const raw = environment[name]?.trim() ?? "";
    if (raw === "") continue;
    const result = schemas[name].safeParse(raw);
    if (result.success) values[name] = result.data;
    else problems.push(problem(name, raw, result.error.issues[0]?.message ?? "cannot be read"));
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return values as Values;
}

function productionProblems(values: Values): string[] {
  const problems: string[] = [];
  if (values.AUTH_KEY === demoAuthenticationKey) {
    problems.push(
      `AUTH_KEY is the public demo key, which production refuses because everybody could sign tokens with it: ` +
        `set a secret of your own, for example AUTH_KEY=${exampleOf("AUTH_KEY")}.`,
    );
  }
  if (values.AUTH_KEY === undefined && values.AUTH_JWKS_URL === undefined) {
    problems.push(
      `AUTH_KEY and AUTH_JWKS_URL are both unset, so production could not check a token: ` +
        `set one of them, for example AUTH_JWKS_URL=${exampleOf("AUTH_JWKS_URL")}.`,
    );
  }
  if (values.DATABASE_URL === undefined) {
    problems.push(
      `DATABASE_URL is unset, and production does not run on the embedded database: ` +
        `set it, for example DATABASE_URL=${exampleOf("DATABASE_URL")}.`,
    );
  }
  return [...problems, ...evidenceProductionProblems(values)];
}

function authentication(values: Values, mode: Mode): Config["authentication"] {
  const jwksUrl = values.AUTH_JWKS_URL ?? null;
  const fallback = jwksUrl === null && mode !== Mode.PRODUCTION ? demoAuthenticationKey : null;
  return {
    key: values.AUTH_KEY ?? fallback,
    jwksUrl,
    issuer: values.AUTH_ISSUER ?? "ombud",
    audience: values.AUTH_AUDIENCE ?? "ombud",
  };
}

function listening(values: Values) {
  return {
    port: values.PORT ?? 4_000,
    host: values.HOST ?? "127.0.0.1",
    trustProxy: values.TRUST_PROXY ?? false,
  };
}

function storage(values: Values) {
  return {
    databaseUrl: values.DATABASE_URL ?? null,
    databasePool: values.DATABASE_POOL ?? defaultPoolSize,
    dataDirectory: resolve(values.OMBUD_DATA_DIRECTORY ?? "data"),
    datasetDirectory: resolve(values.OMBUD_DATA ?? "../shared/data"),
  };
}

function limits(values: Values) {
  return {
    rateLimits: {
      viewerPerMinute: values.RATE_LIMIT_VIEWER_PER_MINUTE ?? 6_000,
      addressPerMinute: values.RATE_LIMIT_ADDRESS_PER_MINUTE ?? 12_000,
    },
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS ?? 15_000,
    rulebookNotice: {
      ordinary: values.RULEBOOK_NOTICE_DAYS ?? defaultNotice.ordinary,
      major: values.RULEBOOK_MAJOR_NOTICE_DAYS ?? defaultNotice.major,
    },
  };
}

/**
 * Reads and checks the configuration. Call it once, at the start of a process.
 * @param environment default: the variables of this process
 * @throws ConfigError naming every variable that is wrong, what was wrong and an example
 */
export function readConfig(environment: Environment = process.env): Config {
  const values = parse(environment);
  const mode = values.OMBUD_MODE ?? (environment["NODE_ENV"] === "production" ? Mode.PRODUCTION : Mode.DEMO);
  const problems = [
    ...(mode === Mode.PRODUCTION ? productionProblems(values) : []),
    ...evidenceProblems(values),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    mode,
    ...listening(values),
    ...storage(values),
    authentication: authentication(values, mode),
    ...limits(values),
    introspection: values.INTROSPECTION ?? mode !== Mode.PRODUCTION,
    logLevel: values.LOG_LEVEL ?? "info",
    worker: values.WORKER ?? mode !== Mode.PRODUCTION,
    evidence: evidenceConfig(values),
  };
}

/**
 * The database that the TypeORM command line works on.
 * @returns DATABASE_URL, or an address on this machine that nothing connects to by itself
 */
export function commandLineDatabaseUrl(environment: Environment = process.env): string {
  return environment["DATABASE_URL"] ?? "postgres://127.0.0.1:5432/ombud";
}

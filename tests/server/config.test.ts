import { resolve } from "node:path";
import { configVariables } from "../../src/server/config-variables.js";
import { demoMasterKey } from "../../src/server/evidence/evidence-config.js";
import { ConfigError, demoAuthenticationKey, readConfig, type Environment } from "../../src/server/config.js";

const production: Environment = {
  OMBUD_MODE: "production",
  DATABASE_URL: "postgres://ombud:secret@db.example/ombud",
  AUTH_KEY: "a secret of at least thirty-two bytes",
  EVIDENCE_MASTER_KEY: `own:${Buffer.alloc(32, "secret").toString("base64")}`,
};
const publicMasterKey = `demo:${Buffer.from(demoMasterKey.key).toString("base64")}`;

function problemsOf(environment: Environment): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("readConfig", () => {
  it("runs the demo when nothing is set", () => {
    expect(readConfig({})).toMatchObject({
      mode: "demo",
      port: 4000,
      host: "127.0.0.1",
      trustProxy: false,
      databaseUrl: null,
      dataDirectory: resolve("data"),
      authentication: { key: demoAuthenticationKey, jwksUrl: null, issuer: "ombud", audience: "ombud" },
      rateLimits: { viewerPerMinute: 6000, addressPerMinute: 12000 },
      requestTimeoutMs: 15000,
      introspection: true,
      worker: true,
    });
  });

  it("treats an empty variable as unset", () => {
    expect(readConfig({ PORT: "", HOST: "  " })).toMatchObject({ port: 4000, host: "127.0.0.1" });
  });

  it("is production when NODE_ENV says so and OMBUD_MODE does not speak", () => {
    expect(readConfig({ ...production, OMBUD_MODE: "", NODE_ENV: "production" })).toMatchObject({
      mode: "production",
      introspection: false,
      worker: false,
    });
    expect(readConfig({ NODE_ENV: "production", OMBUD_MODE: "demo" }).mode).toBe("demo");
  });

  it("has no demo key when tokens come from elsewhere", () => {
    const { authentication } = readConfig({ AUTH_JWKS_URL: "https://login.example/keys" });
    expect(authentication.key).toBeNull();
  });

  it.each([
    ["PORT", "70000"],
    ["PORT", "4000x"],
    ["PORT", "-1"],
    ["OMBUD_MODE", "prod"],
    ["DATABASE_URL", "mysql://root@localhost/ombud"],
    ["DATABASE_URL", "not an address"],
    ["DATABASE_POOL", "0"],
    ["AUTH_KEY", "short"],
    ["AUTH_JWKS_URL", "ftp://login.example"],
    ["RATE_LIMIT_VIEWER_PER_MINUTE", "many"],
    ["REQUEST_TIMEOUT_MS", "1.5"],
    ["INTROSPECTION", "yes"],
    ["LOG_LEVEL", "loud"],
    ["WORKER", "1"],
    ["TRUST_PROXY", "0"],
    ["TRUST_PROXY", "33"],
    ["TRUST_PROXY", "yes"],
    ["TRUST_PROXY", "10.0.0.0/33"],
    ["TRUST_PROXY", "10.0.0.1,"],
    ["EVIDENCE_OLD_MASTER_KEYS", "no-key"],
    ["EVIDENCE_STORAGE", "tape"],
    ["EVIDENCE_IMAGE_MIB", "0"],
    ["PUBLIC_URL", "ombud.example"],
  ])("refuses %s=%s, naming it, what was wrong and an example", (name, value) => {
    const [sentence, ...others] = problemsOf({ [name]: value });
    expect(others).toEqual([]);
    expect(sentence).toMatch(new RegExp(`^${name} must be .*, for example ${name}=.+\\.$`));
  });

  it.each([
    ["true", true],
    ["false", false],
    ["2", 2],
    ["loopback, 10.0.0.0/8,fd00::/8", ["loopback", "10.0.0.0/8", "fd00::/8"]],
  ])("takes TRUST_PROXY=%s", (value, expected) => {
    expect(readConfig({ TRUST_PROXY: value }).trustProxy).toEqual(expected);
  });

  it("reports every wrong variable at once", () => {
    expect(problemsOf({ PORT: "x", WORKER: "x" })).toHaveLength(2);
  });

  it("never repeats a secret", () => {
    const [key, url] = problemsOf({ AUTH_KEY: "hunter2", DATABASE_URL: "mysql://root:hunter2@db/x" });
    expect(`${key ?? ""}${url ?? ""}`).not.toContain("hunter2");
  });

  it("takes every example of the table", () => {
    const environment = Object.fromEntries(configVariables.map(({ name, example }) => [name, example]));
    expect(problemsOf(environment)).toEqual([]);
  });
});

describe("production", () => {
  it("starts with a database and a key of its own", () => {
    expect(readConfig(production).authentication.key).toBe(production["AUTH_KEY"]);
  });

  it.each([
    [{ AUTH_KEY: demoAuthenticationKey }, /^AUTH_KEY is the public demo key/],
    [{ AUTH_KEY: "" }, /^AUTH_KEY and AUTH_JWKS_URL are both unset/],
    [{ DATABASE_URL: "" }, /^DATABASE_URL is unset/],
    [{ EVIDENCE_MASTER_KEY: "" }, /^EVIDENCE_MASTER_KEY is unset/],
    [{ EVIDENCE_MASTER_KEY: publicMasterKey }, /^EVIDENCE_MASTER_KEY is the key of the demo/],
    [{ EVIDENCE_STORAGE: "s3", S3_BUCKET: "b", S3_ACCESS_KEY_ID: "a" }, /^S3_SECRET_ACCESS_KEY is unset/],
  ])("refuses to start with %j", (change, sentence) => {
    expect(problemsOf({ ...production, ...change })).toEqual([expect.stringMatching(sentence)]);
  });
});

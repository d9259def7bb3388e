import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from "jose";
import { Role } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { createAuthenticate, issueToken } from "../../src/server/authentication.js";
import { startEdgeServer, testAuthentication } from "../support/edge-server.js";

const shopper = "01990000-0000-7000-8002-000000000001";
const merchant = "01990000-0000-7000-8001-000000000001";
const authenticate = createAuthenticate(testAuthentication);
const secret = new TextEncoder().encode(testAuthentication.key);

function token(claims: Record<string, unknown> = {}, key: Uint8Array | CryptoKey = secret, alg = "HS256") {
  const now = Math.floor(Date.now() / 1_000);
  const payload = { iss: "ombud", aud: "ombud", exp: now + 60, sub: shopper, role: "SHOPPER", ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg, kid: "one" }).sign(key);
}

const bearer = async (value: Promise<string> | string) => authenticate(`Bearer ${await value}`);

describe("tokens", () => {
  it("tells who calls and until when", async () => {
    const caller = await bearer(token({ exp: 4_000_000_000 }));
    expect(caller).toEqual({
      viewer: { role: "SHOPPER", id: shopper, merchantId: null },
      expiresAt: new Date(4_000_000_000_000),
    });
  });

  it("takes global ids, and the merchant of its staff", async () => {
    const sub = toGlobalId("MerchantMember", shopper);
    const claims = { sub, role: "MERCHANT_AGENT", merchant: toGlobalId("Merchant", merchant) };
    expect((await bearer(token(claims)))?.viewer).toEqual({
      role: "MERCHANT_AGENT",
      id: shopper,
      merchantId: merchant,
    });
  });

  it("leaves a merchant out for everybody else", async () => {
    expect((await bearer(token({ merchant })))?.viewer.merchantId).toBeNull();
  });

  it.each<[string, Record<string, unknown>]>([
    ["has ended", { exp: 1_000_000_000 }],
    ["never ends", { exp: undefined }],
    ["is of another issuer", { iss: "other" }],
    ["is for another audience", { aud: "other" }],
    ["names nobody", { sub: undefined }],
    ["names nobody known", { sub: "somebody" }],
    ["names a thing of another type", { sub: toGlobalId("Order", shopper) }],
    ["claims to be the system", { role: "SYSTEM" }],
    ["has no role", { role: undefined }],
    ["has an unknown role", { role: "KING" }],
    ["is of merchant staff without a merchant", { role: "MERCHANT_ADMIN" }],
    ["begins later", { nbf: 4_000_000_000 }],
  ])("is refused when it %s", async (_what, claims) => {
    expect(await bearer(token(claims))).toBeNull();
  });

  it.each([
    undefined,
    null,
    "",
    "Bearer",
    "Bearer ",
    "Basic eDp5",
    "Bearer a b",
    `Bearer ${"a".repeat(9_000)}`,
  ])("refuses the header %.20s", async (header) => {
    expect(await authenticate(header)).toBeNull();
  });

  it("refuses another key, another algorithm, and no signature at all", async () => {
    expect(await bearer(token({}, new TextEncoder().encode("b".repeat(32))))).toBeNull();
    expect(
      await bearer(token({}, new TextEncoder().encode(testAuthentication.key.padEnd(64)), "HS512")),
    ).toBeNull();
    const claims = { iss: "ombud", aud: "ombud", exp: 4_000_000_000, sub: shopper, role: "SHOPPER" };
    expect(await bearer(new UnsecuredJWT(claims).encode())).toBeNull();
  });

  it("forgets a remembered token when it ends", async () => {
    let now = new Date();
    const timed = createAuthenticate(testAuthentication, { now: () => now });
    const value = `Bearer ${await token()}`;
    expect(await timed(value)).not.toBeNull();
    now = new Date(now.getTime() + 120_000);
    expect(await timed(value)).toBeNull();
  });

  it("are issued for the demo, but never for the system, without a key, or without a merchant", async () => {
    const request = { role: Role.MERCHANT_AGENT, subject: shopper, merchant, expiresInMs: 60_000 };
    expect((await bearer(issueToken(testAuthentication, request)))?.viewer.merchantId).toBe(merchant);
    await expect(issueToken(testAuthentication, { ...request, role: Role.SYSTEM })).rejects.toThrow("SYSTEM");
    await expect(issueToken({ ...testAuthentication, key: null }, request)).rejects.toThrow("AUTH_KEY");
    await expect(issueToken(testAuthentication, { ...request, merchant: null })).rejects.toThrow("merchant");
  });
});

describe("public keys", () => {
  let keys: Server;
  let url: string;
  let pair: { privateKey: CryptoKey; publicKey: CryptoKey };

  beforeAll(async () => {
    pair = await generateKeyPair("ES256", { extractable: true });
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: "one", alg: "ES256" };
    keys = createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] })));
    await new Promise<void>((resolve) => keys.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/`;
  });
  afterAll(() => new Promise((resolve) => keys.close(resolve)));

  it("check tokens of the issuer, and never count as a shared secret", async () => {
    const remote = createAuthenticate({ ...testAuthentication, key: null, jwksUrl: url });
    expect((await remote(`Bearer ${await token({}, pair.privateKey, "ES256")}`))?.viewer.id).toBe(shopper);
    expect(await remote(`Bearer ${await token()}`)).toBeNull();
    const text = new TextEncoder().encode(JSON.stringify(await exportJWK(pair.publicKey)));
    expect(await remote(`Bearer ${await token({}, text)}`)).toBeNull();
  });

  it("that cannot be fetched are our fault, and told so", async () => {
    const faults: unknown[] = [];
    const config = { ...testAuthentication, key: null, jwksUrl: "http://127.0.0.1:1/" };
    const remote = createAuthenticate(config, { onUnavailable: (error) => faults.push(error) });
    expect(await remote(`Bearer ${await token({}, pair.privateKey, "ES256")}`)).toBeNull();
    expect(faults).toHaveLength(1);
  });
});

describe("HTTP without a valid token", () => {
  it("answers 401 alike whatever is wrong, before it reads the query", async () => {
    const edge = await startEdgeServer();
    const answers = [];
    for (const authorization of [undefined, "Bearer x", `Bearer ${await token({ exp: 1 })}`]) {
      const response = await fetch(`${edge.url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(authorization === undefined ? {} : { authorization }),
        },
        body: '{"query":"{"}',
      });
      expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
      answers.push(await response.text());
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"UNAUTHENTICATED"');
    await edge.close();
  });
});

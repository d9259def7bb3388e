import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { Role } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { issueToken } from "../../src/server/authentication.js";
import { operationOf } from "../support/api-client.js";
import { BadInputStage } from "../support/bad-input-stage.js";
import { processorTime } from "../support/processor-time.js";

let stage: BadInputStage;
beforeAll(async () => {
  stage = await BadInputStage.start();
});
afterAll(() => {
  expect(stage.platform.complaints).toEqual([]);
});
afterAll(() => stage.platform.close());

describe("queries over HTTP", () => {
  const nested = (levels: number) => `${"{ node(id: 1) ".repeat(levels)}{ id }${" }".repeat(levels)}`;
  const many = (count: number, item: (index: number) => string) =>
    Array.from({ length: count }, (_, n) => item(n));

  it.each<[string, string, Record<string, unknown>, string]>([
    [
      "a malformed cursor",
      '{ disputes(first: 3, after: "abc") { totalCount nodes { id } } }',
      {},
      "INVALID_CURSOR",
    ],
    [
      "a cursor of another list",
      '{ orders(first: 3, after: "WzFd") { nodes { id } } }',
      {},
      "INVALID_CURSOR",
    ],
    ["first: 1000", "{ disputes(first: 1000) { nodes { id } } }", {}, "INVALID_PAGE"],
    ["first: -1", "{ disputes(first: -1) { nodes { id } } }", {}, "INVALID_PAGE"],
    ["first and last", "{ disputes(first: 1, last: 1) { nodes { id } } }", {}, "INVALID_PAGE"],
    ["10,000 levels", nested(10_000), {}, "QUERY_TOO_COMPLEX"],
    [
      "10,000 aliases",
      `{ ${many(10_000, (n) => `a${n}: platformClock { now }`).join(" ")} }`,
      {},
      "QUERY_TOO_COMPLEX",
    ],
    ["1,000 aliases", `{ ${many(1_000, (n) => `a${n}: __typename`).join(" ")} }`, {}, "QUERY_TOO_COMPLEX"],
    [
      "pages inside pages",
      "{ orders(first: 100) { nodes { disputes(first: 100) { nodes { events(first: 100) { nodes { id } } } } } } }",
      {},
      "QUERY_TOO_COMPLEX",
    ],
    [
      "10,000 ids",
      "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
      { ids: many(10_000, () => toGlobalId("Dispute", randomUUID())) },
      "VALIDATION",
    ],
    [
      "a search with control characters",
      "query ($f: DisputeFilter) { disputes(filter: $f) { totalCount } }",
      { f: { search: "a\u0000" } },
      "INVALID_TEXT",
    ],
    ["an id that is SQL", '{ dispute(id: "\' OR 1=1 --") { id } }', {}, "INVALID_ID"],
    [
      "an instant that is none",
      '{ disputes(filter: { openedFrom: "yesterday" }) { totalCount } }',
      {},
      "VALIDATION",
    ],
  ])("refuses %s", async (_what, query, variables, code) => {
    await stage.expectRefused(() => stage.shopper.query(query, variables), code);
  });

  it.each<[string, string, Record<string, unknown>]>([
    [
      "10,000 statuses",
      "query ($f: DisputeFilter) { disputes(filter: $f) { totalCount } }",
      { f: { status: many(10_000, () => "QUEUED") } },
    ],
    [
      "10,000 lines",
      'query ($l: [ID!]!) { eligibility(orderLines: $l, reason: "NOT_RECEIVED", remedy: REFUND) { eligible } }',
      { l: many(10_000, () => toGlobalId("OrderLine", randomUUID())) },
    ],
  ])("answers or refuses %s at once", async (_what, query, variables) => {
    const before = performance.now();
    const taken = await processorTime(async () => {
      const { status } = await stage.shopper.query(query, variables);
      expect([200, 400]).toContain(status);
    });
    expect(taken).toBeLessThan(3_000);
    // With the time of the database, on a machine that may have much else to do.
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  it("runs nothing of a batch, and no mutation by GET", async () => {
    const operation = {
      query: operationOf("openDispute"),
      variables: { input: { clientMutationId: "1", ...stage.opening() } },
    };
    await stage.expectRefused(() => stage.shopper.post(JSON.stringify([operation, operation])), "VALIDATION");
    const address = new URL(`${stage.platform.url}/graphql`);
    address.searchParams.set("query", operation.query);
    address.searchParams.set("variables", JSON.stringify(operation.variables));
    const headers = { authorization: `Bearer ${await stage.platform.token(stage.story.shopper)}` };
    await stage.expectRefused(async () => {
      const response = await fetch(address, { headers: { ...headers, "apollo-require-preflight": "1" } });
      expect(response.status).toBe(405);
      return { status: 405, ...((await response.json()) as object) };
    }, "VALIDATION");
  });
});

describe("tokens", () => {
  const claims = () => ({ role: Role.SHOPPER, sub: stage.story.shopper.id, iss: "ombud", aud: "ombud" });
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = 4_000_000_000;
  const forged = () =>
    new SignJWT(claims())
      .setProtectedHeader({ alg: "HS256" })
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode("some other key of thirty-two bytes"));
  const expired = () =>
    issueToken(
      stage.platform.config.authentication,
      { role: Role.SHOPPER, subject: stage.story.shopper.id, expiresInMs: 1_000 },
      new Date("2020-01-01T00:00:00.000Z"),
    );
  const unsigned = () => `${encode({ alg: "none" })}.${encode({ ...claims(), exp })}.`;
  const swapped = async () => {
    const [head, , signature] = (await stage.platform.token(stage.story.shopper)).split(".");
    return [head, encode({ ...claims(), role: Role.AUDITOR, exp }), signature].join(".");
  };

  it.each<[string, () => string | Promise<string>]>([
    ["an expired token", expired],
    ["a forged token", forged],
    ["a token without a signature", unsigned],
    ["a token whose role was changed", swapped],
    ["no token", () => ""],
  ])("are refused alike: %s", async (_what, make) => {
    const authorization = `Bearer ${await make()}`;
    const query = operationOf("openDispute");
    const text = JSON.stringify({
      query,
      variables: { input: { clientMutationId: "t", ...stage.opening() } },
    });
    const answer = await stage.expectRefused(
      () => stage.shopper.post(text, { authorization }),
      "UNAUTHENTICATED",
    );
    expect(answer).toMatchObject({ status: 401 });
    expect(answer.errors).toEqual([
      {
        message: "Sign in first: send a valid token as 'Authorization: Bearer …'.",
        extensions: expect.anything() as object,
      },
    ]);
  });
});

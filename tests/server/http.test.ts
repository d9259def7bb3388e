import { eventually } from "../support/dispute-log.js";
import { codeOf, EdgeClient } from "../support/edge-client.js";
import { slowWork, startEdgeServer, testToken, type EdgeServer } from "../support/edge-server.js";

const JSON_TYPE = "application/json";
const GRAPHQL_TYPE = "application/graphql-response+json";

let edge: EdgeServer;
let client: EdgeClient;
let token: string;

beforeAll(async () => {
  edge = await startEdgeServer();
  token = await testToken();
  client = new EdgeClient(edge, token);
});
afterAll(() => edge.close());

describe("GraphQL over HTTP", () => {
  const document = (query: string, more: object = {}) => JSON.stringify({ query, ...more });
  const coercion = document("query ($name: String!) { hello(name: $name) }", { variables: { name: null } });
  // [what, body, status as application/json, status as application/graphql-response+json, code]
  const table: [string, string, number, number, string | undefined][] = [
    ["a query", document("{ hello }"), 200, 200, undefined],
    [
      "a query with null members",
      document("{ hello }", { variables: null, operationName: null }),
      200,
      200,
      undefined,
    ],
    ["a field that is refused", document("{ refused }"), 200, 200, "NOT_FOUND"],
    ["a syntax error", document("{"), 200, 400, "VALIDATION"],
    ["an unknown field", document("{ nothing }"), 200, 400, "VALIDATION"],
    ["a variable of the wrong type", coercion, 200, 400, "VALIDATION"],
    [
      "an operation that is not there",
      document("query A { hello }", { operationName: "B" }),
      200,
      400,
      "VALIDATION",
    ],
    ["a subscription", document("subscription { ticks }"), 400, 400, "VALIDATION"],
    ["malformed JSON", "{", 400, 400, "VALIDATION"],
    ["a list (batching)", "[]", 400, 400, "VALIDATION"],
    ["a batch", `[${document("{ hello }")}]`, 400, 400, "VALIDATION"],
    ["no query", "{}", 400, 400, "VALIDATION"],
    ["a query that is a number", document(7 as never), 400, 400, "VALIDATION"],
    [
      "an operation name that is a list",
      document("{ hello }", { operationName: [] }),
      400,
      400,
      "VALIDATION",
    ],
    ["variables that are a text", document("{ hello }", { variables: "{}" }), 400, 400, "VALIDATION"],
    ["extensions that are a list", document("{ hello }", { extensions: [] }), 400, 400, "VALIDATION"],
    [
      "a persisted query",
      JSON.stringify({ extensions: { persistedQuery: { version: 1 } } }),
      200,
      200,
      "VALIDATION",
    ],
  ];
  it.each(table)("answers %s", async (...[, body, jsonStatus, graphqlStatus, expected]) => {
    const json = await client.post(body, { accept: JSON_TYPE });
    const graphql = await client.post(body, { accept: GRAPHQL_TYPE });
    expect([json.status, graphql.status, codeOf(json), codeOf(graphql)]).toEqual([
      jsonStatus,
      graphqlStatus,
      expected,
      expected,
    ]);
    expect(json.type).toBe("application/json; charset=utf-8");
    expect(graphql.type).toBe("application/graphql-response+json; charset=utf-8");
  });

  it.each([
    [undefined, JSON_TYPE],
    ["*/*", JSON_TYPE],
    ["application/*", JSON_TYPE],
    [`${GRAPHQL_TYPE}, application/json;q=0.9`, GRAPHQL_TYPE],
    [`${GRAPHQL_TYPE}; charset=utf-8, application/json; charset=utf-8`, GRAPHQL_TYPE],
    [`application/json, ${GRAPHQL_TYPE};q=0.5`, JSON_TYPE],
    ["text/html, */*;q=0.1", JSON_TYPE],
  ])("answers Accept %s with %s", async (accept, expected) => {
    const answer = await client.post({ query: "{ hello }" }, accept === undefined ? {} : { accept });
    expect([answer.status, answer.type]).toEqual([200, `${expected}; charset=utf-8`]);
  });

  it("refuses what it cannot answer in before a mutation runs (406)", async () => {
    edge.viewers.length = 0;
    const answer = await client.post(
      { query: "mutation { change { userErrors { code } } }" },
      { accept: "text/html" },
    );
    expect([answer.status, codeOf(answer), edge.viewers.length]).toEqual([406, "VALIDATION", 0]);
  });

  it.each([
    ["text/plain", 415],
    ["application/x-www-form-urlencoded", 415],
    ["application/json; charset=iso-8859-1", 415],
    ["application/json; charset=UTF-8", 200],
  ])("takes a body of %s with %s", async (type, status) => {
    expect((await client.post({ query: "{ hello }" }, { "content-type": type })).status).toBe(status);
  });

  it("refuses a body above 1 MiB (413) and one that is not UTF-8 (400)", async () => {
    const large = await client.post(
      JSON.stringify({ query: "{ hello }", variables: { text: "a".repeat(1_048_576) } }),
    );
    expect([large.status, codeOf(large)]).toEqual([413, "VALIDATION"]);
    const body = Buffer.concat([
      Buffer.from('{"query":"{ hello(name: \\"'),
      Buffer.from([0xff]),
      Buffer.from('\\") }"}'),
    ]);
    const invalid = await client.post(body);
    expect([invalid.status, codeOf(invalid)]).toEqual([400, "INVALID_TEXT"]);
  });

  it("serves GET for queries only, and not to a foreign page", async () => {
    const get = (query: string, headers: Record<string, string> = { "apollo-require-preflight": "1" }) =>
      client.send(`/graphql?query=${encodeURIComponent(query)}`, { headers });
    const variables = encodeURIComponent(JSON.stringify({ n: "Ada" }));
    const query = encodeURIComponent("query ($n: String) { hello(name: $n) }");
    expect((await get("{ hello }")).body.data).toEqual({ hello: "hello you" });
    const answer = await client.send(`/graphql?query=${query}&variables=${variables}`, {
      headers: { "apollo-require-preflight": "1" },
    });
    expect(answer.body.data).toEqual({ hello: "hello Ada" });
    const mutation = await get("mutation { change { userErrors { code } } }");
    expect([mutation.status, mutation.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await get("{ hello }", {})).status).toBe(400);
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const wrong = await client.send("/graphql", { method });
      expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, POST"]);
    }
  });
});

describe("errors", () => {
  it("masks a bug, and logs it once under the id that the client was given", async () => {
    edge.log.length = 0;
    const answer = await client.post({ query: "{ broken }" });
    const [error] = answer.body.errors!;
    expect(error!.extensions["code"]).toBe("INTERNAL");
    expect(JSON.stringify(answer.body)).not.toMatch(/secret_table|srv|stack/);
    const logged = edge.log.filter(({ errorId }) => errorId === error!.extensions["errorId"]);
    expect(logged).toHaveLength(1);
    expect(JSON.stringify(logged)).toContain("secret_table");
  });

  it("lets our own codes through", async () => {
    expect(codeOf(await client.post({ query: "{ coded }" }))).toBe("FORBIDDEN");
    const refused = await client.post({ query: "{ refused }" });
    expect(refused.body.errors![0]).toMatchObject({
      message: "There is no such thing.",
      path: ["refused"],
      extensions: { code: "NOT_FOUND", field: ["id"] },
    });
  });

  it("answers 404 with a GraphQL error elsewhere", async () => {
    expect(codeOf(await client.send("/nothing"))).toBe("NOT_FOUND");
  });
});

describe("timeout", () => {
  it("answers TIMEOUT, ends the work, and logs no bug", async () => {
    const quick = await startEdgeServer({ requestTimeoutMs: 50 });
    const answer = await new EdgeClient(quick, token).post({ query: "{ slow }" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([answer.status, codeOf(answer)]).toEqual([504, "TIMEOUT"]);
    expect(quick.log.some((line) => "errorId" in line)).toBe(false);
    await quick.close();
  });

  it("ends the work when the client goes", async () => {
    const controller = new AbortController();
    edge.log.length = 0;
    Object.assign(slowWork, { begun: 0, ended: 0 });
    const gone = fetch(`${edge.url}/graphql`, {
      method: "POST",
      headers: { "content-type": JSON_TYPE, authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: "{ slow }" }),
      signal: controller.signal,
    });
    const aborted = expect(gone).rejects.toThrow();
    await eventually(() => slowWork.begun === 1, "the work began");
    controller.abort();
    await aborted;
    await eventually(() => slowWork.ended === 1, "the work was ended");
    expect(edge.log.some((line) => "errorId" in line)).toBe(false);
  });
});

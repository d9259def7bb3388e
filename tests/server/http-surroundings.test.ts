import { eventually } from "../support/dispute-log.js";
import { codeOf, EdgeClient } from "../support/edge-client.js";
import { startEdgeServer, testToken, type EdgeServer } from "../support/edge-server.js";

let edge: EdgeServer;
let client: EdgeClient;
let token: string;

beforeAll(async () => {
  edge = await startEdgeServer();
  token = await testToken();
  client = new EdgeClient(edge, token);
});
afterAll(() => edge.close());

describe("rate limit", () => {
  it("answers 429 with Retry-After, for a viewer and for an address", async () => {
    for (const rateLimits of [
      { viewerPerMinute: 2, addressPerMinute: 100 },
      { viewerPerMinute: 100, addressPerMinute: 2 },
    ]) {
      const limited = await startEdgeServer({ rateLimits });
      const answers = [];
      for (let count = 0; count < 3; count += 1)
        answers.push(await new EdgeClient(limited, token).post({ query: "{ hello }" }));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
      expect(codeOf(answers[2]!)).toBe("RATE_LIMITED");
      expect(Number(answers[2]!.headers.get("retry-after"))).toBeGreaterThan(0);
      await limited.close();
    }
  });
});

describe("beside GraphQL", () => {
  it("tells its health without a token", async () => {
    const anonymous = (path: string, server = edge) =>
      fetch(`${server.url}${path}`).then(({ status }) => status);
    expect([await anonymous("/livez"), await anonymous("/readyz")]).toEqual([200, 200]);
    const ill = await startEdgeServer({ isReady: () => Promise.reject(new Error("no database")) });
    expect([await anonymous("/livez", ill), await anonymous("/readyz", ill)]).toEqual([200, 503]);
    await ill.close();
  });

  it("serves GraphiQL from here alone, and only where the schema may be asked for", async () => {
    const page = await fetch(`${edge.url}/graphiql`);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).not.toMatch(/https?:\/\//);
    for (const [, path] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await fetch(`${edge.url}${path!}`)).status).toBe(200);
    }
    const policy = page.headers.get("content-security-policy");
    expect(policy).toContain("script-src 'self'");
    const closed = await startEdgeServer({ introspection: false });
    expect((await fetch(`${closed.url}/graphiql`)).status).toBe(404);
    await closed.close();
  });

  it("sends security headers", async () => {
    const { headers } = await client.post({ query: "{ hello }" });
    expect(headers.get("content-security-policy")).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
  });

  it("logs one line a request, without anything personal", async () => {
    edge.log.length = 0;
    await client.post({
      query: "mutation Change($n: String) { change { userErrors { code } } }",
      variables: {},
    });
    await client.post({
      query: "mutation Change { change { userErrors { code } } }",
      variables: { statement: "my name is Ada" },
    });
    await eventually(() => edge.log.length >= 2, "the lines of the log");
    expect(edge.log).toHaveLength(2);
    expect(edge.log[1]).toMatchObject({
      operation: "Change",
      type: "mutation",
      role: "SHOPPER",
      status: 200,
      outcome: "STATE_CONFLICT",
    });
    expect(JSON.stringify(edge.log)).not.toMatch(/Ada|Bearer|01990000/);
  });
});

import { buildSchema, getIntrospectionQuery } from "graphql";
import type { OperationLimits } from "../../src/graphql/limits/limits.js";
import { OperationCheck } from "../../src/graphql/limits/operation-check.js";
import { edgeSchema, startEdgeServer, testToken } from "../support/edge-server.js";
import { processorTime } from "../support/processor-time.js";

const operations = new OperationCheck({ schema: edgeSchema(), introspection: true });

function codeFor(query: string, variables = {}, check = operations): unknown {
  const checked = check.check({ query, variables });
  return checked.errors === undefined ? "OK" : (checked.errors[0]!.extensions["code"] ?? "VALIDATION");
}

function limited(limits: Partial<OperationLimits>): OperationCheck {
  return new OperationCheck({ schema: edgeSchema(), introspection: true, limits });
}

function nested(depth: number): string {
  return `${"{ node ".repeat(depth)}{ id }${" }".repeat(depth)}`;
}

/** Fragments that each spread the next twice: 2 to the power of `levels` selections when written out. */
function doubling(levels: number, selection: (next: string) => string): string {
  const fragments = Array.from(
    { length: levels },
    (_, level) =>
      `fragment F${level} on Node { ${selection(level + 1 < levels ? `...F${level + 1}` : "id")} }`,
  );
  return `{ node { ...F0 } } ${fragments.join(" ")}`;
}

describe("limits of an operation", () => {
  it.each<[string, string, string]>([
    ["10,000 levels", nested(10_000), "QUERY_TOO_COMPLEX"],
    ["10,000 open braces", "{a".repeat(10_000), "QUERY_TOO_COMPLEX"],
    ["10,000 nested lists", `{ hello(name: ${"[".repeat(10_000)}) }`, "QUERY_TOO_COMPLEX"],
    ["18 levels", nested(18), "OK"],
    ["21 levels", nested(20), "QUERY_TOO_COMPLEX"],
    ["5,000 tokens", `{ ${"hello ".repeat(5_000)} }`, "QUERY_TOO_COMPLEX"],
    [
      "51 aliases",
      `{ node { ${Array.from({ length: 51 }, (_, n) => `a${n}: id`).join(" ")} } }`,
      "QUERY_TOO_COMPLEX",
    ],
    ["50 aliases", `{ node { ${Array.from({ length: 50 }, (_, n) => `a${n}: id`).join(" ")} } }`, "OK"],
    ["51 directives", `{ node { id ${"@skip(if: false) ".repeat(51)} } }`, "QUERY_TOO_COMPLEX"],
    ["21 root fields", `{ ${"hello ".repeat(21)} }`, "QUERY_TOO_COMPLEX"],
    [
      "21 root fields in a fragment",
      `{ ...A ...A ...A } fragment A on Query { ${"hello ".repeat(7)} }`,
      "QUERY_TOO_COMPLEX",
    ],
    ["501 fields", `{ node { ${"id ".repeat(501)} } }`, "QUERY_TOO_COMPLEX"],
    ["a fragment in itself", "{ node { ...A } } fragment A on Node { node { ...A } }", "VALIDATION"],
    [
      "the introspection of tools",
      getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }),
      "OK",
    ],
    ["an unknown fragment", "{ ...Nobody }", "VALIDATION"],
    ["an unknown type condition", "{ ... on Nobody { id } }", "VALIDATION"],
    [
      "depth through fragments",
      `{ node { ...F0 } } ${Array.from({ length: 12 }, (_, n) => `fragment F${n} on Node { node { node { ${n < 11 ? `...F${n + 1}` : "id"} } } }`).join(" ")}`,
      "QUERY_TOO_COMPLEX",
    ],
  ])("%s", (_what, query, expected) => {
    expect(codeFor(query)).toBe(expected);
  });

  it.each<[string, string]>([
    ["fragments that double", doubling(45, (next) => `${next} ... on Node { ${next} }`)],
    ["fragments with lists that double", doubling(15, (next) => `list { ${next} } node { ${next} }`)],
    [
      "fragments with pages that double",
      doubling(8, (next) => `pages { edges { node { ${next} } } } node { ${next} }`),
    ],
    ["500 equal objects", `{ node { ${"node { id } ".repeat(249)} } }`],
  ])("stops counting early: %s", async (_what, query) => {
    expect(await processorTime(() => codeFor(query))).toBeLessThan(500);
  });

  it("refuses variables nested beyond reason, without recursion", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`) as object;
    expect(codeFor("{ hello }", deep)).toBe("QUERY_TOO_COMPLEX");
  });
});

describe("cost", () => {
  const page =
    "query ($first: Int, $last: Int) { pages(first: $first, last: $last) { edges { node { pages(first: 20) { edges { node { id } } } } } } }";

  it("multiplies page sizes, from literals and from variables", () => {
    const check = limited({ maximumCost: 1_000 });
    expect(codeFor(page, { first: 10 }, check)).toBe("OK");
    expect(codeFor(page, { first: 100 }, check)).toBe("QUERY_TOO_COMPLEX");
    expect(codeFor(page, { last: 100 }, check)).toBe("QUERY_TOO_COMPLEX");
    expect(codeFor(page, { first: null, last: 100 }, check)).toBe("QUERY_TOO_COMPLEX");
    // 20 is taken when nothing is said: 20 × (1 + 1 + 1 + 20 × 3) = 1,260.
    expect(codeFor(page, {}, check)).toBe("QUERY_TOO_COMPLEX");
    expect(codeFor(page, {}, limited({ maximumCost: 1_260 }))).toBe("OK");
    expect(codeFor(page, {}, limited({ maximumCost: 1_259 }))).toBe("QUERY_TOO_COMPLEX");
    const withDefault = page.replace("$first: Int", "$first: Int = 100");
    expect(codeFor(withDefault, {}, limited({ maximumCost: 1_260 }))).toBe("QUERY_TOO_COMPLEX");
  });

  it("lets a page that is too large through to its own clearer error", () => {
    expect(codeFor("{ pages(first: 1000000) { totalCount } }")).toBe("OK");
  });

  it("lets a page of 100 disputes with order, lines, merchant and 3 events pass", () => {
    const schema = buildSchema(`
      type Query { disputes(first: Int): DisputeConnection! }
      type DisputeConnection { edges: [DisputeEdge!]! pageInfo: PageInfo! }
      type PageInfo { endCursor: String }
      type DisputeEdge { node: Dispute! }
      type Dispute { id: ID! order: Order! merchant: Party! events(last: Int): EventConnection! lines: [Line!]! }
      type Order { id: ID! lines: [Line!]! shopper: Party! paid: Money! }
      type Line { id: ID! price: Money! merchant: Party! }
      type Money { amount: String! }
      type Party { id: ID! }
      type EventConnection { edges: [EventEdge!]! }
      type EventEdge { node: Event! }
      type Event { id: ID! actor: Party! }
    `);
    const check = new OperationCheck({ schema, introspection: false });
    const query = `query ($first: Int!) { disputes(first: $first) { pageInfo { endCursor } edges { node {
      id order { id paid { amount } shopper { id } lines { id price { amount } merchant { id } } }
      lines { id price { amount } } merchant { id } events(last: 3) { edges { node { id actor { id } } } } } } } }`;
    expect(codeFor(query, { first: 100 }, check)).toBe("OK");
    expect(codeFor(query.replace("last: 3", "last: 100"), { first: 100 }, check)).toBe("QUERY_TOO_COMPLEX");
  });
});

describe("limits over HTTP", () => {
  it("answers 400 QUERY_TOO_COMPLEX before anything runs, in both media types", async () => {
    const edge = await startEdgeServer();
    const token = await testToken();
    for (const accept of ["application/json", "application/graphql-response+json"]) {
      const response = await fetch(`${edge.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}`, accept },
        body: JSON.stringify({ query: nested(10_000) }),
      });
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
      expect([response.status, errors[0]!.extensions.code]).toEqual([400, "QUERY_TOO_COMPLEX"]);
    }
    expect(edge.viewers).toHaveLength(0);
    await edge.close();
  });

  it("hides the schema where introspection is off: no introspection, no suggestions", async () => {
    const edge = await startEdgeServer({ introspection: false });
    const token = await testToken();
    for (const query of [
      "{ __schema { types { name } } }",
      "{ helo }",
      "query ($x: Strin) { hello(nme: $x) }",
    ]) {
      const response = await fetch(`${edge.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      const text = await response.text();
      expect(text).toContain('"VALIDATION"');
      expect(text).not.toContain("Did you mean");
    }
    await edge.close();
  });
});

import { randomUUID } from "node:crypto";
import { getOperationAST, parse } from "graphql";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { CompiledOperations } from "../../src/graphql/compiled-operations.js";
import { createErrorFormatter } from "../../src/graphql/errors.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { ApiClient, HttpAnswer } from "../support/api-client.js";
import { Factory } from "../support/factory.js";
import { execute } from "../support/graphql.js";
import { startTestPlatform, type TestPlatform } from "../support/platform.js";

/** Asked so often, an operation is compiled. */
const OFTEN = 4;
const formatError = createErrorFormatter({
  newErrorId: () => "an-id",
  report: (_id, error) => {
    throw error;
  },
  suggestions: true,
});

let platform: TestPlatform;
let shopper: Viewer;
let client: ApiClient;
let variables: Record<string, unknown>;

beforeAll(async () => {
  platform = await startTestPlatform();
  const factory = new Factory(platform.database, platform.clock);
  const [purchase, hidden] = [await factory.purchase({ lines: 2 }), await factory.purchase()];
  shopper = purchase.shopper;
  client = await platform.connect(shopper);
  const line = toGlobalId("OrderLine", purchase.lines[0]!);
  const { dispute } = await client.act("openDispute", {
    ...{ reason: "NOT_RECEIVED", remedy: "REFUND", statement: "It does not heat, nor come." },
    lines: [{ orderLineId: line, amount: "30.00" }],
  });
  await client.act("sendMessage", { disputeId: dispute?.id, channel: "PARTIES", text: "Hello?" });
  const other = toGlobalId("Order", hidden.orderId);
  const ids = [dispute?.id, "order_zzz", line, other, toGlobalId("Order", purchase.orderId)];
  const [inForce] = await platform.database.query<{ id: string }>("SELECT id FROM rulebook");
  const rules = toGlobalId("RulebookVersion", inForce!.id);
  variables = { id: dispute?.id, line, other, ids, rules };
});
afterAll(() => platform.close());

interface Comparable {
  readonly data?: unknown;
  readonly errors?: readonly object[] | undefined;
}

/** What graphql-js itself answers, as it would be sent. */
async function plainly(query: string, values: Record<string, unknown>): Promise<Comparable> {
  const { data, errors } = await execute(platform.contextOf(shopper), query, values);
  return { data, errors: errors?.map(formatError) };
}

function comparable({ data, errors }: Comparable): unknown {
  const texts = errors?.map((error) => JSON.stringify(error)).sort();
  return JSON.parse(JSON.stringify({ data, errors: texts })) as unknown;
}

function ask(query: string, values: Record<string, unknown>): Promise<HttpAnswer> {
  const accept = "application/graphql-response+json";
  return client.post(JSON.stringify({ query, variables: values }), { accept });
}

function isCompiled(query: string): boolean {
  const document = parse(query);
  const operations = new CompiledOperations({ schema: createSchema(), compileAt: 1 });
  return operations.find(document, getOperationAST(document)!) !== null;
}

/** Both ways of running, again and again, answer the same. */
async function expectSame(query: string, values: Record<string, unknown>): Promise<HttpAnswer> {
  const wanted = await plainly(query, values);
  let answer: HttpAnswer | undefined;
  for (let time = 0; time < OFTEN; time += 1) {
    answer = await ask(query, values);
    expect(comparable(answer)).toEqual(comparable(wanted));
    expect(answer.status).toBe(wanted.data === undefined ? 400 : 200);
  }
  return answer!;
}

const compiled: readonly (readonly [what: string, query: string])[] = [
  [
    "aliases of one field with other arguments and selections",
    `query ($id: ID!) { one: dispute(id: $id) { number id } dispute(id: $id) {
      number: status two: events(first: 2) { nodes { id type } } events(last: 1) { nodes { sequence } pageInfo { endCursor } }
      a: order { id } a: order { lines { id title } } } }`,
  ],
  [
    "fragments in fragments, on the type and on its interface",
    `query ($id: ID!) { node(id: $id) { __typename id ...D ... on Dispute { status } ... on Order { reference } } }
    fragment D on Dispute { number ...N order { ...O ...N } claim { remedy amount { amount currency } } }
    fragment O on Order { reference purchasedAt lines { ...L } } fragment L on OrderLine { id sku refunds { amount { amount } } }
    fragment N on Node { ident: id __typename }`,
  ],
  [
    "advice, money, messages, edges and cursors",
    `query ($id: ID!) { dispute(id: $id) { stage viewerState allowedActions { action dueAt mandatory } blockedActions { action refusals { code } }
      ifNothingHappens { at action outcome } mediator { id } messages(first: 2) { edges { cursor node { text sentAt authorRole } } }
      events(first: 9) { nodes { payload occurredAt } } } }`,
  ],
  [
    "versions of the rules, what they hold and what changed between them",
    `query ($rules: ID!) { rulebookVersions(first: 2) { totalCount edges { cursor node { id status title { zh } draftedBy } } }
      rulebookVersion(version: "2026-11") { id status effectiveAt rulebook { version reasons { code remedies } clauses { code } } }
      rulebookDiff(from: $rules, to: $rules) { from changes { path before } clauses { code } } }`,
  ],
  [
    "an error in the place of each thing that cannot be had",
    `query ($ids: [ID!]!) { things: nodes(ids: $ids) { __typename id ... on Dispute { number } ... on OrderLine { title } } }`,
  ],
  [
    "errors beside what can be had",
    `query ($id: ID!, $other: ID!, $line: ID!) { dispute(id: $id) { id } hidden: order(id: $other) { id } wrong: order(id: $line) { id }
      node(id: $other) { id } viewer { role } }`,
  ],
  ["a null that reaches the root", `{ viewer { role } disputes(first: 0) { nodes { id } } }`],
  [
    "a refusal below the root",
    `query ($id: ID!) { dispute(id: $id) { id offers(first: 101) { nodes { id } } } }`,
  ],
  [
    "literals of every kind",
    `{ disputes(first: 5, filter: { status: [MERCHANT_RESPONSE], openedFrom: "2026-01-01T00:00:00+01:00", search: "HEAT",
      waitingOnMe: false, merchantId: null }, orderBy: { field: OPENED_AT, direction: ASC }) { nodes { number } pageInfo { hasNextPage } } }`,
  ],
];

it.each(compiled)("answers compiled as graphql-js does: %s", async (_what, query) => {
  const used = Object.entries(variables).filter(([name]) => query.includes(`$${name}:`));
  expect(isCompiled(query)).toBe(true);
  await expectSame(query, Object.fromEntries(used));
});

const leftAlone: readonly (readonly [what: string, query: string])[] = [
  [
    "@skip and @include",
    `query ($id: ID!, $yes: Boolean = true, $no: Boolean!) { dispute(id: $id) { id @skip(if: $yes) number @include(if: $yes)
      ...F @include(if: $no) ...F ... @skip(if: $no) { version } } } fragment F on Dispute { status }`,
  ],
  ["the schema", `{ __schema { queryType { name } } __type(name: "Node") { name possibleTypes { name } } }`],
  [
    "a variable inside an object",
    `query ($text: String = "heat") { disputes(filter: { search: $text }) { nodes { id } } }`,
  ],
];

it.each(leftAlone)("leaves to graphql-js: %s", async (_what, query) => {
  const used = query.includes("$id") ? { id: variables["id"], no: false } : {};
  expect(isCompiled(query)).toBe(false);
  await expectSame(query, used);
});

const page = `query Page($first: Int = 1, $filter: DisputeFilter, $orderBy: DisputeOrder, $after: String, $id: ID = "none") {
  disputes(first: $first, after: $after, filter: $filter, orderBy: $orderBy) { nodes { number } } node(id: $id) { id } }`;

it.each([
  {},
  { first: null },
  { first: 2, filter: null, orderBy: { field: "DEADLINE_AT", direction: "DESC" } },
  { first: 2.0, filter: { status: "MERCHANT_RESPONSE", openedBefore: "2027-01-01T00:00:00Z" }, id: 7 },
  { filter: { status: [], search: "" } },
  ...[
    { first: "2" },
    { first: 2.5 },
    { first: 2 ** 40 },
    { first: [2] },
    { first: true },
    { id: {} },
    { id: 1.5 },
  ],
  ...[
    { filter: { status: "OPEN" } },
    { filter: { status: [null] } },
    { filter: { statuses: [] } },
    { filter: [] },
  ],
  ...[
    { filter: "x" },
    { orderBy: {} },
    { orderBy: { field: null, direction: "ASC" } },
    { orderBy: { field: 1 } },
  ],
  ...[{ filter: { openedFrom: "yesterday" } }, { filter: { openedFrom: 5 } }, { filter: { search: 5 } }],
  ...[{ filter: { waitingOnMe: "true" } }, { after: "none" }, { after: 5 }, { filter: { merchantId: true } }],
])("takes and refuses variables as graphql-js does: %j", async (values) => {
  expect(isCompiled(page)).toBe(true);
  await expectSame(page, values);
});

it("reads what the variables of each request say, whatever they said before", async () => {
  const query = `query ($id: ID!, $n: Int) { dispute(id: $id) { id events(first: $n) { nodes { type } } } }`;
  expect(isCompiled(query)).toBe(true);
  const told = [];
  for (const n of [1, 2, 1]) {
    const { data } = await expectSame(query, { id: variables["id"], n });
    told.push((data as { dispute: { events: { nodes: unknown[] } } }).dispute.events.nodes.length);
  }
  expect(told).toEqual([1, 2, 1]);
});

it("answers a missing variable with 400", async () => {
  const { errors, status } = await expectSame("query ($id: ID!) { dispute(id: $id) { id } }", {});
  expect(status).toBe(400);
  expect(errors?.[0]?.extensions.code).toBe("VALIDATION");
});

it("leaves mutations to graphql-js, one after the other, also when one is refused", async () => {
  const payload =
    "{ clientMutationId userErrors { code field } dispute { version } event { sequence } message { text } }";
  const query = `mutation Say($a: SendMessageInput!, $b: SendMessageInput!, $c: SendMessageInput!) {
    a: sendMessage(input: $a) ${payload} b: sendMessage(input: $b) ${payload} c: sendMessage(input: $c) ${payload} }`;
  expect(isCompiled(query)).toBe(false);
  const say = (text: string) => ({
    ...{ clientMutationId: randomUUID(), disputeId: variables["id"], channel: "PARTIES", text },
  });
  for (let time = 0; time < OFTEN; time += 1) {
    const values = { a: say("one"), b: say(""), c: say("three") };
    const answer = await ask(query, values);
    const told = answer.data as Record<string, { event: { sequence: number } | null }>;
    expect(told["c"]!.event!.sequence).toBe(told["a"]!.event!.sequence + 1);
    expect(answer.data).toMatchObject({
      a: { clientMutationId: values.a.clientMutationId, userErrors: [], message: { text: "one" } },
      b: { userErrors: [{ code: "INVALID_TEXT" }], dispute: null, message: null },
      c: { userErrors: [], message: { text: "three" } },
    });
    expect(answer.errors).toBeUndefined();
  }
});

it("tells the log what became of a compiled operation", async () => {
  await expectSame(`query ($other: ID!) { order(id: $other) { id } }`, { other: variables["other"] });
  expect(platform.complaints).toEqual([]);
});

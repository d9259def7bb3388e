import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { operationOf } from "../support/api-client.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { Story } from "../support/story.js";

const MOST_STATEMENTS = 8;
let database: Database;
let factory: Factory;
let shopper: Viewer;
let merchant: Viewer;
let senior: Viewer;

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  const first = await factory.purchase({ merchants: 2, lines: 2 });
  shopper = first.shopper;
  merchant = first.merchants[0]!;
  const openFor = async (count: number) => {
    for (let opened = 0; opened < count; opened += 1) {
      const purchase = await factory.purchase({ shopper, merchant, lines: 2 });
      const story = await Story.open(factory, { purchase, senior, mediator: senior });
      await story.offer(story.merchant);
      await story.callPlatform(story.merchant);
    }
  };
  await Promise.all([26, 25, 25, 25].map(openFor));
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

/** Runs a query; gives the statements that it cost, and the answer. */
async function count(viewer: Viewer, source: string, variables: Record<string, unknown>) {
  const statements: string[] = [];
  database.onStatement = (text) => void statements.push(text);
  const { data, errors } = await execute(factory.as(viewer), source, variables);
  database.onStatement = undefined;
  expect(errors).toBeUndefined();
  return { statements, data: data as Record<string, { edges: unknown[] }> };
}

const viewers: [string, () => Viewer][] = [
  ["the merchant", () => merchant],
  ["the shopper", () => shopper],
  ["a senior mediator", () => senior],
  ["an auditor", () => person(Role.AUDITOR)],
];

describe.each(["disputes", "orders", "mediatorQueue"])("a page of %s", (field) => {
  const able = viewers.filter(([who]) => field !== "mediatorQueue" || who === "a senior mediator");

  it.each(able)("costs %s as many statements for 100 as for 10, and at most 8", async (_who, viewer) => {
    const source = operationOf(field);
    const small = await count(viewer(), source, { first: 10 });
    const large = await count(viewer(), source, { first: 100 });
    expect(small.data[field]!.edges).toHaveLength(10);
    expect(large.data[field]!.edges).toHaveLength(100);
    expect(large.statements.length).toBeGreaterThan(0);
    expect(large.statements).toHaveLength(small.statements.length);
    expect(large.statements.length).toBeLessThanOrEqual(MOST_STATEMENTS);
  });
});

it.each([
  ["the merchant", () => merchant],
  ["a senior mediator", () => senior],
])("so does a page with everything that advises %s", async (_who, viewer) => {
  const source = `query ($first: Int) { disputes(first: $first) { edges { node {
    stage viewerState ifNothingHappens { at action } clockReport { totals { party usedHours } } allowedActions { action } blockedActions { action code }
    recommendation { outcome remedies { kind amount { amount } } trace { state } } requirements { slot satisfied }
    freightPreview { ifShopperWins { paysFirst } ifMerchantWins { situation } }
    order { reference shopper { displayName } shipments { trackingEvents { status } } }
    lines { title merchant { name } } merchant { name } mediator { publicName }
    offers(last: 3) { nodes { status terms { kind orderLine { title } } } }
    events(last: 3) { nodes { type payload } } obligations { kind } ruling { outcome }
  } } } }`;
  const small = await count(viewer(), source, { first: 10 });
  const large = await count(viewer(), source, { first: 100 });
  expect(large.data["disputes"]!.edges).toHaveLength(100);
  expect(large.statements).toHaveLength(small.statements.length);
  expect(large.statements.length).toBeLessThanOrEqual(MOST_STATEMENTS);
});

import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Viewer } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import type { NodeTypeName } from "../../src/persistence/read/selection.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { ask, codesOf } from "../support/read-query.js";
import { testId, type World } from "../support/read-world-parts.js";
import { createReadWorld, readViewers } from "../support/read-world.js";

let database: Database;
let world: World;
const viewerOf = (role: string): Viewer => readViewers.find((viewer) => viewer.role === role)!;
const auditor = viewerOf("AUDITOR");
const shopper = viewerOf("SHOPPER");
const mediator = viewerOf("MEDIATOR");
const carrier = viewerOf("CARRIER");

beforeAll(async () => {
  database = await openTestDatabase();
  world = await createReadWorld(database, 45);
});
afterAll(() => closeTestDatabase(database));

async function data(viewer: Viewer, source: string, variables = {}): Promise<Record<string, never>> {
  const answer = await ask(database, viewer, source, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as Record<string, never>;
}

async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  database.onStatement = (text) => void texts.push(text);
  await work();
  database.onStatement = undefined;
  return texts;
}

describe("one object", () => {
  it("shares one statement with others of which the same is asked under other names", async () => {
    const ids = [3, 4, 5].map((number) => toGlobalId("Dispute", testId(12, number)));
    const query = `{ ${ids.map((id, index) => `d${index}: dispute(id: "${id}") { id status }`).join(" ")} }`;
    const texts = await statementsOf(async () => {
      const answer = await data(auditor, query);
      expect(Object.values(answer).map(({ id }) => id as string)).toEqual(ids);
    });
    expect(texts).toHaveLength(1);
  });

  it("is found by id and by the name that people quote", async () => {
    const id = toGlobalId("Dispute", testId(12, 3));
    expect(await data(auditor, `{ dispute(id: "${id}") { number } }`)).toEqual({
      dispute: { number: "D-2026-0000003" },
    });
    expect(await data(auditor, `{ dispute(number: "D-2026-0000003") { id } }`)).toEqual({ dispute: { id } });
    const order = toGlobalId("Order", testId(5, 4));
    expect(await data(auditor, `{ order(reference: "ref-4") { id } }`)).toEqual({ order: { id: order } });
    expect(await data(auditor, `{ order(id: "${order}") { reference } }`)).toEqual({
      order: { reference: "ref-4" },
    });
  });

  it("wants exactly one of the two", async () => {
    expect(codesOf(await ask(database, auditor, "{ dispute { id } }"))).toEqual(["dispute: VALIDATION"]);
    const both = `{ order(id: "${toGlobalId("Order", testId(5, 4))}", reference: "ref-4") { id } }`;
    expect(codesOf(await ask(database, auditor, both))).toEqual(["order: VALIDATION"]);
  });

  it("answers alike whether it is missing or hidden", async () => {
    const hidden = `{ dispute(id: "${toGlobalId("Dispute", testId(12, 1))}") { id } }`;
    const missing = `{ dispute(id: "${toGlobalId("Dispute", testId(99, 1))}") { id } }`;
    const answers = [await ask(database, shopper, hidden), await ask(database, shopper, missing)];
    for (const answer of answers)
      expect([codesOf(answer), answer.data]).toEqual([["dispute: NOT_FOUND"], { dispute: null }]);
    expect(answers[0]!.errors![0]!.message).toBe(answers[1]!.errors![0]!.message);
  });

  it("refuses an id of another type, or of none", async () => {
    const source = "query Q($id: ID!) { dispute(id: $id) { id } }";
    for (const id of [
      toGlobalId("Order", testId(5, 4)),
      "dispute_",
      "x",
      "dispute_01k8000005e00800000000000u",
      testId(12, 1),
    ]) {
      expect(codesOf(await ask(database, auditor, source, { id }))).toEqual(["dispute: INVALID_ID"]);
    }
  });
});

const tables: Record<string, NodeTypeName> = {
  ...{
    merchant: "Merchant",
    merchant_member: "MerchantMember",
    shopper: "Shopper",
    mediator: "Mediator",
    order: "Order",
  },
  ...{
    order_line: "OrderLine",
    payment: "Payment",
    refund: "Refund",
    shipment: "Shipment",
    tracking_event: "TrackingEvent",
  },
  ...{
    review: "Review",
    dispute: "Dispute",
    offer: "Offer",
    message: "Message",
    ruling: "Ruling",
    obligation: "Obligation",
  },
  ...{ dispute_event: "DisputeEvent" },
};

describe("node and nodes", () => {
  it("read every type by its id and give the same id back", async () => {
    for (const [table, type] of Object.entries(tables)) {
      const id = toGlobalId(type, world[table]![0]!.id);
      expect(await data(auditor, `{ node(id: "${id}") { __typename id } }`)).toEqual({
        node: { __typename: type, id },
      });
    }
  });

  it("hide every type from a role that sees nothing", async () => {
    const ids = Object.entries(tables).map(([table, type]) => toGlobalId(type, world[table]![0]!.id));
    const answer = await ask(database, carrier, "query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(answer.data).toEqual({ nodes: ids.map(() => null) });
    expect(codesOf(answer)).toEqual(ids.map((_, place) => `nodes.${place}: NOT_FOUND`));
  });

  it("keep the places of what cannot be had and read one statement a type", async () => {
    const [dispute, order] = [toGlobalId("Dispute", testId(12, 0)), toGlobalId("Order", testId(5, 0))];
    const ids = [
      order,
      "nonsense",
      dispute,
      toGlobalId("Dispute", testId(12, 1)),
      order,
      toGlobalId("Dispute", testId(12, 3)),
    ];
    const source = `query Q($ids: [ID!]!) { nodes(ids: $ids) { id ... on Dispute { number order { reference } } ...O } }
      fragment O on Order { reference }`;
    const texts = await statementsOf(async () => {
      const answer = await ask(database, shopper, source, { ids });
      expect(codesOf(answer)).toEqual(["nodes.1: INVALID_ID", "nodes.3: NOT_FOUND"]);
      expect(
        (answer.data!["nodes"] as ({ reference?: string; number?: string } | null)[]).map(
          (node) => node?.reference ?? node?.number ?? null,
        ),
      ).toEqual(["ref-0", null, "D-2026-0000000", null, "ref-0", "D-2026-0000003"]);
    });
    expect(texts).toHaveLength(2);
  });

  it("take at most 100 ids", async () => {
    const ids = Array.from({ length: 101 }, () => toGlobalId("Dispute", testId(12, 0)));
    expect(
      codesOf(await ask(database, auditor, "query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids })),
    ).toEqual(["nodes: VALIDATION"]);
  });
});

describe("counts and queue", () => {
  it("count in one statement what the viewer sees, by every value", async () => {
    for (const [grouping, column] of Object.entries({
      STATUS: "status",
      REASON: "reason",
      OUTCOME: "outcome",
      WAITING_ON: "waiting_on",
    })) {
      const counts = `SELECT ${column} AS key, count(*)::int AS count FROM dispute WHERE shopper_id = '${shopper.id}' GROUP BY 1 ORDER BY 2 DESC, 1`;
      const expected = await database.query(counts);
      const texts = await statementsOf(async () => {
        expect(await data(shopper, `{ disputeCounts(groupBy: ${grouping}) { key count } }`)).toEqual({
          disputeCounts: expected,
        });
      });
      expect(texts).toHaveLength(1);
    }
    const stages = (await data(auditor, "{ disputeCounts(groupBy: STAGE) { key count } }"))[
      "disputeCounts"
    ] as unknown as { key: string; count: number }[];
    for (const { key, count } of stages) {
      const listed = await data(auditor, `{ disputes(filter: { stage: [${key}] }) { totalCount } }`);
      expect(listed).toEqual({ disputes: { totalCount: count } });
    }
  });

  it("show mediators what is queued, what ranks first by the rulebook first, and refuse everybody else", async () => {
    const rows = await database.query<{ number: string }>(
      "SELECT number FROM dispute WHERE status = 'QUEUED' ORDER BY ranks_since, id",
    );
    expect(await data(mediator, "{ mediatorQueue { nodes { number } totalCount } }")).toEqual({
      mediatorQueue: { nodes: rows, totalCount: rows.length },
    });
    expect(codesOf(await ask(database, shopper, "{ mediatorQueue { nodes { id } } }"))).toEqual([
      "mediatorQueue: FORBIDDEN",
    ]);
  });
});

describe("the viewer", () => {
  it("is told who it is", async () => {
    const source =
      "{ viewer { role id merchant { name members { name } } shopper { displayName } mediator { publicName level } } }";
    expect(await data(viewerOf("MERCHANT_AGENT"), source)).toEqual({
      viewer: {
        role: "MERCHANT_AGENT",
        id: toGlobalId("MerchantMember", testId(4, 1)),
        merchant: { name: "Merchant 0", members: [{ name: "Member 0-0" }, { name: "Member 0-1" }] },
        shopper: null,
        mediator: null,
      },
    });
    expect(await data(mediator, source)).toMatchObject({
      viewer: { mediator: { publicName: "Mediator 0", level: 1 }, merchant: null },
    });
    expect(await data(shopper, source)).toMatchObject({ viewer: { shopper: { displayName: "Shopper 0" } } });
    expect(await data(auditor, source)).toMatchObject({
      viewer: { id: auditor.id, merchant: null, shopper: null, mediator: null },
    });
  });
});

describe("the statements of a page", () => {
  const source = `query Q($size: Int!, $after: String, $name: String) { disputes(first: $size, after: $after, filter: { search: $name }) {
    edges { cursor } nodes { id order { reference lines { title } } merchant { name } events(last: 3) { nodes { type } } } } }`;

  it("are one, for 10 disputes as for 100", async () => {
    for (const size of [10, 100]) {
      expect(await statementsOf(() => data(auditor, source, { size }))).toHaveLength(1);
    }
  });

  it("have the same text whatever a client's values are", async () => {
    const texts = new Set<string>();
    const first = (await data(auditor, source, { size: 10 }))["disputes"] as unknown as {
      edges: { cursor: string }[];
    };
    for (const { cursor } of first.edges) {
      for (const name of ["a", "'; DROP TABLE dispute; --"]) {
        for (const text of await statementsOf(() => data(auditor, source, { size: 10, after: cursor, name })))
          texts.add(text);
      }
    }
    expect(texts.size).toBe(1);
    expect([...texts][0]).not.toContain("DROP");
  });
});

import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Viewer } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { ask, codesOf } from "../support/read-query.js";
import { testId } from "../support/read-world-parts.js";
import { createReadWorld, readViewers } from "../support/read-world.js";

let database: Database;
const viewerOf = (role: string): Viewer => readViewers.find((viewer) => viewer.role === role)!;
const auditor = viewerOf("AUDITOR");
const shopper = viewerOf("SHOPPER");
const mediator = viewerOf("MEDIATOR");

beforeAll(async () => {
  database = await openTestDatabase();
  await createReadWorld(database, 45);
});
afterAll(() => closeTestDatabase(database));

async function data(viewer: Viewer, source: string, variables = {}): Promise<Record<string, never>> {
  const answer = await ask(database, viewer, source, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as Record<string, never>;
}

describe("the filter of disputes", () => {
  const merchant = toGlobalId("Merchant", testId(1, 0));
  const cases: [string, string][] = [
    ["status: [QUEUED, RULED]", "status IN ('QUEUED', 'RULED')"],
    ["status: []", "TRUE"],
    [
      "stage: [RULING]",
      "status IN ('RULED', 'APPEALED') OR (status = 'SUSPENDED' AND suspended_from IN ('RULED', 'APPEALED'))",
    ],
    ['reason: ["OTHER"]', "reason = 'OTHER'"],
    [`merchantId: "${merchant}"`, `merchant_id = '${testId(1, 0)}'`],
    [`mediatorId: "${toGlobalId("Mediator", testId(3, 1))}"`, `mediator_id = '${testId(3, 1)}'`],
    ['deadlineBefore: "2026-01-30T02:00:00Z"', "deadline_at < '2026-01-30T02:00:00Z'"],
    [
      'openedFrom: "2026-01-09T10:00:00+02:00", openedBefore: "2026-01-09T12:00:00Z"',
      "opened_at >= '2026-01-09T08:00:00Z' AND opened_at < '2026-01-09T12:00:00Z'",
    ],
    [
      'updatedFrom: "2026-01-13T10:00:00Z", updatedBefore: "2026-01-13T14:00:00Z"',
      "updated_at >= '2026-01-13T10:00:00Z' AND updated_at < '2026-01-13T14:00:00Z'",
    ],
    ['search: "100% BROKEN_thing \\\\"', "id = (SELECT id FROM dispute WHERE statement LIKE '100%')"],
    ['search: "_100%_"', `order_id = '${testId(5, 3)}'`],
    ['search: "n%c"', "FALSE"],
    [
      `status: [CLOSED], reason: ["OTHER"], search: "came"`,
      "status = 'CLOSED' AND reason = 'OTHER' AND statement ILIKE '%came%'",
    ],
  ];
  for (const [filter, condition] of cases) {
    it(`narrows by ${filter.slice(0, 60)}`, async () => {
      const source = `{ disputes(first: 100, filter: { ${filter} }) { totalCount nodes { id } } }`;
      const rows = await database.query<{ id: string }>(
        `SELECT id FROM dispute WHERE ${condition} ORDER BY opened_at DESC, id DESC`,
      );
      const expected = rows.map(({ id }) => ({ id: toGlobalId("Dispute", id) }));
      expect(await data(auditor, source)).toEqual({
        disputes: { totalCount: expected.length, nodes: expected },
      });
    });
  }

  it("knows whose move it is", async () => {
    const source =
      "query Q($me: Boolean!) { disputes(first: 100, filter: { waitingOnMe: $me }) { nodes { waitingOn mediator { id } } } }";
    const read = async (viewer: Viewer, me: boolean): Promise<string[]> => {
      const answer = await data(viewer, source, { me });
      return (answer["disputes"] as unknown as { nodes: { waitingOn: string }[] }).nodes.map(
        ({ waitingOn }) => waitingOn,
      );
    };
    expect(new Set(await read(shopper, true))).toEqual(new Set(["SHOPPER", "BOTH"]));
    expect(
      (await read(shopper, false)).every((waitingOn) => waitingOn !== "SHOPPER" && waitingOn !== "BOTH"),
    ).toBe(true);
    expect(new Set(await read(viewerOf("MERCHANT_AGENT"), true))).toEqual(new Set(["MERCHANT", "BOTH"]));
    expect(new Set(await read(mediator, true))).toEqual(new Set(["PLATFORM"]));
    expect(await read(auditor, true)).toEqual([]);
  });

  it("refuses a text that cannot be looked for", async () => {
    const source = "query Q($text: String!) { disputes(filter: { search: $text }) { nodes { id } } }";
    for (const text of ["a\u0000b", "x".repeat(201)]) {
      expect(codesOf(await ask(database, auditor, source, { text }))).toEqual(["disputes: INVALID_TEXT"]);
    }
  });
});

describe("the filter of orders", () => {
  const cases: [string, string][] = [
    ["status: [CANCELLED]", "status = 'CANCELLED'"],
    [
      'purchasedFrom: "2026-01-05T03:00:00Z", purchasedBefore: "2026-01-05T05:00:00Z"',
      "purchased_at >= '2026-01-05T03:00:00Z' AND purchased_at < '2026-01-05T05:00:00Z'",
    ],
    [`shopperId: "${toGlobalId("Shopper", testId(2, 1))}"`, `shopper_id = '${testId(2, 1)}'`],
    [
      `merchantId: "${toGlobalId("Merchant", testId(1, 2))}"`,
      `id IN (SELECT order_id FROM order_line WHERE merchant_id = '${testId(1, 2)}')`,
    ],
  ];
  for (const [filter, condition] of cases) {
    it(`narrows by ${filter.slice(0, 60)}`, async () => {
      const rows = await database.query<{ id: string }>(
        `SELECT id FROM "order" WHERE ${condition} ORDER BY purchased_at DESC, id DESC`,
      );
      const nodes = rows.map(({ id }) => ({ id: toGlobalId("Order", id) }));
      expect(await data(auditor, `{ orders(first: 100, filter: { ${filter} }) { nodes { id } } }`)).toEqual({
        orders: { nodes },
      });
    });
  }
});

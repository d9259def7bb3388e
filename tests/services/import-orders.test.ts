import { v7 } from "uuid";
import { Role } from "../../src/domain/access/viewer.js";
import type { OrderDraft } from "../../src/domain/order/order.js";
import type { Database } from "../../src/persistence/database.js";
import { importOrders, MAXIMUM_ORDERS } from "../../src/services/orders/import-orders.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import { lineDraft, merchantDraft, orderDraft } from "../domain/order-drafts.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";

let database: Database;
let context: UseCaseContext;
let count = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  const none = () => Promise.reject(new Error("not needed"));
  context = {
    database,
    clock: { now: () => new Date("2018-06-01T00:00:00Z") },
    newId: () => v7(),
    viewer: { role: Role.INTEGRATION, id: v7(), merchantId: null },
    rulebook: none,
    currentRulebook: none,
  };
});
afterAll(() => closeTestDatabase(database));

/** An order of its own for each test. */
function fresh(over: Partial<OrderDraft> = {}): OrderDraft {
  count += 1;
  return orderDraft({ reference: `order-${count}`, ...over });
}

async function run(...orders: OrderDraft[]) {
  const results = await importOrders(context, { orders });
  return results.map(({ outcome, refusal }) => refusal?.code ?? outcome);
}

async function rows(table: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${table}"`);
  return row!.count;
}

const tables = [
  "order",
  "order_line",
  "payment",
  "refund",
  "shipment",
  "tracking_event",
  "review",
  "merchant",
  "shopper",
];
const allRows = () => Promise.all(tables.map(rows));

async function orderRow(reference: string) {
  const [row] = await database.query<Record<string, unknown> & { id: string }>(
    `SELECT * FROM "order" WHERE reference = $1`,
    [reference],
  );
  return row!;
}

async function linesOf(reference: string) {
  return database.query<{ id: string; position: number; title: string; paid_minor: string }>(
    `SELECT l.* FROM order_line l JOIN "order" o ON o.id = l.order_id WHERE o.reference = $1 ORDER BY position`,
    [reference],
  );
}

async function dispute(reference: string): Promise<void> {
  const order = await orderRow(reference);
  await database.query(
    `INSERT INTO dispute (id, number, order_id, merchant_id, shopper_id, rulebook_version, status, waiting_on, deadline_at,
       level, reason, currency, remedy, claimed_minor, statement, amendments, perishable, opened_by, opened_at, updated_at, ranks_since,
       version, last_sequence, last_shopper_sequence, last_merchant_sequence, last_hash)
     SELECT $1::uuid, $1::uuid::text, $2::uuid, l.merchant_id, $3::uuid, (SELECT version FROM rulebook LIMIT 1), 'MERCHANT_RESPONSE', 'MERCHANT',
       now(), 1, 'NOT_RECEIVED', 'BRL', 'REFUND', 0, 'x', 0, false, 'SHOPPER', now(), now(), now(), 1, 1, 1, 1, ''
     FROM order_line l WHERE l.order_id = $2::uuid LIMIT 1`,
    [v7(), order.id, order["shopper_id"]],
  );
}

describe("importOrders", () => {
  it("takes an order with all its parts, and leaves it alone the second time", async () => {
    const refunds = [{ reference: "r1", amount: "5.00", refundedAt: new Date("2018-05-20T00:00:00Z") }];
    const promises = [{ kind: "FREE_RETURN", text: "Free return", until: new Date("2018-06-10T00:00:00Z") }];
    const order = fresh({ lines: [lineDraft({ refunds, promises })] });
    expect(await run(order)).toEqual(["TAKEN"]);
    const before = await allRows();
    expect(await orderRow(order.reference)).toMatchObject({
      paid_minor: "11000",
      status: "DELIVERED",
      anomalies: [],
    });
    const [line] = await linesOf(order.reference);
    expect(line).toMatchObject({
      paid_minor: "10000",
      promises: [{ kind: "FREE_RETURN", text: "Free return", until: "2018-06-10T00:00:00.000Z" }],
    });
    expect(await run(order)).toEqual(["UNCHANGED"]);
    expect(await allRows()).toEqual(before);
  });

  it("writes nothing at all for orders that have not changed", async () => {
    const order = fresh();
    await run(order);
    const statements: string[] = [];
    database.onStatement = (text) => statements.push(text);
    await run(order);
    database.onStatement = undefined;
    expect(statements.filter((text) => !text.startsWith("SELECT"))).toEqual([]);
  });

  it("refuses one order whole and leaves the others unharmed", async () => {
    const [good, bad, other] = [fresh(), fresh({ lines: [] }), fresh()];
    const results = await importOrders(context, { orders: [good, bad, other] });
    expect(results.map(({ outcome }) => outcome)).toEqual(["TAKEN", "REFUSED", "TAKEN"]);
    expect(results[1]).toMatchObject({
      reference: bad.reference,
      orderId: null,
      refusal: { code: "NO_LINES", field: ["lines"] },
    });
    expect(await orderRow(bad.reference)).toBeUndefined();
  });

  it("refuses the second record of an order in one call", async () => {
    const order = fresh();
    expect(await run(order, { ...order, status: "SHIPPED" })).toEqual(["TAKEN", "DUPLICATE_ORDER"]);
  });

  it("makes one order of lines of several merchants", async () => {
    const lines = [lineDraft(), lineDraft({ position: 2, merchant: merchantDraft("seller-2") })];
    const order = fresh({ lines });
    expect(await run(order)).toEqual(["TAKEN"]);
    const merchants = await database.query(
      `SELECT DISTINCT merchant_id FROM order_line WHERE order_id = $1`,
      [(await orderRow(order.reference)).id],
    );
    expect(merchants).toHaveLength(2);
  });

  it("follows the marketplace's record and keeps the ids of lines, payments, shipments and reviews", async () => {
    const first = fresh({ lines: [lineDraft(), lineDraft({ position: 2 })], status: "SHIPPED" });
    await run(first);
    const { id } = await orderRow(first.reference);
    const before = await linesOf(first.reference);
    const idsOf = (table: string) =>
      database.query(`SELECT id FROM ${table} WHERE order_id = $1 ORDER BY id`, [id]);
    const parts = ["payment", "shipment", "review"];
    const partsBefore = await Promise.all(parts.map(idsOf));
    const moved = {
      ...first,
      status: "DELIVERED" as const,
      lines: [lineDraft({ title: "Lamp, blue" }), lineDraft({ position: 3 })],
    };
    expect(await run(moved)).toEqual(["UPDATED"]);
    const after = await linesOf(first.reference);
    expect(after.map(({ position, title }) => [position, title])).toEqual([
      [1, "Lamp, blue"],
      [3, "Lamp"],
    ]);
    expect(after[0]!.id).toBe(before[0]!.id);
    expect(await Promise.all(parts.map(idsOf))).toEqual(partsBefore);
    expect(await orderRow(first.reference)).toMatchObject({ id, status: "DELIVERED" });
    expect(await run(moved)).toEqual(["UNCHANGED"]);
  });

  it("adds refunds and never takes one back", async () => {
    const refund = (reference: string) => ({
      reference,
      amount: "5.00",
      refundedAt: new Date("2018-05-20T00:00:00Z"),
    });
    const order = fresh({ lines: [lineDraft({ refunds: [refund("a")] })] });
    await run(order);
    expect(await run({ ...order, lines: [lineDraft({ refunds: [refund("b")] })] })).toEqual(["UPDATED"]);
    const [line] = await linesOf(order.reference);
    expect(
      await database.query("SELECT reference FROM refund WHERE order_line_id = $1 ORDER BY 1", [line!.id]),
    ).toEqual([{ reference: "a" }, { reference: "b" }]);
  });

  it("does not let a record change what a dispute rests on", async () => {
    const order = fresh();
    await run(order);
    await dispute(order.reference);
    const cheaper = { ...order, lines: [lineDraft({ unitPrice: "90.00" })] };
    const [result] = await importOrders(context, { orders: [cheaper] });
    expect(result).toMatchObject({
      outcome: "REFUSED",
      orderId: (await orderRow(order.reference)).id,
      refusal: { code: "DISPUTED_ORDER_CHANGED", field: ["lines", "0"] },
    });
    const gone = { ...order, lines: [lineDraft({ position: 2 })] };
    const sold = { ...order, shopper: { ...order.shopper, reference: "somebody-else" } };
    expect([...(await run(gone)), ...(await run(sold))]).toEqual([
      "DISPUTED_ORDER_CHANGED",
      "DISPUTED_ORDER_CHANGED",
    ]);
    expect(await run({ ...order, shipments: [], reviews: [] })).toEqual(["UPDATED"]);
  });

  it("refreshes parties, and keeps a place that is left out", async () => {
    const merchant = { ...merchantDraft("seller-9"), name: "Old name" };
    await run(fresh({ lines: [lineDraft({ merchant })], shipments: [] }));
    const renamed = { ...merchant, name: "New name", city: null };
    await run(fresh({ lines: [lineDraft({ merchant: renamed })], shipments: [] }));
    expect(await database.query("SELECT name, city FROM merchant WHERE reference = 'seller-9'")).toEqual([
      { name: "New name", city: "Campinas" },
    ]);
  });

  it("keeps the fixed ids that seeds give", async () => {
    const id = v7();
    await run(fresh({ lines: [lineDraft({ merchant: { ...merchantDraft("seeded"), id } })], shipments: [] }));
    expect(await database.query("SELECT id FROM merchant WHERE reference = 'seeded'")).toEqual([{ id }]);
  });

  it("gives the first answer again under the same key, and refuses the key for anything else", async () => {
    const input = { clientMutationId: v7(), orders: [fresh()] };
    const first = await importOrders(context, input);
    expect(first[0]?.outcome).toBe("TAKEN");
    expect(await importOrders(context, input)).toEqual(first);
    await expect(importOrders(context, { ...input, orders: [fresh()] })).rejects.toThrow(
      "IDEMPOTENCY_MISMATCH",
    );
  });

  it("is for machines of the marketplace, and for 500 orders at most", async () => {
    for (const role of Object.values(Role).filter((each) => each !== Role.INTEGRATION)) {
      const stranger = { ...context, viewer: { ...context.viewer, role } };
      await expect(importOrders(stranger, { orders: [] })).rejects.toThrow("FORBIDDEN");
    }
    const orders = Array.from({ length: MAXIMUM_ORDERS + 1 }, () => orderDraft());
    await expect(importOrders(context, { orders })).rejects.toThrow("VALIDATION");
  });

  it("survives the same orders handed in ten times at once", async () => {
    const orders = Array.from({ length: 50 }, (_, index) =>
      fresh({ lines: [lineDraft({ merchant: merchantDraft(`crowd-${index % 7}`) })], shipments: [] }),
    );
    const before = await rows("order");
    const calls = Array.from({ length: 10 }, (_, index) =>
      importOrders(context, { orders: index % 2 === 0 ? orders : orders.toReversed() }),
    );
    const outcomes = (await Promise.all(calls)).flat().map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === "TAKEN")).toHaveLength(50);
    expect(outcomes.filter((outcome) => outcome === "UNCHANGED")).toHaveLength(450);
    expect(await rows("order")).toBe(before + 50);
  });

  it("costs the same few statements for 10 orders as for 400", async () => {
    const statementsFor = async (size: number) => {
      let statements = 0;
      database.onStatement = () => (statements += 1);
      await importOrders(context, { orders: Array.from({ length: size }, () => fresh()) });
      database.onStatement = undefined;
      return statements;
    };
    const few = await statementsFor(10);
    expect(await statementsFor(400)).toBe(few);
    expect(few).toBeLessThanOrEqual(12);
  });
});

import { v7 } from "uuid";
import { defaultRulebook } from "../../seeds/default-rulebook.js";
import { demoMarketplace } from "../../seeds/demo-marketplace.js";
import { demoMediators, demoMembers, demoMerchants, demoShoppers } from "../../seeds/demo-parties.js";
import { Role } from "../../src/domain/access/viewer.js";
import { prepareOrder } from "../../src/domain/order/prepare-order.js";
import type { Database } from "../../src/persistence/database.js";
import { seedDemo } from "../../src/services/seed/seed-demo.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";

const now = new Date("2026-11-22T12:00:00.000Z");
const rulebook = defaultRulebook();

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => closeTestDatabase(database));

function contextAt(instant: Date): UseCaseContext {
  return {
    database,
    clock: { now: () => instant },
    newId: () => v7(),
    viewer: { role: Role.INTEGRATION, id: v7(), merchantId: null },
    rulebook: () => Promise.resolve(rulebook),
    currentRulebook: () => Promise.resolve(rulebook),
  };
}

async function tables(): Promise<Record<string, string>> {
  const [row] = await database.query<Record<string, string>>(
    `SELECT (SELECT count(*) FROM "order") AS orders, (SELECT count(*) FROM order_line) AS lines,
      (SELECT string_agg(id::text, ' ' ORDER BY id) FROM shopper) AS shoppers,
      (SELECT string_agg(id::text, ' ' ORDER BY id) FROM merchant) AS merchants,
      (SELECT string_agg(id::text, ' ' ORDER BY id) FROM merchant_member) AS members,
      (SELECT string_agg(id::text, ' ' ORDER BY id) FROM mediator) AS mediators`,
  );
  return row ?? {};
}

describe("the demo marketplace", () => {
  it("holds together: no order is odd or refused", () => {
    for (const order of demoMarketplace(now).orders) {
      expect(prepareOrder(order)).toMatchObject({ refusal: null, order: { anomalies: [] } });
    }
  });

  it("is seeded with the ids that tokens name, and once, whatever the time", async () => {
    const { orders } = demoMarketplace(now);
    expect(await seedDemo(contextAt(now), demoMarketplace(now))).toBe(orders.length);
    const seeded = await tables();
    expect(seeded).toEqual({
      orders: String(orders.length),
      lines: String(orders.flatMap(({ lines }) => lines).length),
      shoppers: Object.values(demoShoppers)
        .map(({ id }) => id)
        .join(" "),
      merchants: Object.values(demoMerchants)
        .map(({ id }) => id)
        .join(" "),
      members: demoMembers.map(({ id }) => id).join(" "),
      mediators: demoMediators.map(({ id }) => id).join(" "),
    });
    const later = new Date("2026-12-24T12:00:00.000Z");
    expect(await seedDemo(contextAt(later), demoMarketplace(later))).toBe(0);
    expect(await tables()).toEqual(seeded);
  });
});

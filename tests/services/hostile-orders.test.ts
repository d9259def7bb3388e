import { randomUUID } from "node:crypto";
import { Role } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { checkEligibility } from "../../src/services/disputes/check-eligibility.js";
import { openDispute } from "../../src/services/disputes/open-dispute.js";
import { importOrders } from "../../src/services/orders/import-orders.js";
import { readByIdOrName } from "../../src/services/read/read-by-name.js";
import { checkSearch } from "../../src/services/read/list-disputes.js";
import { readRulebook } from "../../src/services/rulebook/read-rulebook.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person } from "../support/factory.js";

let database: Database;
let own: Factory;
beforeAll(async () => {
  database = await openTestDatabase();
  own = new Factory(database);
});
afterAll(() => closeTestDatabase(database));

const marketplace = person(Role.INTEGRATION);
const selection = { fields: [] } as never;

it.each(["a\0b", "\u{1f600}".repeat(10_000)])(
  "refuses an order with a bad reference, not the call",
  async (reference) => {
    const { draft } = await own.purchase();
    const orders = [
      { ...draft, reference },
      { ...draft, reference: randomUUID() },
    ];
    const results = await importOrders(own.as(marketplace), { clientMutationId: randomUUID(), orders });
    expect(results.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual([
      "INVALID_TEXT",
      "TAKEN",
    ]);
  },
);

it("finds nothing under a name with NUL, which PostgreSQL cannot hold", async () => {
  const context = own.as(marketplace);
  const asked = { id: null, name: "D-\0" };
  await expect(readByIdOrName(context, "Dispute", asked, selection)).rejects.toThrow("NOT_FOUND");
  await expect(readByIdOrName(context, "Order", asked, selection)).rejects.toThrow("NOT_FOUND");
  await expect(readRulebook(context, "\0")).rejects.toThrow("NOT_FOUND");
  expect(() => {
    checkSearch({ reason: ["\0"] });
  }).toThrow("INVALID_TEXT");
});

it("never opens a dispute on prices that an import changes at the same moment", async () => {
  const statement = "It is broken.";
  for (let round = 0; round < 5; round += 1) {
    const { draft, shopper, lines } = await own.purchase();
    const [line] = draft.lines;
    const cheaper = { ...draft, lines: [{ ...line!, unitPrice: "50.00", refunds: [] }] };
    const change = { clientMutationId: randomUUID(), reason: "QUALITY_DEFECT", statement };
    const [, imported] = await Promise.allSettled([
      openDispute(own.as(shopper), {
        ...change,
        remedy: "RETURN_AND_REFUND",
        lines: [{ orderLineId: lines[0]!, amount: null }],
      }),
      importOrders(own.as(marketplace), { orders: [cheaper] }),
    ]);
    const [result] = imported.status === "fulfilled" ? imported.value : [];
    const [opened] = await database.query<{ price: string }>(
      `SELECT l.unit_price_minor AS price FROM dispute d
       JOIN order_line l ON l.order_id = d.order_id WHERE l.id = $1`,
      [lines[0]],
    );
    // Whoever comes first decides: a refused record leaves the price, a taken one stands before the claim.
    expect([result?.refusal?.code ?? result?.outcome, opened?.price]).toEqual(
      result?.refusal ? ["DISPUTED_ORDER_CHANGED", "10000"] : ["UPDATED", "5000"],
    );
  }
});

it("says the same of a line without anything left to refund whether it is asked or tried", async () => {
  const { draft, shopper, lines } = await own.purchase({ lines: 2 });
  const [first, second] = draft.lines;
  const refund = { reference: randomUUID(), amount: "105.00", refundedAt: own.clock.now() };
  await own.import({ ...draft, lines: [first!, { ...second!, refunds: [...second!.refunds, refund] }] });
  const asked = { reason: "QUALITY_DEFECT", remedy: "RETURN_AND_REFUND" as const };
  const eligibility = await checkEligibility(own.as(shopper), { ...asked, orderLineIds: lines });
  expect(eligibility.refusals.map(({ code }) => code)).toEqual(["NOTHING_TO_CLAIM"]);
  const input = { clientMutationId: randomUUID(), statement: "It is broken.", ...asked };
  const claimed = lines.map((orderLineId) => ({ orderLineId, amount: null }));
  await expect(openDispute(own.as(shopper), { ...input, lines: claimed })).rejects.toThrow(
    "NOTHING_TO_CLAIM",
  );
});

it("refunds no more freight than was paid", async () => {
  const { shopper, lines } = await own.purchase();
  const asked = { reason: "FREIGHT_DISPUTE", remedy: "REFUND_FREIGHT" as const };
  const { refundable } = await checkEligibility(own.as(shopper), { ...asked, orderLineIds: lines });
  expect(refundable.minor).toBe(1_000n);
  const input = { statement: "Too dear.", ...asked };
  const open = (amount: string | null) =>
    openDispute(own.as(shopper), {
      ...input,
      clientMutationId: randomUUID(),
      lines: [{ orderLineId: lines[0]!, amount }],
    });
  await expect(open("10.01")).rejects.toThrow("AMOUNT_TOO_HIGH");
  const { disputeId } = await open(null);
  expect(await database.query("SELECT claimed_minor FROM dispute WHERE id = $1", [disputeId])).toEqual([
    { claimed_minor: "1000" },
  ]);
});

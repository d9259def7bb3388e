import type { Viewer } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { operationOf } from "../support/api-client.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, type Purchase } from "../support/factory.js";
import { execute } from "../support/graphql.js";

let database: Database;
let factory: Factory;
let purchase: Purchase;

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  purchase = await factory.purchase({ lines: 2 });
});
afterAll(() => closeTestDatabase(database));

interface Asked {
  reason: string;
  remedy: string;
  amounts: readonly (string | null)[];
}

async function estimate(viewer: Viewer, { amounts, ...asked }: Asked) {
  const orderLines = amounts.map((amount, index) => ({
    orderLineId: toGlobalId("OrderLine", purchase.lines[index]!),
    amount,
  }));
  const source = operationOf("estimateRemedy");
  const { data, errors } = await execute(factory.as(viewer), source, { orderLines, ...asked });
  const [error] = errors ?? [];
  const code = error?.originalError instanceof RefusedError ? error.originalError.refusals[0].code : error;
  return { estimate: (data as { estimateRemedy: never } | null)?.estimateRemedy, code };
}

const cny = (amount: string) => ({ amount, currency: "CNY" });

describe("estimateRemedy", () => {
  it("splits what is asked into what the rule bears and what is beyond it, line by line", async () => {
    const asked = { reason: "NOT_RECEIVED", remedy: "REFUND", amounts: ["145.00", "40.00"] };
    const { estimate: given } = await estimate(purchase.shopper, asked);
    expect(given).toMatchObject({
      withinRule: cny("145.00"),
      beyondRule: cny("40.00"),
      clause: "R-NOT_RECEIVED",
      lines: [
        {
          orderLineId: toGlobalId("OrderLine", purchase.lines[0]!),
          amount: cny("105.00"),
          atMost: cny("105.00"),
          withinRule: cny("105.00"),
          beyondRule: cny("40.00"),
          missingFacts: [],
          explanation:
            "By R-NOT_RECEIVED it is 105.00 CNY, and at most 105.00 CNY. 40.00 CNY of what is asked is beyond the rule and would be refused.",
          formulaTrace: {
            formula: "REFUND_OF_LINE",
            inputs: [
              { name: "paid", value: "100.00" },
              { name: "freight", value: "10.00" },
              { name: "refunded", value: "5.00" },
            ],
            result: "105.00",
          },
        },
        { withinRule: cny("40.00"), beyondRule: cny("0.00") },
      ],
    });
  });

  it("works a compensation out by the reason's formula where no amount is asked", async () => {
    const asked = { reason: "LATE_DISPATCH", remedy: "COMPENSATION", amounts: [null] };
    const { estimate: given } = await estimate(purchase.shopper, asked);
    expect(given).toMatchObject({
      withinRule: cny("5.00"),
      lines: [
        {
          amount: cny("5.00"),
          atMost: cny("33.00"),
          formulaTrace: {
            formula: "RATE_OF_PAID",
            clause: "R-LATE_DISPATCH",
            inputs: [
              { name: "paid", value: "100.00" },
              { name: "rateBasisPoints", value: "500" },
              { name: "minimum", value: "5.00" },
              { name: "maximum", value: "100.00" },
            ],
            result: "5.00",
          },
        },
      ],
    });
  });

  it("has no amount for an act", async () => {
    const { estimate: given } = await estimate(purchase.shopper, {
      reason: "NOT_RECEIVED",
      remedy: "REPLACEMENT",
      amounts: [null],
    });
    expect(given).toMatchObject({
      withinRule: cny("0.00"),
      lines: [{ amount: null, formulaTrace: null, explanation: "REPLACEMENT is an act: it has no amount." }],
    });
  });

  it.each([
    [
      "a remedy that the reason does not know",
      { reason: "NOT_RECEIVED", remedy: "REPAIR" },
      "REMEDY_NOT_ALLOWED",
    ],
    ["a reason that there is not", { reason: "NO_SUCH", remedy: "REFUND" }, "VALIDATION"],
    ["an amount for an act", { reason: "NOT_RECEIVED", remedy: "REPLACEMENT" }, "INVALID_AMOUNT"],
  ])("refuses %s", async (_what, asked, code) => {
    const refused = await estimate(purchase.shopper, { ...asked, amounts: ["1.00"] });
    expect(refused.code).toBe(code);
  });

  it("hides lines of others", async () => {
    const { shopper } = await factory.purchase();
    const { code } = await estimate(shopper, { reason: "NOT_RECEIVED", remedy: "REFUND", amounts: [null] });
    expect(code).toBe("NOT_FOUND");
  });
});

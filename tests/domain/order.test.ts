import fc from "fast-check";
import type { OrderDraft } from "../../src/domain/order/order.js";
import { orderContent } from "../../src/domain/order/order-content.js";
import { prepareOrder, sharePaid } from "../../src/domain/order/prepare-order.js";
import { lineDraft, merchantDraft, orderDraft } from "./order-drafts.js";

const payment = { sequence: 1, method: "boleto", instalments: 1, amount: "110.00", paidAt: null };
const anomaliesOf = (draft: OrderDraft) => prepareOrder(draft).order?.anomalies;

describe("prepareOrder", () => {
  it("takes an order that holds together, without anomalies", () => {
    const { order, refusal } = prepareOrder(orderDraft());
    expect(refusal).toBeNull();
    expect(order).toMatchObject({ paidMinor: 11000n, anomalies: [] });
    expect(order?.lines[0]).toMatchObject({
      unitPriceMinor: 10000n,
      paidMinor: 10000n,
      freightPaidMinor: 1000n,
    });
  });

  it("keeps interest out of the lines, and says that more was paid than billed", () => {
    const { order } = prepareOrder(orderDraft({ payments: [{ ...payment, amount: "125.50" }] }));
    expect(order).toMatchObject({ paidMinor: 12550n, anomalies: ["PAID_MORE_THAN_BILLED"] });
    expect(order?.lines[0]).toMatchObject({ paidMinor: 10000n, freightPaidMinor: 1000n });
  });

  it("shares what falls short in proportion", () => {
    const { order } = prepareOrder(orderDraft({ payments: [{ ...payment, amount: "55.00" }] }));
    expect(order?.lines[0]).toMatchObject({ paidMinor: 5000n, freightPaidMinor: 500n });
    expect(order?.anomalies).toEqual(["PAID_LESS_THAN_BILLED"]);
  });

  it("takes quantity and discount into the price of the line", () => {
    const lines = [lineDraft({ quantity: 3, unitPrice: "40.00", discount: "20.00" })];
    expect(prepareOrder(orderDraft({ lines })).order?.lines[0]).toMatchObject({
      paidMinor: 10000n,
      freightPaidMinor: 1000n,
    });
  });

  it.each<[string, Partial<OrderDraft>, string[]]>([
    ["NO_LINES", { lines: [] }, ["lines"]],
    ["UNKNOWN_CURRENCY", { currency: "XQZ" }, ["currency"]],
    ["INVALID_AMOUNT", { lines: [lineDraft({ unitPrice: "-1" })] }, ["lines", "0", "unitPrice"]],
    ["INVALID_AMOUNT", { lines: [lineDraft({ freight: "1.005" })] }, ["lines", "0", "freight"]],
    ["INVALID_AMOUNT", { payments: [{ ...payment, amount: "1e3" }] }, ["payments", "0", "amount"]],
    [
      "INVALID_AMOUNT",
      { lines: [lineDraft({ unitPrice: "9999999999999", quantity: 1_000_000 })] },
      ["lines", "0", "unitPrice"],
    ],
    ["DISCOUNT_ABOVE_PRICE", { lines: [lineDraft({ discount: "100.01" })] }, ["lines", "0", "discount"]],
    ["DUPLICATE_LINE_POSITION", { lines: [lineDraft(), lineDraft()] }, ["lines", "1"]],
    ["DUPLICATE_PAYMENT_SEQUENCE", { payments: [payment, payment] }, ["payments", "1"]],
    ["INVALID_NUMBER", { lines: [lineDraft({ position: 0 })] }, ["lines", "0", "position"]],
    ["INVALID_NUMBER", { lines: [lineDraft({ quantity: 1.5 })] }, ["lines", "0", "quantity"]],
    ["INVALID_TEXT", { reference: " " }, ["reference"]],
    ["INVALID_TEXT", { lines: [lineDraft({ title: "a\u0000b" })] }, ["lines", "0", "title"]],
    ["INVALID_TEXT", { lines: [lineDraft({ sku: "\ud83d" })] }, ["lines", "0", "sku"]],
    ["INVALID_TEXT", { lines: [lineDraft({ title: "x".repeat(5001) })] }, ["lines", "0", "title"]],
    ["INVALID_TIME", { purchasedAt: new Date(NaN) }, ["purchasedAt"]],
    ["INVALID_TIME", { promisedAt: new Date("1969-12-31T00:00:00Z") }, ["promisedAt"]],
    ["UNKNOWN_STATUS", { status: "EATEN" as OrderDraft["status"] }, ["status"]],
    [
      "TOO_MANY_PARTS",
      { lines: Array.from({ length: 201 }, (_, index) => lineDraft({ position: index + 1 })) },
      ["lines"],
    ],
  ])("refuses with %s: %o", (code, over, field) => {
    expect(prepareOrder(orderDraft(over))).toMatchObject({ order: null, refusal: { code, field } });
  });

  it("refuses a shipment of a merchant without a line", () => {
    const lines = [lineDraft({ merchant: merchantDraft("seller-2") })];
    expect(prepareOrder(orderDraft({ lines })).refusal?.code).toBe("UNKNOWN_SHIPMENT_MERCHANT");
  });

  it("refuses refunds above what was paid for goods and freight, to the centavo", () => {
    const refund = (amount: string) => [
      { reference: "r", amount, refundedAt: new Date("2018-06-01T00:00:00Z") },
    ];
    const withRefund = (amount: string) => orderDraft({ lines: [lineDraft({ refunds: refund(amount) })] });
    expect(prepareOrder(withRefund("110.00")).refusal).toBeNull();
    expect(prepareOrder(withRefund("110.01")).refusal?.code).toBe("REFUND_ABOVE_PAID");
    expect(prepareOrder(withRefund("0")).refusal?.code).toBe("INVALID_AMOUNT");
  });

  it("names impossible times and takes the order", () => {
    const [shipment] = orderDraft().shipments;
    const strange = {
      ...shipment!,
      handedOverAt: new Date("2018-04-30T00:00:00Z"),
      deliveredAt: new Date("2018-04-29T00:00:00Z"),
    };
    expect(anomaliesOf(orderDraft({ shipments: [strange], status: "CANCELLED" }))).toEqual([
      "CANCELLED_AFTER_DELIVERY",
      "DELIVERED_BEFORE_HANDOVER",
      "DELIVERED_BEFORE_PURCHASE",
      "HANDED_OVER_BEFORE_APPROVAL",
      "HANDED_OVER_BEFORE_PURCHASE",
    ]);
  });

  it("names what is missing and takes the order", () => {
    expect(anomaliesOf(orderDraft({ shipments: [], payments: [], approvedAt: null }))).toEqual([
      "DELIVERED_WITHOUT_APPROVAL",
      "DELIVERED_WITHOUT_DATE",
      "NO_PAYMENT",
      "PAID_LESS_THAN_BILLED",
    ]);
    const gap = [{ ...payment, sequence: 2 }];
    expect(anomaliesOf(orderDraft({ payments: gap }))).toEqual(["PAYMENT_SEQUENCE_GAP"]);
  });
});

describe("sharePaid", () => {
  const part = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const billed = fc.array(part, { minLength: 1, maxLength: 42 });
  const sum = (parts: readonly bigint[]) => parts.reduce((total, each) => total + each, 0n);

  it("adds up exactly to what was paid, at most to what was billed", () => {
    fc.assert(
      fc.property(part, billed, (paid, parts) => {
        const shares = sharePaid(paid, parts);
        const total = sum(parts);
        expect(sum(shares)).toBe(paid < total ? paid : total);
      }),
    );
  });

  it("never gives a part more than it billed, nor less than nothing", () => {
    fc.assert(
      fc.property(part, billed, (paid, parts) => {
        for (const [index, share] of sharePaid(paid, parts).entries()) {
          expect(share >= 0n && share <= parts[index]!).toBe(true);
        }
      }),
    );
  });
});

describe("orderContent", () => {
  it("is the same whatever the order of lines and payments", () => {
    const lines = [lineDraft(), lineDraft({ position: 2 })];
    const payments = [payment, { ...payment, sequence: 2 }];
    const one = orderContent(orderDraft({ lines, payments }));
    expect(orderContent(orderDraft({ lines: lines.toReversed(), payments: payments.toReversed() }))).toBe(
      one,
    );
  });

  it.each<Partial<OrderDraft>>([
    { status: "SHIPPED" },
    { approvedAt: null },
    { lines: [lineDraft({ unitPrice: "100.01" })] },
    { lines: [lineDraft({ promises: [{ kind: "FREE_RETURN", text: "Free", until: null }] })] },
    { shipments: [] },
    { reviews: [] },
    { payments: [] },
    { shopper: { reference: "shopper-1", displayName: "Ana B.", city: null, region: null } },
  ])("differs when anything differs: %o", (over) => {
    expect(orderContent(orderDraft(over))).not.toBe(orderContent(orderDraft()));
  });
});

import type { LineDraft, MerchantDraft, OrderDraft } from "../../src/domain/order/order.js";

/** A merchant for tests. */
export function merchantDraft(reference = "seller-1"): MerchantDraft {
  return { reference, name: `Seller ${reference}`, city: "Campinas", region: "SP", country: "BR" };
}

/** One line of 100.00 and freight 10.00 unless told otherwise. */
export function lineDraft(over: Partial<LineDraft> = {}): LineDraft {
  return {
    position: 1,
    merchant: merchantDraft(),
    sku: "sku-1",
    title: "Lamp",
    variant: null,
    category: "lamps",
    quantity: 1,
    unitPrice: "100.00",
    discount: "0",
    freight: "10.00",
    perishable: false,
    shipBy: new Date("2018-05-04T00:00:00Z"),
    promises: [],
    refunds: [],
    ...over,
  };
}

/** A delivered order of one line, paid in full, unless told otherwise. */
export function orderDraft(over: Partial<OrderDraft> = {}): OrderDraft {
  return {
    reference: "order-1",
    shopper: { reference: "shopper-1", displayName: "Ana", city: "Recife", region: "PE" },
    currency: "BRL",
    status: "DELIVERED",
    purchasedAt: new Date("2018-05-01T12:00:00Z"),
    approvedAt: new Date("2018-05-01T13:00:00Z"),
    promisedAt: new Date("2018-05-16T02:59:59.999Z"),
    lines: [lineDraft()],
    payments: [{ sequence: 1, method: "credit_card", instalments: 3, amount: "110.00", paidAt: null }],
    shipments: [
      {
        merchantReference: "seller-1",
        carrier: null,
        trackingNumber: null,
        handedOverAt: new Date("2018-05-03T00:00:00Z"),
        deliveredAt: new Date("2018-05-10T00:00:00Z"),
        events: [
          {
            status: "HANDED_OVER",
            occurredAt: new Date("2018-05-03T00:00:00Z"),
            location: null,
            description: null,
          },
          {
            status: "DELIVERED",
            occurredAt: new Date("2018-05-10T00:00:00Z"),
            location: null,
            description: null,
          },
        ],
      },
    ],
    reviews: [
      {
        reference: "review-1",
        score: 2,
        title: null,
        message: "Chegou quebrado 😀",
        askedAt: new Date("2018-05-11T03:00:00Z"),
        answeredAt: null,
      },
    ],
    ...over,
  };
}

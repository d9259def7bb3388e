import type { ClaimableLine, OrderFacts } from "../src/domain/dispute/eligibility.js";
import { DAY_MS } from "../src/domain/time.js";

/** Which order to make, and for whom. */
export interface OrderPlace {
  readonly merchantId: string;
  readonly shopperId: string;
  readonly purchasedAt: Date;
  readonly newId: () => string;
}

/** An order of the benchmark: its rows by table, and what opening a dispute on it needs. */
export interface BenchOrder {
  readonly rows: readonly (readonly [table: string, records: readonly object[]])[];
  readonly facts: OrderFacts;
  readonly lines: readonly ClaimableLine[];
}

/** 0, 1, 2 … up to `length` numbers. */
export function counted(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

/** One delivered order of one to three lines, with a payment, a shipment and its tracking. */
export function orderRows({
  merchantId,
  shopperId,
  purchasedAt,
  newId,
  number,
}: OrderPlace & { number: number }): BenchOrder {
  const id = newId();
  const deliveredAt = new Date(purchasedAt.getTime() + 9 * DAY_MS);
  const handedOverAt = new Date(purchasedAt.getTime() + DAY_MS);
  const lines = counted(1 + (number % 3)).map((index) => lineOf(newId(), { merchantId, id, number, index }));
  const paid = lines.length * 110_00;
  const shipmentId = newId();
  const times = { purchased_at: purchasedAt, approved_at: purchasedAt, promised_at: deliveredAt };
  const tracked = [
    { status: "HANDED_OVER", occurred_at: handedOverAt },
    { status: "DELIVERED", occurred_at: deliveredAt },
  ].map((event) => ({
    id: newId(),
    shipment_id: shipmentId,
    ...event,
    location: "Campinas",
    description: null,
  }));
  return {
    rows: [
      [
        "order",
        [
          {
            ...{
              id,
              reference: `bench-order-${number}`,
              shopper_id: shopperId,
              currency: "BRL",
              status: "DELIVERED",
            },
            ...{ ...times, paid_minor: paid, anomalies: [], content_hash: "", imported_at: purchasedAt },
          },
        ],
      ],
      ["order_line", lines.map(({ row }) => row)],
      [
        "payment",
        [
          {
            id: newId(),
            order_id: id,
            sequence: 1,
            method: "credit_card",
            instalments: 1,
            amount_minor: paid,
            paid_at: purchasedAt,
          },
        ],
      ],
      [
        "shipment",
        [
          {
            ...{ id: shipmentId, order_id: id, merchant_id: merchantId, carrier: "Correios" },
            ...{ tracking_number: `BR${number}`, handed_over_at: handedOverAt, delivered_at: deliveredAt },
          },
        ],
      ],
      ["tracking_event", tracked],
    ],
    facts: {
      ...{ id, shopperId, currency: "BRL", purchasedAt, promisedAt: deliveredAt },
      shipments: [{ handedOverAt, deliveredAt }],
    },
    lines: lines.map(({ facts }) => facts),
  };
}

function lineOf(lineId: string, of: { merchantId: string; id: string; number: number; index: number }) {
  const { merchantId, id, number, index } = of;
  const facts: ClaimableLine = {
    ...{ orderLineId: lineId, merchantId, quantity: 1, perishable: false },
    ...{ priceMinor: 100_00n, paidMinor: 100_00n, freightPaidMinor: 10_00n, refundedMinor: 0n },
    ...{ attempts: 0, openDisputeNumber: null, withdrawals: 0, decidedReasons: [] },
    ...{ category: "small_appliances", promises: [] },
  };
  const row = {
    ...{ id: lineId, order_id: id, merchant_id: merchantId, position: index + 1, sku: `SKU-${number % 997}` },
    ...{ title: "Electric kettle 1.7 l, stainless steel", variant: "silver", category: "small_appliances" },
    ...{ quantity: 1, unit_price_minor: 100_00, discount_minor: 0, freight_minor: 10_00 },
    ...{ paid_minor: 100_00, freight_paid_minor: 10_00, perishable: false, ship_by: null, promises: [] },
  };
  return { row, facts };
}

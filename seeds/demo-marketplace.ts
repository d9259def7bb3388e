import { formatAmount, parseAmount, split } from "../src/domain/money.js";
import type { LineDraft, OrderDraft, PaymentDraft, ShipmentDraft } from "../src/domain/order/order.js";
import type { DemoMarketplace } from "../src/services/seed/seed-demo.js";
import { DAY_MS } from "../src/domain/time.js";
import { demoOrders, type DemoLine, type DemoOrder } from "./demo-orders.js";
import type { DemoParcel } from "./demo-parcels.js";
import { demoMediators, demoMembers, demoMerchants, demoShoppers } from "./demo-parties.js";

/**
 * The demo marketplace: our own invented people, goods and orders, free to use. The orders lie around
 * `now` so that their windows are open; everything else is the same every time.
 */
export function demoMarketplace(now: Date): DemoMarketplace {
  return {
    orders: demoOrders.map((order) => orderDraft(order, now)),
    members: demoMembers,
    mediators: demoMediators,
  };
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

function orderDraft(order: DemoOrder, now: Date): OrderDraft {
  const purchasedAt = daysBefore(now, order.daysAgo);
  const lines = order.lines.map((line, index) => lineDraft(line, index + 1, order, now));
  return {
    reference: order.reference,
    shopper: demoShoppers[order.shopper],
    currency: order.currency,
    status: order.status,
    purchasedAt,
    approvedAt: daysBefore(now, order.daysAgo - 0.01),
    promisedAt: daysBefore(now, order.daysAgo - order.promisedAfterDays),
    lines,
    payments: paymentDrafts(order, lines, purchasedAt),
    shipments: order.parcels.map((parcel) => shipmentDraft(parcel, order.reference, now)),
    reviews: [],
  };
}

function lineDraft(line: DemoLine, position: number, order: DemoOrder, now: Date): LineDraft {
  const { goods } = line;
  return {
    position,
    merchant: demoMerchants[goods.merchant],
    sku: goods.sku,
    title: goods.title,
    variant: goods.variant,
    category: goods.category,
    quantity: line.quantity ?? 1,
    unitPrice: line.unitPrice,
    discount: line.discount ?? "0",
    freight: line.freight ?? "0",
    perishable: goods.perishable,
    shipBy: daysBefore(now, order.daysAgo - 2),
    promises: line.promises ?? [],
    refunds: (line.refunded ?? []).map((amount, index) => ({
      reference: `${order.reference}-${position}-refund-${index + 1}`,
      amount,
      refundedAt: daysBefore(now, 1),
    })),
  };
}

function billedMinor(line: LineDraft, currency: string): bigint {
  const minor = (amount: string): bigint => parseAmount(amount, currency).minor;
  return minor(line.unitPrice) * BigInt(line.quantity) - minor(line.discount) + minor(line.freight);
}

/** What was billed, in equal parts by the order's methods of payment. */
function paymentDrafts(order: DemoOrder, lines: readonly LineDraft[], paidAt: Date): PaymentDraft[] {
  const { currency } = order;
  const total = lines.reduce((sum, line) => sum + billedMinor(line, currency), 0n);
  const parts = split(
    total,
    order.methods.map(() => 1n),
  );
  return order.methods.map((method, index) => ({
    sequence: index + 1,
    method,
    instalments: 1,
    amount: formatAmount({ minor: parts[index] ?? 0n, currency }),
    paidAt,
  }));
}

function shipmentDraft(parcel: DemoParcel, reference: string, now: Date): ShipmentDraft {
  return {
    merchantReference: demoMerchants[parcel.merchant].reference,
    carrier: "Kingfisher Express",
    trackingNumber: `KF-${reference.slice(5)}-${parcel.merchant.toUpperCase()}`,
    handedOverAt: daysBefore(now, parcel.handedOverDaysAgo),
    deliveredAt: parcel.deliveredDaysAgo === null ? null : daysBefore(now, parcel.deliveredDaysAgo),
    events: parcel.events.map(({ status, daysAgo, location, description }) => ({
      status,
      occurredAt: daysBefore(now, daysAgo),
      location,
      description,
    })),
  };
}

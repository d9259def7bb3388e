import { z } from "zod";
import { OrderStatus, TrackingStatus, type OrderDraft } from "../../domain/order/order.js";

const iso = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 time with a zone, e.g. 2018-05-16T02:59:59.999Z" })
  .transform((text) => new Date(text));
const optionalTime = iso.nullish().transform((time) => time ?? null);
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? null);
const amount = z.string({ error: 'must be a decimal string in major units, e.g. "12.50"' });

const shopper = z.strictObject({
  reference: z.string(),
  displayName: z.string(),
  city: optionalText,
  region: optionalText,
  language: optionalText,
  tier: optionalText,
  vulnerable: z
    .boolean()
    .nullish()
    .transform((flag) => flag ?? null),
});

const merchant = z.strictObject({
  reference: z.string(),
  name: z.string(),
  city: optionalText,
  region: optionalText,
  country: optionalText,
});

const line = z.strictObject({
  position: z.int(),
  merchant,
  sku: z.string(),
  title: z.string(),
  variant: optionalText,
  category: optionalText,
  quantity: z.int().default(1),
  unitPrice: amount,
  discount: amount.default("0"),
  freight: amount.default("0"),
  perishable: z.boolean().default(false),
  shipBy: optionalTime,
  promises: z.array(z.strictObject({ kind: z.string(), text: z.string(), until: optionalTime })).default([]),
  refunds: z.array(z.strictObject({ reference: z.string(), amount, refundedAt: iso })).default([]),
});

const payment = z.strictObject({
  sequence: z.int(),
  method: z.string(),
  instalments: z.int().default(0),
  amount,
  paidAt: optionalTime,
});

const shipment = z.strictObject({
  merchantReference: z.string(),
  carrier: optionalText,
  trackingNumber: optionalText,
  handedOverAt: optionalTime,
  deliveredAt: optionalTime,
  events: z
    .array(
      z.strictObject({
        status: z.enum(TrackingStatus),
        occurredAt: iso,
        location: optionalText,
        description: optionalText,
      }),
    )
    .default([]),
});

const review = z.strictObject({
  reference: z.string(),
  score: z.int(),
  title: optionalText,
  message: optionalText,
  askedAt: optionalTime,
  answeredAt: optionalTime,
});

/** One line of the neutral NDJSON format; docs/ndjson.md describes it for people. */
export const orderDraftSchema: z.ZodType<OrderDraft> = z.strictObject({
  reference: z.string(),
  shopper,
  currency: z.string(),
  status: z.enum(OrderStatus),
  purchasedAt: iso,
  approvedAt: optionalTime,
  promisedAt: optionalTime,
  lines: z.array(line),
  payments: z.array(payment).default([]),
  shipments: z.array(shipment).default([]),
  reviews: z.array(review).default([]),
});

import type { LineDraft, OrderDraft, ShipmentDraft } from "./order.js";

/** Raised when the way changes in which orders are worked out, so that importing again writes them anew. */
const CONTENT_VERSION = 1;

/** Milliseconds are as good as ISO text here, and much faster to write. */
function milliseconds(time: Date | null): number | null {
  return time === null ? null : time.getTime();
}

function lineContent(line: LineDraft): unknown[] {
  const { merchant } = line;
  return [
    line.position,
    // Left out where it is not known, so that records from before it was asked for still say the same.
    [
      merchant.reference,
      merchant.name,
      merchant.city,
      merchant.region,
      ...(merchant.country ? [merchant.country] : []),
    ],
    [line.sku, line.title, line.variant, line.category, line.quantity],
    [line.unitPrice, line.discount, line.freight, line.perishable, milliseconds(line.shipBy)],
    line.promises.map(({ kind, text, until }) => [kind, text, milliseconds(until)]),
    line.refunds.map(({ reference, amount, refundedAt }) => [reference, amount, milliseconds(refundedAt)]),
  ];
}

function shipmentContent(shipment: ShipmentDraft): unknown[] {
  return [
    [shipment.merchantReference, shipment.carrier, shipment.trackingNumber],
    [milliseconds(shipment.handedOverAt), milliseconds(shipment.deliveredAt)],
    shipment.events.map(({ status, occurredAt, location, description }) => [
      status,
      milliseconds(occurredAt),
      location,
      description,
    ]),
  ];
}

function compare(one: string, other: string): number {
  return Number(one > other) - Number(one < other);
}

/** Nothing where nothing is said, so that records from before it could be said are the same as ever. */
function standingContent({ language, tier, vulnerable }: OrderDraft["shopper"]): unknown[] {
  const said = [language ?? null, tier ?? null, vulnerable ?? null];
  return said.every((each) => each === null) ? [] : said;
}

/**
 * The whole content of an order as one canonical text: two drafts that say the same have the same text,
 * whatever the order of their lines, payments and reviews. Its hash tells whether a record has moved on.
 */
export function orderContent(draft: OrderDraft): string {
  const { shopper } = draft;
  return JSON.stringify([
    CONTENT_VERSION,
    [
      draft.reference,
      draft.currency,
      draft.status,
      ...[draft.purchasedAt, draft.approvedAt, draft.promisedAt].map(milliseconds),
    ],
    [shopper.reference, shopper.displayName, shopper.city, shopper.region, ...standingContent(shopper)],
    draft.lines.toSorted((one, other) => one.position - other.position).map(lineContent),
    draft.payments
      .toSorted((one, other) => one.sequence - other.sequence)
      .map(({ sequence, method, instalments, amount, paidAt }) => [
        sequence,
        method,
        instalments,
        amount,
        milliseconds(paidAt),
      ]),
    draft.shipments.map(shipmentContent),
    draft.reviews
      .toSorted((one, other) => compare(one.reference, other.reference))
      .map(({ reference, score, title, message, askedAt, answeredAt }) => [
        [reference, score, title, message],
        [milliseconds(askedAt), milliseconds(answeredAt)],
      ]),
  ]);
}

import { isCurrency } from "../money.js";
import {
  OrderStatus,
  TrackingStatus,
  type LineDraft,
  type OrderDraft,
  type PaymentDraft,
  type ReviewDraft,
  type ShipmentDraft,
} from "./order.js";
import { OrderRefusalCode, refuseOrder } from "./order-refusal.js";

type Path = readonly string[];

/** The most parts that one order may have; far above any real one, so that no order can choke an import. */
const limits = {
  lines: 200,
  payments: 200,
  shipments: 100,
  reviews: 50,
  events: 200,
  promises: 50,
  refunds: 50,
};

const SHORT_TEXT = 200;
const LONG_TEXT = 5000;
const MAXIMUM_INTEGER = 2_147_483_647;
const MAXIMUM_QUANTITY = 1_000_000;
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/** Control characters but tab and line breaks, and halves of surrogate pairs: PostgreSQL or people choke on them. */
const notText = /[\p{Cs}\u007f-\u009f]|[^\P{Cc}\t\n\r]/u;

const orderStatuses: ReadonlySet<string> = new Set(Object.values(OrderStatus));
const trackingStatuses: ReadonlySet<string> = new Set(Object.values(TrackingStatus));

function checkText(text: string, maximum: number, field: Path): void {
  if (text.trim() === "")
    refuseOrder(
      OrderRefusalCode.INVALID_TEXT,
      "A text is empty. Leave the field out if it may be missing.",
      field,
    );
  if (text.length > maximum) {
    refuseOrder(
      OrderRefusalCode.INVALID_TEXT,
      `A text has ${text.length} characters; at most ${maximum} are taken here. Shorten it.`,
      field,
    );
  }
  if (notText.test(text)) {
    refuseOrder(
      OrderRefusalCode.INVALID_TEXT,
      "A text holds control characters or broken UTF-16. Remove them.",
      field,
    );
  }
}

function checkOptionalText(text: string | null, maximum: number, field: Path): void {
  if (text !== null) checkText(text, maximum, field);
}

function checkInteger(value: number, [least, most]: readonly [number, number], field: Path): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  refuseOrder(
    OrderRefusalCode.INVALID_NUMBER,
    `${value} is not a whole number from ${least} to ${most}.`,
    field,
  );
}

function checkTime(time: Date | null, field: Path): void {
  if (time === null || (time.getTime() >= EARLIEST && time.getTime() < LATEST)) return;
  refuseOrder(
    OrderRefusalCode.INVALID_TIME,
    "A time cannot be read, or is before 1970 or after 2199.",
    field,
  );
}

function checkCount(count: number, part: keyof typeof limits, field: Path): void {
  if (count <= limits[part]) return;
  refuseOrder(
    OrderRefusalCode.TOO_MANY_PARTS,
    `An order has ${count} ${part} here; at most ${limits[part]} are taken.`,
    field,
  );
}

/** Refuses with `code` if a key comes up twice; names the later one. */
function checkUnique(keys: readonly (string | number)[], code: OrderRefusalCode, field: Path): void {
  const seen = new Set<string | number>();
  for (const [index, key] of keys.entries()) {
    if (seen.has(key))
      refuseOrder(code, `"${key}" stands twice in one order. Number each one differently.`, [
        ...field,
        String(index),
      ]);
    seen.add(key);
  }
}

function checkParty(party: LineDraft["merchant"] | OrderDraft["shopper"], field: Path): void {
  checkText(party.reference, SHORT_TEXT, [...field, "reference"]);
  if ("name" in party) checkText(party.name, SHORT_TEXT, [...field, "name"]);
  else checkText(party.displayName, SHORT_TEXT, [...field, "displayName"]);
  checkOptionalText(party.city, SHORT_TEXT, [...field, "city"]);
  checkOptionalText(party.region, SHORT_TEXT, [...field, "region"]);
  if ("displayName" in party) {
    checkLanguage(party.language ?? null, [...field, "language"]);
    checkOptionalText(party.tier ?? null, SHORT_TEXT, [...field, "tier"]);
  }
  if ("country" in party) checkCountry(party.country ?? null, [...field, "country"]);
}

function checkCountry(country: string | null, field: Path): void {
  if (country === null || /^[A-Z]{2}$/.test(country)) return;
  refuseOrder(OrderRefusalCode.INVALID_TEXT, "A country is an ISO 3166-1 code of two capitals.", field);
}

function checkLanguage(language: string | null, field: Path): void {
  if (language === null || /^[a-z]{2,3}$/.test(language)) return;
  refuseOrder(OrderRefusalCode.INVALID_TEXT, "A language is an ISO 639 code of small letters.", field);
}

function checkPromises(line: LineDraft, field: Path): void {
  checkCount(line.promises.length, "promises", [...field, "promises"]);
  for (const [index, promise] of line.promises.entries()) {
    const path = [...field, "promises", String(index)];
    checkText(promise.kind, SHORT_TEXT, [...path, "kind"]);
    checkText(promise.text, LONG_TEXT, [...path, "text"]);
    checkTime(promise.until, [...path, "until"]);
  }
}

function checkRefunds(line: LineDraft, field: Path): void {
  checkCount(line.refunds.length, "refunds", [...field, "refunds"]);
  checkUnique(
    line.refunds.map(({ reference }) => reference),
    OrderRefusalCode.DUPLICATE_REFUND,
    [...field, "refunds"],
  );
  for (const [index, refund] of line.refunds.entries()) {
    const path = [...field, "refunds", String(index)];
    checkText(refund.reference, SHORT_TEXT, [...path, "reference"]);
    checkTime(refund.refundedAt, [...path, "refundedAt"]);
  }
}

function checkLine(line: LineDraft, field: Path): void {
  checkInteger(line.position, [1, MAXIMUM_INTEGER], [...field, "position"]);
  checkInteger(line.quantity, [1, MAXIMUM_QUANTITY], [...field, "quantity"]);
  checkParty(line.merchant, [...field, "merchant"]);
  checkText(line.sku, SHORT_TEXT, [...field, "sku"]);
  checkText(line.title, LONG_TEXT, [...field, "title"]);
  checkOptionalText(line.variant, LONG_TEXT, [...field, "variant"]);
  checkOptionalText(line.category, SHORT_TEXT, [...field, "category"]);
  checkTime(line.shipBy, [...field, "shipBy"]);
  checkPromises(line, field);
  checkRefunds(line, field);
}

function checkPayment(payment: PaymentDraft, field: Path): void {
  checkInteger(payment.sequence, [1, MAXIMUM_INTEGER], [...field, "sequence"]);
  checkInteger(payment.instalments, [0, MAXIMUM_INTEGER], [...field, "instalments"]);
  checkText(payment.method, SHORT_TEXT, [...field, "method"]);
  checkTime(payment.paidAt, [...field, "paidAt"]);
}

function checkShipment(shipment: ShipmentDraft, merchants: ReadonlySet<string>, field: Path): void {
  if (!merchants.has(shipment.merchantReference)) {
    refuseOrder(
      OrderRefusalCode.UNKNOWN_SHIPMENT_MERCHANT,
      "A shipment names a merchant that has no line in the order. Name the merchant of a line.",
      [...field, "merchantReference"],
    );
  }
  checkOptionalText(shipment.carrier, SHORT_TEXT, [...field, "carrier"]);
  checkOptionalText(shipment.trackingNumber, SHORT_TEXT, [...field, "trackingNumber"]);
  checkTime(shipment.handedOverAt, [...field, "handedOverAt"]);
  checkTime(shipment.deliveredAt, [...field, "deliveredAt"]);
  checkCount(shipment.events.length, "events", [...field, "events"]);
  for (const [index, event] of shipment.events.entries()) {
    const path = [...field, "events", String(index)];
    if (!trackingStatuses.has(event.status)) {
      refuseOrder(OrderRefusalCode.UNKNOWN_STATUS, `"${event.status}" is no tracking status.`, [
        ...path,
        "status",
      ]);
    }
    checkTime(event.occurredAt, [...path, "occurredAt"]);
    checkOptionalText(event.location, SHORT_TEXT, [...path, "location"]);
    checkOptionalText(event.description, LONG_TEXT, [...path, "description"]);
  }
}

function checkReview(review: ReviewDraft, field: Path): void {
  checkText(review.reference, SHORT_TEXT, [...field, "reference"]);
  checkInteger(review.score, [1, 5], [...field, "score"]);
  checkOptionalText(review.title, LONG_TEXT, [...field, "title"]);
  checkOptionalText(review.message, LONG_TEXT, [...field, "message"]);
  checkTime(review.askedAt, [...field, "askedAt"]);
  checkTime(review.answeredAt, [...field, "answeredAt"]);
}

function checkParts(draft: OrderDraft): void {
  const { DUPLICATE_LINE_POSITION, DUPLICATE_PAYMENT_SEQUENCE, DUPLICATE_REVIEW } = OrderRefusalCode;
  for (const part of ["lines", "payments", "shipments", "reviews"] as const)
    checkCount(draft[part].length, part, [part]);
  checkUnique(
    draft.lines.map(({ position }) => position),
    DUPLICATE_LINE_POSITION,
    ["lines"],
  );
  checkUnique(
    draft.payments.map(({ sequence }) => sequence),
    DUPLICATE_PAYMENT_SEQUENCE,
    ["payments"],
  );
  checkUnique(
    draft.reviews.map(({ reference }) => reference),
    DUPLICATE_REVIEW,
    ["reviews"],
  );
  const merchants = new Set(draft.lines.map(({ merchant }) => merchant.reference));
  for (const [index, line] of draft.lines.entries()) checkLine(line, ["lines", String(index)]);
  for (const [index, payment] of draft.payments.entries()) checkPayment(payment, ["payments", String(index)]);
  for (const [index, shipment] of draft.shipments.entries())
    checkShipment(shipment, merchants, ["shipments", String(index)]);
  for (const [index, review] of draft.reviews.entries()) checkReview(review, ["reviews", String(index)]);
}

/**
 * Checks everything about an order but its amounts: texts, times, numbers, keys, references between its parts.
 * @throws OrderRefusedError with the first fault found
 */
export function checkOrder(draft: OrderDraft): void {
  checkText(draft.reference, SHORT_TEXT, ["reference"]);
  checkParty(draft.shopper, ["shopper"]);
  if (!orderStatuses.has(draft.status)) {
    refuseOrder(OrderRefusalCode.UNKNOWN_STATUS, `"${draft.status}" is no order status.`, ["status"]);
  }
  if (!isCurrency(draft.currency)) {
    refuseOrder(
      OrderRefusalCode.UNKNOWN_CURRENCY,
      "The currency is not an ISO 4217 code. Use one such as CNY.",
      ["currency"],
    );
  }
  checkTime(draft.purchasedAt, ["purchasedAt"]);
  checkTime(draft.approvedAt, ["approvedAt"]);
  checkTime(draft.promisedAt, ["promisedAt"]);
  if (draft.lines.length === 0) {
    refuseOrder(OrderRefusalCode.NO_LINES, "The order has no lines, so nothing in it can be disputed.", [
      "lines",
    ]);
  }
  checkParts(draft);
}

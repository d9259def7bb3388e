import type {
  LineDraft,
  MerchantDraft,
  OrderDraft,
  OrderStatus,
  ReviewDraft,
  ShipmentDraft,
  TrackingEventDraft,
} from "../../domain/order/order.js";
import { endOfLocalDay, localTime } from "./olist-time.js";

/** The columns that are read, by file, in the order in which the rows below hold them. */
export const olistColumns = {
  customers: ["customer_id", "customer_unique_id", "customer_city", "customer_state"],
  items: [
    "order_id",
    "order_item_id",
    "product_id",
    "seller_id",
    "shipping_limit_date",
    "price",
    "freight_value",
  ],
  orders: [
    "order_id",
    "customer_id",
    "order_status",
    "order_purchase_timestamp",
    "order_approved_at",
    "order_delivered_carrier_date",
    "order_delivered_customer_date",
    "order_estimated_delivery_date",
  ],
  payments: ["order_id", "payment_sequential", "payment_type", "payment_installments", "payment_value"],
  products: ["product_id", "product_category_name"],
  reviews: [
    "review_id",
    "order_id",
    "review_score",
    "review_comment_title",
    "review_comment_message",
    "review_creation_date",
    "review_answer_timestamp",
  ],
  sellers: ["seller_id", "seller_city", "seller_state"],
  translations: ["product_category_name", "product_category_name_english"],
} as const;

type Row = readonly string[];

/** The small files that every order looks things up in; they stay in memory. */
export interface OlistCatalogues {
  /** Category by product id, in the source's language; "" where it has none. */
  readonly categories: ReadonlyMap<string, string>;
  /** English name by category. Two categories in use are not translated. */
  readonly translations: ReadonlyMap<string, string>;
  /** [city, state] by seller id. */
  readonly sellers: ReadonlyMap<string, readonly [string, string]>;
}

/** All rows of the files that belong to one order. */
export interface OlistRows {
  readonly order: Row;
  /** [customer_unique_id, city, state] */
  readonly customer: Row;
  readonly items: readonly Row[];
  readonly payments: readonly Row[];
  readonly reviews: readonly Row[];
}

/** Text of a field, or null where it is empty or white space. */
function textOrNull(text: string | undefined): string | null {
  return text === undefined || text.trim() === "" ? null : text;
}

/** The source names nobody: a label by the first characters of the key. */
function label(kind: string, key: string): string {
  return `${kind} ${key.slice(0, 8)}`;
}

/** "health_beauty" becomes "Health beauty". */
function humanise(category: string): string {
  const words = category.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function merchantOf(sellerId: string, { sellers }: OlistCatalogues): MerchantDraft {
  const [city, state] = sellers.get(sellerId) ?? [];
  return {
    reference: sellerId,
    name: label("Seller", sellerId),
    city: textOrNull(city),
    region: textOrNull(state),
  };
}

function lineOf(row: Row, catalogues: OlistCatalogues): LineDraft {
  const [, position = "", productId = "", sellerId = "", shipBy = "", price = "", freight = ""] = row;
  const source = catalogues.categories.get(productId) ?? "";
  const category = textOrNull(catalogues.translations.get(source) ?? source);
  return {
    position: Number(position),
    merchant: merchantOf(sellerId, catalogues),
    sku: productId,
    title: category === null ? "Uncategorised product" : humanise(category),
    variant: null,
    category,
    quantity: 1,
    unitPrice: price,
    discount: "0",
    freight,
    perishable: false,
    shipBy: localTime(shipBy),
    promises: [],
    refunds: [],
  };
}

/** One parcel a seller. The source has one date for the whole order, so each parcel gets it. */
function shipmentsOf(order: Row, lines: readonly LineDraft[]): ShipmentDraft[] {
  const handedOverAt = localTime(order[5] ?? "");
  const deliveredAt = localTime(order[6] ?? "");
  if (handedOverAt === null && deliveredAt === null) return [];
  const event = (status: TrackingEventDraft["status"], occurredAt: Date | null): TrackingEventDraft[] =>
    occurredAt === null ? [] : [{ status, occurredAt, location: null, description: null }];
  const merchants = new Set(lines.map(({ merchant }) => merchant.reference));
  return [...merchants].map((merchantReference) => ({
    merchantReference,
    carrier: null,
    trackingNumber: null,
    handedOverAt,
    deliveredAt,
    events: [...event("HANDED_OVER", handedOverAt), ...event("DELIVERED", deliveredAt)],
  }));
}

function reviewOf(row: Row): ReviewDraft {
  return {
    reference: row[0] ?? "",
    score: Number(row[2]),
    title: textOrNull(row[3]),
    message: textOrNull(row[4]),
    askedAt: localTime(row[5] ?? ""),
    answeredAt: localTime(row[6] ?? ""),
  };
}

/** The source spells one of its words otherwise; what is no status at all is left for the checks to refuse. */
function statusOf(text: string): OrderStatus {
  return (text === "canceled" ? "CANCELLED" : text.toUpperCase()) as OrderStatus;
}

/** Turns the rows of one order into the neutral shape. Faults in them are left for the checks to refuse. */
export function olistOrder(rows: OlistRows, catalogues: OlistCatalogues): OrderDraft {
  const { order, customer } = rows;
  const [reference = "", , status = "", purchased = "", approved = "", , , promised = ""] = order;
  const lines = rows.items.map((row) => lineOf(row, catalogues));
  return {
    reference,
    shopper: {
      reference: customer[0] ?? "",
      displayName: label("Shopper", customer[0] ?? ""),
      city: textOrNull(customer[1]),
      region: textOrNull(customer[2]),
    },
    currency: "BRL",
    status: statusOf(status),
    purchasedAt: localTime(purchased) ?? new Date(NaN),
    approvedAt: localTime(approved),
    promisedAt: endOfLocalDay(promised),
    lines,
    payments: rows.payments.map(([, sequence, method = "", instalments, amount = ""]) => ({
      sequence: Number(sequence),
      method,
      instalments: Number(instalments),
      amount,
      // The source does not say; approval is when the money was seen.
      paidAt: localTime(approved),
    })),
    shipments: shipmentsOf(order, lines),
    reviews: rows.reviews.map(reviewOf),
  };
}

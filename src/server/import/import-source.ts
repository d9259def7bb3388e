import type { OrderDraft } from "../../domain/order/order.js";
import type { OrderRefusal } from "../../domain/order/order-refusal.js";

/** Sums of money over some orders, in minor units. */
export interface MoneySums {
  /** All payments. */
  paid: bigint;
  /** Unit price × quantity of all lines. */
  items: bigint;
  /** Freight of all lines. */
  freight: bigint;
}

/** Sums of nothing. */
export function noMoney(): MoneySums {
  return { paid: 0n, items: 0n, freight: 0n };
}

/** Adds `more` into `sums`. */
export function addMoney(sums: MoneySums, more: MoneySums): void {
  sums.paid += more.paid;
  sums.items += more.items;
  sums.freight += more.freight;
}

/** One order of a source: readable, or refused before it ever was an order. */
export interface SourceRecord {
  /** The order's reference, or where it stands ("line 12") if even that cannot be read. */
  readonly reference: string;
  readonly draft: OrderDraft | null;
  /** Why it cannot be read; null if `draft` is given. */
  readonly refusal: OrderRefusal | null;
  /** What the source's own rows of this order sum up to; null where the source is not summed. */
  readonly sums: MoneySums | null;
  /** How far the source is read now, on the scale of its `total`. */
  readonly done: number;
}

/** What is known of a source once it was read through. */
export interface SourceTotals {
  /** What `done` of the last record will be: orders, or bytes of a stream. */
  readonly total: number;
  readonly unit: "orders" | "bytes";
  /** Sums over every row of the files, whether its order is taken or not; null where it is not summed. */
  readonly sums: MoneySums | null;
}

/** Where orders are read from. Memory is bounded whatever its size. */
export interface ImportSource {
  /** Makes ready to yield orders; `report` hears how much of the input was read, in bytes. */
  prepare(report: (doneBytes: number, totalBytes: number) => void): Promise<SourceTotals>;
  /** Yields every order once. */
  records(): AsyncIterable<SourceRecord> | Iterable<SourceRecord>;
  /** Removes what was written aside. */
  close(): void;
}

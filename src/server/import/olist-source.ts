import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OrderRefusalCode } from "../../domain/order/order-refusal.js";
import { findCsv, readCsv, type CsvFile } from "./csv-file.js";
import {
  addMoney,
  noMoney,
  type ImportSource,
  type MoneySums,
  type SourceRecord,
  type SourceTotals,
} from "./import-source.js";
import { olistColumns, olistOrder, type OlistCatalogues, type OlistRows } from "./olist-order.js";
import { Partitions } from "./partitions.js";

type FileName = keyof typeof olistColumns;

const fileNames: Readonly<Record<FileName, string>> = {
  customers: "olist_customers_dataset",
  items: "olist_order_items_dataset",
  orders: "olist_orders_dataset",
  payments: "olist_order_payments_dataset",
  products: "olist_products_dataset",
  reviews: "olist_order_reviews_dataset",
  sellers: "olist_sellers_dataset",
  translations: "product_category_name_translation",
};

/** About this much of the files makes one partition … */
const BYTES_A_PARTITION = 512 * 1024;
/** … within these bounds: no more files at once than a process may have open. */
const PARTITIONS = { least: 8, most: 256 };

/** Centavos of a decimal text; 0 for what is none, which the checks of the order will refuse. */
function centavos(text: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  return match ? BigInt((match[1] ?? "") + (match[2] ?? "").padEnd(2, "0")) : 0n;
}

function sumsOf(items: readonly (readonly string[])[], payments: readonly (readonly string[])[]): MoneySums {
  const sums = noMoney();
  for (const row of items)
    addMoney(sums, { paid: 0n, items: centavos(row[5] ?? ""), freight: centavos(row[6] ?? "") });
  for (const row of payments) sums.paid += centavos(row[4] ?? "");
  return sums;
}

function groupBy(rows: readonly string[][], column: number): Map<string, string[][]> {
  const groups = new Map<string, string[][]>();
  for (const row of rows) {
    const key = row[column] ?? "";
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** The rows of one partition, by order. */
interface Joined {
  readonly items: Map<string, string[][]>;
  readonly payments: Map<string, string[][]>;
  readonly reviews: Map<string, string[][]>;
}

/**
 * The CSV files of the Brazilian E-Commerce Public Dataset by Olist, plain or gzipped, in one folder. They are
 * sorted each in its own way: a first pass spreads their rows over temporary files by order, a second joins
 * one of these at a time.
 */
export class OlistSource implements ImportSource {
  private readonly files: Readonly<Record<FileName, CsvFile>>;
  private readonly folder: string;
  private readonly count: number;
  private readonly catalogues = {
    categories: new Map<string, string>(),
    translations: new Map<string, string>(),
    sellers: new Map<string, readonly [string, string]>(),
  } satisfies OlistCatalogues;

  /** @throws Error that names the file if one is missing in the folder */
  constructor(from: string) {
    const entries = Object.entries(fileNames).map(([name, file]) => [name, findCsv(from, file)] as const);
    this.files = Object.fromEntries(entries) as Record<FileName, CsvFile>;
    const wanted = Math.ceil(this.totalBytes / BYTES_A_PARTITION);
    this.count = Math.min(PARTITIONS.most, Math.max(PARTITIONS.least, wanted));
    this.folder = mkdtempSync(join(tmpdir(), "ombud-import-"));
  }

  async prepare(report: (doneBytes: number, totalBytes: number) => void): Promise<SourceTotals> {
    let done = 0;
    const add = (bytes: number): void => {
      done += bytes;
      report(done, this.totalBytes);
    };
    await this.readCatalogues(add);
    const sums = noMoney();
    await this.spread("items", 0, {
      add,
      each: (row) => {
        addMoney(sums, sumsOf([row], []));
      },
    });
    await this.spread("payments", 0, {
      add,
      each: (row) => {
        addMoney(sums, sumsOf([], [row]));
      },
    });
    await this.spread("reviews", 1, { add });
    await this.spread("customers", 0, { add });
    const total = await this.spread("orders", 1, { add });
    this.meetCustomers();
    return { total, unit: "orders", sums };
  }

  *records(): Generator<SourceRecord> {
    let done = 0;
    for (let partition = 0; partition < this.count; partition += 1) {
      const joined: Joined = {
        items: groupBy(this.partitions("items").read(partition), 0),
        payments: groupBy(this.partitions("payments").read(partition), 0),
        reviews: groupBy(this.partitions("reviews").read(partition), 1),
      };
      const seen = new Set<string>();
      for (const row of this.partitions("joined").read(partition)) {
        done += 1;
        seen.add(row[0] ?? "");
        yield this.record(row, joined, done);
      }
      yield* this.strays(joined, seen, done);
    }
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get totalBytes(): number {
    return Object.values(this.files).reduce((sum, { bytes }) => sum + bytes, 0);
  }

  private partitions(name: string): Partitions {
    return new Partitions(this.folder, name, this.count);
  }

  private async readCatalogues(add: (bytes: number) => void): Promise<void> {
    const { categories, sellers, translations } = this.catalogues;
    const read = async (
      name: FileName,
      keep: (key: string, fields: readonly string[]) => void,
    ): Promise<void> => {
      for await (const [key = "", ...fields] of readCsv(this.files[name], olistColumns[name], add))
        keep(key, fields);
    };
    await read("translations", (key, [english = ""]) => translations.set(key, english));
    await read("products", (key, [category = ""]) => categories.set(key, category));
    await read("sellers", (key, [city = "", state = ""]) => sellers.set(key, [city, state]));
  }

  /** Spreads a file over partitions by the key in one of its columns; returns how many rows it has. */
  private async spread(
    name: FileName,
    keyColumn: number,
    { add, each }: { add: (bytes: number) => void; each?: (row: string[]) => void },
  ): Promise<number> {
    const partitions = this.partitions(name);
    let rows = 0;
    for await (const row of readCsv(this.files[name], olistColumns[name], add)) {
      partitions.add(row[keyColumn] ?? "", row);
      each?.(row);
      rows += 1;
    }
    partitions.seal();
    return rows;
  }

  /** Orders were spread by customer, to meet their customers; now spread both together by order. */
  private meetCustomers(): void {
    const joined = this.partitions("joined");
    for (let partition = 0; partition < this.count; partition += 1) {
      const customers = new Map(
        this.partitions("customers")
          .read(partition)
          .map((row) => [row[0] ?? "", row]),
      );
      for (const order of this.partitions("orders").read(partition)) {
        const customer = customers.get(order[1] ?? "") ?? [];
        joined.add(order[0] ?? "", [...order, ...customer.slice(1)]);
      }
    }
    joined.seal();
  }

  private record(row: string[], joined: Joined, done: number): SourceRecord {
    const width = olistColumns.orders.length;
    const reference = row[0] ?? "";
    const rows: OlistRows = {
      order: row.slice(0, width),
      customer: row.slice(width),
      items: joined.items.get(reference) ?? [],
      payments: joined.payments.get(reference) ?? [],
      reviews: joined.reviews.get(reference) ?? [],
    };
    const sums = sumsOf(rows.items, rows.payments);
    if (rows.customer.length > 0) {
      return { reference, draft: olistOrder(rows, this.catalogues), refusal: null, sums, done };
    }
    return this.unreadable(reference, "The customer of the order is missing in the customers file.", {
      sums,
      done,
    });
  }

  /** Items and payments whose order is in no file: refused, so that the sums still hold. */
  private *strays(
    { items, payments }: Joined,
    seen: ReadonlySet<string>,
    done: number,
  ): Generator<SourceRecord> {
    for (const reference of new Set([...items.keys(), ...payments.keys()])) {
      if (seen.has(reference)) continue;
      const sums = sumsOf(items.get(reference) ?? [], payments.get(reference) ?? []);
      yield this.unreadable(reference, "Items or payments of an order that the orders file does not hold.", {
        sums,
        done,
      });
    }
  }

  private unreadable(
    reference: string,
    message: string,
    facts: { sums: MoneySums; done: number },
  ): SourceRecord {
    const refusal = { code: OrderRefusalCode.INVALID_RECORD, message, field: [] };
    return { reference, draft: null, refusal, ...facts };
  }
}

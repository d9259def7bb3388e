import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import type { OrderDraft } from "../../src/domain/order/order.js";
import type { Database } from "../../src/persistence/database.js";
import { importContext } from "../../src/server/import/import-context.js";
import { LineProgress } from "../../src/server/import/import-progress.js";
import type { SourceRecord } from "../../src/server/import/import-source.js";
import { summaryLines } from "../../src/server/import/import-summary.js";
import { NdjsonSource } from "../../src/server/import/ndjson-source.js";
import { OlistSource } from "../../src/server/import/olist-source.js";
import { endOfLocalDay, localTime } from "../../src/server/import/olist-time.js";
import { runImport } from "../../src/server/import/run-import.js";
import { orderDraft } from "../domain/order-drafts.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";

const silent = new LineProgress(() => undefined);
const small = join(resolve(process.env["OMBUD_DATA"] ?? "../shared/data"), "small");
const onData = existsSync(small) ? describe : describe.skip;
if (!existsSync(small)) console.warn("Skipped the tests on the open data: set OMBUD_DATA to its folder.");

let database: Database;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "ombud-test-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closeTestDatabase(database);
});

const times =
  "order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date";
const files = {
  olist_customers_dataset:
    'customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state\nc1,u1,"01000",são paulo,SP\nc2,u1,"01000",recife,PE\n',
  olist_sellers_dataset:
    'seller_id,seller_zip_code_prefix,seller_city,seller_state\ns1,"02000",sp / sp,SP\ns2,"03000","santa barbara d´oeste",SP\n',
  olist_products_dataset:
    "product_id,product_category_name,product_name_lenght\np1,beleza_saude,1\np2,pc_gamer,1\np3,,1\n",
  product_category_name_translation:
    "\ufeffproduct_category_name,product_category_name_english\nbeleza_saude,health_beauty\n",
  olist_orders_dataset: `order_id,customer_id,order_status,${times}\no1,c1,delivered,2017-10-10 10:00:00,2017-10-10 11:00:00,2017-10-11 00:00:00,2017-10-14 12:00:00,2017-10-14 00:00:00\no2,c2,canceled,2018-01-01 10:00:00,,,,2018-02-01 00:00:00\no3,c9,created,2018-01-01 10:00:00,,,,2018-02-01 00:00:00\n`,
  olist_order_items_dataset:
    "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value\no1,1,p1,s1,2017-10-12 00:00:00,10.10,0.00\no1,2,p2,s2,2017-10-12 00:00:00,20.20,3.03\no1,3,p3,s2,2017-10-12 00:00:00,0.70,1.07\nlost,1,p1,s1,2017-10-12 00:00:00,5.00,1.00\n",
  olist_order_payments_dataset:
    "order_id,payment_sequential,payment_type,payment_installments,payment_value\no1,3,voucher,1,30.10\no1,1,not_defined,0,0.00\no1,2,credit_card,24,5.00\no2,1,boleto,1,9.99\n",
  olist_order_reviews_dataset:
    'review_id,order_id,review_score,review_comment_title,review_comment_message,review_creation_date,review_answer_timestamp\r\nr1,o1,1,"10, não!","Não veio\r\ntudo ""certo""\\ ; 😀",2017-10-15 01:00:00,\r\nr1,o2,1,,  ,2018-01-02 00:00:00,2018-01-03 00:00:00\r\n',
};

function writeFiles(): string {
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, `${name}.csv.gz`), gzipSync(text));
  return folder;
}

async function read(source: OlistSource | NdjsonSource) {
  try {
    const totals = await source.prepare(() => undefined);
    const records = new Map<string, SourceRecord>();
    for await (const record of source.records()) records.set(record.reference, record);
    return { totals, records };
  } finally {
    source.close();
  }
}

describe("the Olist files", () => {
  it("are joined whatever their order, with line breaks, quotes and a byte order mark in them", async () => {
    const { totals, records } = await read(new OlistSource(writeFiles()));
    expect(totals).toEqual({ total: 3, unit: "orders", sums: { paid: 4509n, items: 3600n, freight: 510n } });
    const draft = records.get("o1")?.draft;
    expect(draft).toMatchObject({
      shopper: { reference: "u1", displayName: "Shopper u1", city: "são paulo", region: "SP" },
      status: "DELIVERED",
      purchasedAt: new Date("2017-10-10T13:00:00Z"),
      promisedAt: new Date("2017-10-15T02:59:59.999Z"),
      lines: [
        {
          position: 1,
          title: "Health beauty",
          category: "health_beauty",
          unitPrice: "10.10",
          merchant: { reference: "s1" },
        },
        { position: 2, title: "Pc gamer", category: "pc_gamer", merchant: { city: "santa barbara d´oeste" } },
        { position: 3, title: "Uncategorised product", category: null },
      ],
      reviews: [
        {
          title: "10, não!",
          message: 'Não veio\r\ntudo "certo"\\ ; 😀',
          askedAt: new Date("2017-10-15T03:00:00Z"),
          answeredAt: null,
        },
      ],
    });
    expect(
      draft?.shipments.map(({ merchantReference, events }) => [merchantReference, events.length]),
    ).toEqual([
      ["s1", 2],
      ["s2", 2],
    ]);
    expect(records.get("o2")?.draft).toMatchObject({
      status: "CANCELLED",
      lines: [],
      shipments: [],
      reviews: [{ message: null }],
    });
  });

  it("are refused row by row where they do not fit together, and the sums still hold", async () => {
    const source = new OlistSource(writeFiles());
    const { summary, totals } = await runImport(importContext(database), source, silent);
    source.close();
    expect(summary.outcomes).toEqual({ TAKEN: 1, UPDATED: 0, UNCHANGED: 0, REFUSED: 3 });
    expect(Object.fromEntries(summary.refusals)).toEqual({ NO_LINES: 1, INVALID_RECORD: 2 });
    expect(summary.matches(totals.sums!)).toBe(true);
  });

  it("are named when one is missing", () => {
    const empty = mkdtempSync(join(folder, "empty-"));
    expect(() => new OlistSource(empty)).toThrow("olist_customers_dataset.csv.gz");
  });
});

describe("local times", () => {
  it("fall forward where summer time skips midnight", () => {
    expect(localTime("2017-10-15 00:00:00")).toEqual(new Date("2017-10-15T03:00:00Z"));
    expect(localTime("2017-10-15 01:00:00")).toEqual(new Date("2017-10-15T03:00:00Z"));
    expect(localTime("2017-10-14 23:59:59")).toEqual(new Date("2017-10-15T02:59:59Z"));
  });

  it("take the first of an hour that the end of summer time repeats", () => {
    expect(localTime("2018-02-17 23:30:00")).toEqual(new Date("2018-02-18T01:30:00Z"));
    expect(localTime("2018-02-18 00:00:00")).toEqual(new Date("2018-02-18T03:00:00Z"));
  });

  it("end a promised day at its last millisecond", () => {
    expect(endOfLocalDay("2017-10-15 00:00:00")).toEqual(new Date("2017-10-16T01:59:59.999Z"));
    expect(endOfLocalDay("2018-02-17 00:00:00")).toEqual(new Date("2018-02-18T02:59:59.999Z"));
  });

  it.each(["2017-13-01 00:00:00", "2017-02-30 00:00:00", "2017-01-01 00:61:00", "yesterday"])(
    "refuse %s",
    (text) => {
      expect(localTime(text)!.getTime()).toBeNaN();
      expect(localTime("")).toBeNull();
    },
  );
});

describe("NDJSON", () => {
  const write = (...lines: (string | Buffer)[]) => {
    const path = join(folder, "orders.ndjson");
    writeFileSync(path, Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from("\n")])));
    return path;
  };

  it("carries every field there and back", async () => {
    const plain = orderDraft();
    const shopper = { ...plain.shopper, language: "pt", tier: "GOLD", vulnerable: true };
    const draft: OrderDraft = { ...plain, shopper };
    const { records } = await read(new NdjsonSource(write(JSON.stringify(draft))));
    expect(records.get(draft.reference)?.draft).toEqual(draft);
  });

  it("refuses a bad line by its number and takes the others; a later record of an order follows the first", async () => {
    const good = orderDraft({ reference: "ndjson-1" });
    const path = write(
      JSON.stringify(good),
      "{broken",
      "",
      Buffer.from([0x22, 0xff, 0x22]),
      JSON.stringify({ ...good, reference: "ndjson-2", colour: "red" }),
      JSON.stringify({ ...good, reference: "ndjson-3", purchasedAt: "2018-05-01 12:00" }),
      JSON.stringify({ ...good, status: "SHIPPED" }),
      "x".repeat(5 * 1024 * 1024),
      JSON.stringify({ ...good, reference: "ndjson-4" }),
    );
    const { summary } = await runImport(importContext(database), new NdjsonSource(path), silent);
    expect(summary.outcomes).toEqual({ TAKEN: 2, UPDATED: 1, UNCHANGED: 0, REFUSED: 5 });
    expect(summary.named.map((text) => text.slice(0, 28))).toEqual(
      [2, 4, 5, 6, 8].map((line) => `line ${line}: INVALID_RECORD: Line`),
    );
    expect(summaryLines(summary, null, 1).join("\n")).toContain("purchasedAt: must be an ISO 8601 time");
  });
});

onData("the open data (small)", () => {
  it("is taken or refused to the last order and centavo, and the second time nothing changes", async () => {
    const first = new OlistSource(small);
    const { summary, totals } = await runImport(importContext(database), first, silent);
    first.close();
    expect(summary.orders).toBe(500);
    expect(summary.outcomes).toEqual({ TAKEN: 481, UPDATED: 0, UNCHANGED: 0, REFUSED: 19 });
    expect(Object.fromEntries(summary.refusals)).toEqual({ NO_LINES: 19 });
    expect(totals.sums).toEqual({ paid: 8_563_943n, items: 7_066_123n, freight: 1_178_348n });
    expect(summary.matches(totals.sums!)).toBe(true);
    const again = new OlistSource(small);
    const second = await runImport(importContext(database), again, silent);
    again.close();
    expect(second.summary.outcomes).toEqual({ TAKEN: 0, UPDATED: 0, UNCHANGED: 481, REFUSED: 19 });
    expect(second.summary.matches(totals.sums!)).toBe(true);
  });
});

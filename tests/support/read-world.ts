import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { DisputeStatus, OfferStatus, WaitingOn } from "../../src/domain/dispute/dispute.js";
import { RemedyKind } from "../../src/domain/dispute/remedy.js";
import type { Database } from "../../src/persistence/database.js";

/** A row of a table as JSON: snake_case columns, amounts as text, times in ISO 8601. */
export type Row = Record<string, unknown> & { readonly id: string };

/** Rows by table. */
export type World = Record<string, Row[]>;

const tables = [
  ..."merchant merchant_member shopper mediator order order_line payment refund shipment".split(" "),
  ..."tracking_event review dispute dispute_line offer message ruling obligation dispute_event".split(" "),
];

/** A UUIDv7-like id: `kind` 1 to 99, `number` within the kind. */
export function testId(kind: number, number: number): string {
  return `019a0000-00${String(kind).padStart(2, "0")}-7000-8000-${String(number).padStart(12, "0")}`;
}

const START = Date.UTC(2026, 0, 5);
function at(hours: number, milliseconds = 0): string {
  return new Date(START + hours * 3_600_000 + milliseconds).toISOString();
}

function pick<Value>(values: readonly Value[], number: number): Value {
  return values[number % values.length]!;
}

function addParties(world: World): void {
  for (let n = 0; n < 3; n += 1) {
    const city = n === 1 ? null : `City ${n}`;
    const place = { city, region: pick(["SP", null, "RJ"], n), created_at: at(0) };
    world["merchant"]!.push({ id: testId(1, n), reference: `m${n}`, name: `Merchant ${n}`, ...place });
    world["shopper"]!.push({ id: testId(2, n), reference: `s${n}`, display_name: `Shopper ${n}`, ...place });
    world["mediator"]!.push({
      id: testId(3, n),
      public_name: `Mediator ${n}`,
      level: n + 1,
      capacity: 10,
      certified_reasons: [],
      related_merchant_ids: [],
    });
    for (const [index, role] of ["MERCHANT_ADMIN", "MERCHANT_AGENT"].entries()) {
      const id = testId(4, 10 * n + index);
      world["merchant_member"]!.push({ id, merchant_id: testId(1, n), name: `Member ${n}-${index}`, role });
    }
  }
}

function addLines(world: World, n: number, order: Row): void {
  for (let position = 1; position <= 1 + (n % 3); position += 1) {
    const id = testId(6, 10 * n + position);
    // Every third order is shared by several merchants.
    const merchant = testId(1, n % 3 === 2 ? (n + position) % 3 : n % 2);
    world["order_line"]!.push({
      id,
      order_id: order.id,
      merchant_id: merchant,
      position,
      sku: `sku-${n}-${position}`,
      title: `Thing ${position} "quoted" ção`,
      variant: position === 2 ? "blue" : null,
      category: null,
      quantity: position,
      unit_price_minor: String(1000 + n),
      discount_minor: String(n % 2),
      freight_minor: "250",
      paid_minor: String((1000 + n) * position),
      freight_paid_minor: "250",
      perishable: n % 7 === 0,
      ship_by: n % 4 === 0 ? null : at(48),
      promises: n % 5 === 0 ? [{ kind: "FREE_RETURN", text: "Free return", until: at(4800) }] : [],
    });
    if (n % 4 === 1) {
      const refund = { order_line_id: id, reference: "r", amount_minor: "77", refunded_at: at(100) };
      world["refund"]!.push({ id: testId(8, 10 * n + position), ...refund });
    }
  }
}

function addOrder(world: World, n: number): void {
  const order: Row = {
    id: testId(5, n),
    reference: n === 3 ? "odd_100%_ref" : `ref-${n}`,
    shopper_id: testId(2, n % 3),
    currency: n % 5 === 4 ? "JPY" : "BRL",
    status: pick(["DELIVERED", "SHIPPED", "CANCELLED"], n),
    // Three orders at a time share an instant, so that pages must tell them apart by id.
    purchased_at: at(Math.floor(n / 3), 123),
    approved_at: n % 2 === 0 ? null : at(2, 50),
    promised_at: at(200),
    paid_minor: String(5000 + n),
    anomalies: n % 6 === 0 ? ["NO_PAYMENT"] : [],
    content_hash: "x",
    imported_at: at(0),
  };
  world["order"]!.push(order);
  addLines(world, n, order);
  for (let sequence = 1; sequence <= n % 3; sequence += 1) {
    const payment = { order_id: order.id, sequence, method: "boleto", instalments: 1, amount_minor: "2500" };
    world["payment"]!.push({ id: testId(7, 10 * n + sequence), ...payment, paid_at: null });
  }
  const merchants = new Set(
    world["order_line"]!.filter((line) => line["order_id"] === order.id).map((line) => line["merchant_id"]),
  );
  for (const [index, merchant] of [...merchants].entries()) {
    const id = testId(9, 10 * n + index);
    const shipment = { order_id: order.id, merchant_id: merchant, carrier: "PAC", tracking_number: `T${n}` };
    world["shipment"]!.push({ id, ...shipment, handed_over_at: at(20), delivered_at: n % 2 ? at(90) : null });
    const event = {
      shipment_id: id,
      status: "IN_TRANSIT",
      occurred_at: at(30),
      location: null,
      description: "x",
    };
    world["tracking_event"]!.push({ id: testId(10, 10 * n + index), ...event });
  }
  const review = { order_id: order.id, reference: "v", score: 1 + (n % 5), title: null, message: "slow" };
  if (n % 2 === 0)
    world["review"]!.push({ id: testId(11, n), ...review, asked_at: at(100), answered_at: null });
}

const audiences = ["ALL", "SHOPPER", "MERCHANT", "STAFF", "ALL", "MERCHANT"];

function addLog(world: World, n: number, disputeId: string): void {
  const sequences = { shopper: 0, merchant: 0 };
  for (let index = 0; index < 4 + (n % 5); index += 1) {
    const audience = pick(audiences, index + (n % 2));
    const forShopper = audience === "ALL" || audience === "SHOPPER";
    const forMerchant = audience === "ALL" || audience === "MERCHANT";
    world["dispute_event"]!.push({
      dispute_id: disputeId,
      sequence: index + 1,
      id: testId(13, 100 * n + index),
      shopper_sequence: forShopper ? ++sequences.shopper : null,
      merchant_sequence: forMerchant ? ++sequences.merchant : null,
      type: index === 0 ? "DISPUTE_OPENED" : "MESSAGE_SENT",
      audience,
      actor_role: "SHOPPER",
      actor_id: testId(2, 0),
      payload: { note: `event ${index}`, nested: { n } },
      clause: index === 2 ? "G-1" : null,
      occurred_at: at(100 + index, n),
      previous_hash: "p",
      hash: `hash-${n}-${index}`,
    });
  }
  for (const [index, channel] of [
    "PARTIES",
    "SHOPPER_PRIVATE",
    "MERCHANT_PRIVATE",
    "STAFF",
    "PARTIES",
  ].entries()) {
    const message = { dispute_id: disputeId, channel, author_role: "MEDIATOR", author_id: testId(3, 0) };
    // The last two share an instant.
    const sent_at = at(110 + Math.min(index, 3));
    world["message"]!.push({
      id: testId(14, 10 * n + index),
      ...message,
      text: `text ${index} \\ "q"`,
      sent_at,
    });
  }
}

function addAgreements(world: World, n: number, dispute: Row, lines: readonly Row[]): void {
  const item = { kind: "REFUND", orderLineId: lines[0]!.id, amountMinor: "500" };
  for (let index = 0; index <= n % 3; index += 1) {
    const status =
      index === n % 3 && dispute["status"] === "NEGOTIATING" ? OfferStatus.OPEN : OfferStatus.DECLINED;
    const terms = { terms: index === 1 ? [item, { ...item, kind: "REPAIR", amountMinor: "0" }] : [item] };
    const offer = { side: index % 2 ? "SHOPPER" : "MERCHANT", status, ...terms, terms_hash: `h${index}` };
    const times = {
      made_at: at(120 + index),
      expires_at: at(200),
      decided_at: status === "OPEN" ? null : at(130),
    };
    world["offer"]!.push({
      id: testId(15, 10 * n + index),
      dispute_id: dispute.id,
      ...offer,
      message: null,
      ...times,
    });
  }
  const ruled = ["RULED", "APPEALED", "PERFORMING", "CLOSED"].includes(String(dispute["status"]));
  for (let index = 0; ruled && index < 1 + (n % 2); index += 1) {
    world["ruling"]!.push({
      id: testId(16, 10 * n + index),
      dispute_id: dispute.id,
      mediator_id: testId(3, (n + index) % 3),
      outcome: "RULED_SPLIT",
      findings: [
        { text: "late", sources: ["ORDER_RECORD", "REVIEW"], recordedAbsence: index ? "no photo" : null },
      ],
      reasons: "because",
      clauses: ["G-1", "R-2"],
      fault_shares: index
        ? []
        : [
            { party: "MERCHANT", basisPoints: 7000 },
            { party: "CARRIER", basisPoints: 3000 },
          ],
      remedies: [item],
      issued_at: at(300 + index),
      appealable_until: at(400),
    });
  }
  if (dispute["status"] !== "PERFORMING") return;
  for (const [index, line] of lines.entries()) {
    const who = {
      owner: "MERCHANT",
      beneficiary: "SHOPPER",
      condition: index ? "AFTER_RETURN_RECEIVED" : null,
    };
    const what = {
      order_line_id: line.id,
      kind: "REFUND",
      amount_minor: "500",
      status: "DUE",
      due_at: at(500),
    };
    world["obligation"]!.push({ id: testId(17, 10 * n + index), dispute_id: dispute.id, ...who, ...what });
  }
}

function addDispute(world: World, n: number, rulebookVersion: string): void {
  const order = world["order"]![n]!;
  const all = world["order_line"]!.filter((line) => line["order_id"] === order.id);
  const merchant = all[0]!["merchant_id"];
  const lines = all.filter((line) => line["merchant_id"] === merchant);
  const status = pick(Object.values(DisputeStatus), n);
  const closed = status === DisputeStatus.CLOSED;
  const hasMediator = !["MERCHANT_RESPONSE", "NEGOTIATING", "QUEUED"].includes(status);
  const refused = status !== "MERCHANT_RESPONSE";
  const dispute: Row = {
    id: testId(12, n),
    number: `D-2026-${String(n).padStart(7, "0")}`,
    order_id: order.id,
    merchant_id: merchant,
    shopper_id: order["shopper_id"],
    mediator_id: hasMediator ? testId(3, n % 3) : null,
    rulebook_version: rulebookVersion,
    status,
    waiting_on: closed ? WaitingOn.NONE : pick(["MERCHANT", "SHOPPER", "PLATFORM", "BOTH"], n),
    deadline_at: closed ? null : at(600 + (n % 4)),
    level: 1 + (n % 3),
    suspended_from: status === "SUSPENDED" ? "RULED" : null,
    outcome: closed || status === "PERFORMING" ? pick(["SETTLED", "CONCEDED"], n) : null,
    reason: pick(["NOT_RECEIVED", "NOT_AS_DESCRIBED", "OTHER"], n),
    final_reason: null,
    currency: order["currency"],
    remedy: pick([RemedyKind.REFUND, RemedyKind.RETURN_AND_REFUND], n),
    claimed_minor: String(300 * lines.length),
    statement: n === 4 ? "100% broken_thing \\ here" : `It never came, ${n}`,
    amendments: n % 3,
    perishable: false,
    refusal_code: refused ? "OTHER" : null,
    refusal_statement: refused ? "No." : null,
    refused_at: refused ? at(115) : null,
    opened_by: "SHOPPER",
    opened_at: at(100 + Math.floor(n / 3), 7),
    updated_at: at(200 + ((n * 7) % 11)),
    closed_at: closed ? at(550) : null,
    version: 1 + n,
    last_sequence: 1,
    last_shopper_sequence: 1,
    last_merchant_sequence: 1,
    last_hash: "x",
  };
  world["dispute"]!.push(dispute);
  for (const line of lines) {
    const disputed = { dispute_id: dispute.id, order_line_id: line.id, claimed_minor: "300", open: !closed };
    world["dispute_line"]!.push({ ...disputed, id: "" });
  }
  addLog(world, n, dispute.id);
  addAgreements(world, n, dispute, lines);
}

/** Makes `count` orders with a dispute each, in every status, and stores them. */
export async function createReadWorld(database: Database, count: number): Promise<World> {
  const world: World = Object.fromEntries(tables.map((table) => [table, []]));
  const [rulebook] = await database.query<{ version: string }>("SELECT version FROM rulebook LIMIT 1");
  addParties(world);
  for (let n = 0; n < count; n += 1) addOrder(world, n);
  for (let n = 0; n < count; n += 1) addDispute(world, n, rulebook!.version);
  for (const table of tables) {
    const rows = world[table]!;
    const columns = Object.keys(rows[0] ?? {}).filter(
      (column) => table !== "dispute_line" || column !== "id",
    );
    const list = columns.join(", ");
    const text = `INSERT INTO "${table}" (${list}) SELECT ${list} FROM json_populate_recordset(null::"${table}", $1)`;
    await database.query(text, [JSON.stringify(rows)]);
  }
  return world;
}

/** One viewer of every kind in a {@link createReadWorld}. */
export const readViewers: readonly Viewer[] = [
  { role: Role.SHOPPER, id: testId(2, 0), merchantId: null },
  { role: Role.SHOPPER, id: testId(2, 1), merchantId: null },
  { role: Role.MERCHANT_AGENT, id: testId(4, 1), merchantId: testId(1, 0) },
  { role: Role.MERCHANT_ADMIN, id: testId(4, 20), merchantId: testId(1, 2) },
  { role: Role.MEDIATOR, id: testId(3, 0), merchantId: null },
  { role: Role.SENIOR_MEDIATOR, id: testId(3, 1), merchantId: null },
  { role: Role.FRONTLINE_AGENT, id: testId(90, 1), merchantId: null },
  { role: Role.AUDITOR, id: testId(90, 2), merchantId: null },
  { role: Role.INTEGRATION, id: testId(90, 3), merchantId: null },
  { role: Role.CARRIER, id: testId(90, 4), merchantId: null },
];

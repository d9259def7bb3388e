import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { addDispute } from "./read-world-disputes.js";
import { addSwarms } from "./read-world-swarms.js";
import { at, pick, testId, type Row, type World } from "./read-world-parts.js";

const tables = [
  ..."merchant merchant_member shopper mediator mediator_certification watch order order_line payment refund shipment".split(
    " ",
  ),
  ..."tracking_event review case_swarm dispute dispute_link dispute_line evidence_item offer proposal message ruling obligation dispute_event".split(
    " ",
  ),
];

/** The tables whose rows have no id of their own. */
const withoutId: ReadonlySet<string> = new Set(["dispute_line", "mediator_certification"]);

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
      certified_reasons: n === 1 ? ["OTHER"] : [],
      related_merchant_ids: [],
      languages: n === 0 ? [] : ["zh", "pt"],
      shift_started_at: n === 2 ? at(10) : null,
      shift_ends_at: n === 2 ? at(18) : null,
    });
    for (const group of ["FOOD", "GOODS"].slice(n)) {
      const certified = { reason_group: group, certified_until: at(900 + n) };
      world["mediator_certification"]!.push({ id: "", mediator_id: testId(3, n), ...certified });
    }
    const subject = pick(["DISPUTE", "SHOPPER", "MERCHANT"], n);
    world["watch"]!.push({
      id: testId(20, n),
      subject_kind: subject,
      subject_id: testId(pick([12, 2, 1], n), n),
      reason: `SECRET: watched ${n}`,
      watched_by_role: "MEDIATOR",
      watched_by_id: testId(3, n),
      watched_at: at(300 - n),
      ended_at: null,
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

/** Ties a dispute to the one three further on and, now and then, to the next. */
function addLinks(world: World, n: number, count: number): void {
  for (const [index, other] of [n + 3, n + 1].slice(0, n % 2 === 0 ? 2 : 1).entries()) {
    if (other >= count) continue;
    const link = {
      ...{ id: testId(21, 10 * n + index), kind: pick(["REPEAT", "CROSS_CLAIM", "COMMON_CAUSE"], n) },
      ...{ reason: `SECRET: linked ${n}`, linked_by_role: "MEDIATOR", linked_by_id: testId(3, 0) },
      ...{ linked_at: at(400 + n), ended_at: null },
    };
    const ends = [testId(12, n), testId(12, other)];
    for (const [one, opposite] of [ends, ends.toReversed()]) {
      world["dispute_link"]!.push({ ...link, dispute_id: one, other_id: opposite });
    }
  }
}

/** Makes `count` orders with a dispute each, in every status, and stores them. */
export async function createReadWorld(database: Database, count: number): Promise<World> {
  const world: World = Object.fromEntries(tables.map((table) => [table, []]));
  const [rulebook] = await database.query<{ version: string }>("SELECT version FROM rulebook LIMIT 1");
  addParties(world);
  for (let n = 0; n < count; n += 1) addOrder(world, n);
  for (let n = 0; n < count; n += 1) addDispute(world, n, rulebook!.version);
  for (let n = 0; n < count; n += 1) addLinks(world, n, count);
  addSwarms(world);
  // Findings cite here what no use case would let them cite, for it is reading that is tested.
  await database.query("ALTER TABLE ruling DISABLE TRIGGER ruling_citations");
  for (const table of tables) {
    const rows = world[table]!;
    const columns = Object.keys(rows[0] ?? {}).filter((column) => !withoutId.has(table) || column !== "id");
    const list = columns.join(", ");
    const text = `INSERT INTO "${table}" (${list}) SELECT ${list} FROM json_populate_recordset(null::"${table}", $1)`;
    await database.query(text, [JSON.stringify(rows)]);
  }
  await database.query("ALTER TABLE ruling ENABLE TRIGGER ruling_citations");
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

import type { Client } from "pg";
import { defaultRulebook } from "../seeds/default-rulebook.js";
import type { ClaimableLine } from "../src/domain/dispute/eligibility.js";
import type { MediatorFacts } from "../src/domain/dispute/guards.js";
import { unrestricted } from "../src/domain/staff/certification.js";
import { DAY_MS, HOUR_MS } from "../src/domain/time.js";
import { playHistory, type Story } from "./dispute-history.js";
import type { History } from "./history-writer.js";
import { add, flush, type Rows } from "./row-batch.js";
import { counted, orderRows, type OrderPlace } from "./orders.js";

/** A merchant with the member who calls the API for it. */
export interface BenchMerchant {
  readonly id: string;
  readonly memberId: string;
}

/** A dispute as the operations need to know it. */
export interface BenchDispute {
  readonly id: string;
  readonly merchant: BenchMerchant;
  readonly story: Story;
  readonly version: number;
  readonly orderLineId: string;
}

/** What was built. */
export interface Dataset {
  readonly merchants: readonly BenchMerchant[];
  /** UUIDs. */
  readonly mediatorIds: readonly string[];
  readonly disputes: readonly BenchDispute[];
  readonly orders: number;
  readonly events: number;
}

const DISPUTES_A_MERCHANT = 100;
const BATCH = 500;
/** Half of all stay in negotiation, for the transitions; the average is six events a dispute. */
const storyOf: readonly Story[] = ["NEGOTIATED", "RULED", "NEGOTIATED", "SETTLED"];

function people(disputes: number, newId: () => string, at: Date) {
  const rows: Rows = new Map();
  const merchants = counted(Math.max(1, Math.round(disputes / DISPUTES_A_MERCHANT))).map((number) => {
    const merchant = { id: newId(), memberId: newId() };
    const name = `Bench merchant ${number}`;
    const place = { city: "Campinas", region: "São Paulo" };
    add(rows, "merchant", [
      { id: merchant.id, reference: `bench-merchant-${number}`, name, ...place, created_at: at },
    ]);
    add(rows, "merchant_member", [
      { id: merchant.memberId, merchant_id: merchant.id, name: `Agent ${number}`, role: "MERCHANT_AGENT" },
    ]);
    return merchant;
  });
  const shopperIds = counted(Math.max(1, Math.round(disputes / 2))).map((number) => {
    const id = newId();
    const name = { display_name: `Shopper ${number}`, city: "Recife", region: "Pernambuco" };
    add(rows, "shopper", [{ id, reference: `bench-shopper-${number}`, ...name, created_at: at }]);
    return id;
  });
  const mediators = counted(10).map((number): MediatorFacts => {
    const rest = { capacity: 1_000_000, relatedMerchantIds: [], ...unrestricted };
    const mediator: MediatorFacts = { id: newId(), level: 2, openCases: 0, ...rest };
    const lists = { certified_reasons: [], related_merchant_ids: [] };
    add(rows, "mediator", [
      { id: mediator.id, public_name: `Mediator ${number}`, level: 2, capacity: rest.capacity, ...lists },
    ]);
    return mediator;
  });
  return { rows, merchants, shopperIds, mediators };
}

/** Ids in a row, like those of a platform that makes them by the time. */
function idsInARow(): () => string {
  let last = 0;
  return () => `0190bebc-0000-7000-8000-${(last += 1).toString(16).padStart(12, "0")}`;
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("Nothing to pick from.");
  return item;
}

/**
 * Fills an empty, migrated database: twice as many orders as disputes, six events a dispute on average. Apart from
 * the times, which lie in the day before, two runs write the same.
 * @param stories how the disputes go, in turn; default half of them stay open among the sides
 */
export async function buildDataset(
  client: Client,
  disputes: number,
  stories: readonly Story[] = storyOf,
): Promise<Dataset> {
  const newId = idsInARow();
  const start = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 14 * HOUR_MS);
  const rulebook = defaultRulebook();
  const { rows, merchants, shopperIds, mediators } = people(disputes, newId, start);
  await flush(client, rows);
  const built: BenchDispute[] = [];
  let events = 0;
  for (let first = 0; first < disputes; first += BATCH) {
    const batch: Rows = new Map();
    const histories: History[] = [];
    for (let index = first; index < Math.min(first + BATCH, disputes); index += 1) {
      const merchant = pick(merchants, index);
      const place: OrderPlace = {
        ...{ merchantId: merchant.id, shopperId: pick(shopperIds, index), newId },
        purchasedAt: new Date(start.getTime() - 12 * DAY_MS),
      };
      const undisputed = orderRows({ ...place, number: 2 * index });
      const disputed = orderRows({ ...place, number: 2 * index + 1 });
      for (const order of [undisputed, disputed])
        for (const [table, records] of order.rows) add(batch, table, records);
      const lines: readonly ClaimableLine[] = disputed.lines;
      const story = pick(stories, Math.floor(index / merchants.length));
      const history = playHistory(
        {
          ...{
            number: `D-2026-B${String(index).padStart(6, "0")}`,
            order: disputed.facts,
            lines,
            rulebook,
            newId,
          },
          ...{ merchantMemberId: merchant.memberId, mediator: pick(mediators, index) },
          openedAt: new Date(start.getTime() + Math.floor((index / disputes) * 12 * HOUR_MS)),
        },
        story,
      );
      histories.push(history);
      const { id, version } = history.dispute;
      built.push({ id, version, merchant, story, orderLineId: lines[0]?.orderLineId ?? "" });
    }
    for (const { rows: parts } of histories) {
      events += parts.dispute_event.length;
      for (const [table, records] of Object.entries(parts)) add(batch, table, records);
    }
    await client.query("BEGIN");
    await flush(client, batch);
    await client.query(
      "SELECT count(set_dispute_timer(id, due)) FROM unnest($1::uuid[], $2::timestamptz[]) AS t (id, due)",
      [histories.map(({ dispute }) => dispute.id), histories.map(({ dueAt }) => dueAt)],
    );
    await client.query("COMMIT");
  }
  await client.query("VACUUM ANALYZE");
  const mediatorIds = mediators.map(({ id }) => id);
  return { merchants, mediatorIds, disputes: built, orders: 2 * disputes, events };
}

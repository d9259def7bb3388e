import type { Client } from "pg";
import { Role, type Viewer } from "../src/domain/access/viewer.js";
import type { MediatorFacts } from "../src/domain/dispute/guards.js";
import { unrestricted } from "../src/domain/staff/certification.js";
import type { Rulebook } from "../src/domain/rulebook/rulebook.js";
import type { Database } from "../src/persistence/database.js";
import { claimOf, type OrderLineSeen } from "../src/server/demo/real/claim.js";
import type { DisputeRecord } from "../src/server/demo/real/dispute-record.js";
import { readDisputedLines } from "../src/services/disputes/disputed-lines.js";
import type { UseCaseContext } from "../src/services/use-case.js";
import { playRecord } from "./real-dispute.js";
import { add, flush, type Rows } from "./row-batch.js";

/** What became of the records. */
export interface RealHistory {
  readonly opened: number;
  readonly events: number;
  /** How many were left out, by the reason why. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/** What real disputes are played with, on a database that holds their orders. */
export interface RealHistorySetting {
  readonly database: Database;
  readonly client: Pick<Client, "query">;
  readonly rulebook: Rulebook;
  readonly newId: () => string;
}

const BATCH = 500;
const mediator = { level: 3, capacity: 1_000_000, openCases: 0 } as const;
const nobody: Viewer = {
  role: Role.INTEGRATION,
  id: "00000000-0000-7000-8000-00000000000f",
  merchantId: null,
};

async function addMediator({ client, newId }: RealHistorySetting): Promise<MediatorFacts> {
  const id = newId();
  await client.query(
    `INSERT INTO mediator (id, public_name, level, capacity, certified_reasons, related_merchant_ids)
     VALUES ($1, 'Mediator of the past', $2, $3, '{}', '{}')`,
    [id, mediator.level, mediator.capacity],
  );
  return { id, ...mediator, relatedMerchantIds: [], ...unrestricted };
}

/** The lines of an order by its reference, as the plan of the claim wants them. */
async function linesSeen(database: Database, reference: string): Promise<OrderLineSeen[]> {
  const rows = await database.query<{ id: string; position: number; merchant_id: string }>(
    `SELECT line.id, position, merchant_id FROM order_line AS line JOIN "order" ON "order".id = line.order_id
     WHERE "order".reference = $1`,
    [reference],
  );
  return rows.map(({ id, position, merchant_id }) => ({ id, position, merchant: { id: merchant_id } }));
}

/**
 * Plays the real disputes on their orders and writes them with their logs, as the platform would have. The orders must
 * be in the database already.
 */
export async function writeRealHistory(
  setting: RealHistorySetting,
  records: readonly DisputeRecord[],
): Promise<RealHistory> {
  const { database, client, rulebook, newId } = setting;
  const facts = await addMediator(setting);
  const context = { database, viewer: nobody } as UseCaseContext;
  const leftOut = new Map<string, number>();
  const leave = (why: string): void => void leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
  let [opened, events] = [0, 0];
  for (let first = 0; first < records.length; first += BATCH) {
    const batch: Rows = new Map();
    for (const record of records.slice(first, first + BATCH)) {
      const claim = claimOf(record, await linesSeen(database, record.order_id));
      const ids = claim.lines.map(({ orderLineId }) => orderLineId);
      if (ids.length === 0) {
        leave("NO_LINES");
        continue;
      }
      const { order, lines } = await readDisputedLines(database, context, ids);
      const number = `D-${record.opened_at.getUTCFullYear()}-R${String(opened).padStart(6, "0")}`;
      const subject = { number, claim, order, lines, mediator: facts, rulebook, newId };
      const played = playRecord(record, subject);
      if ("refusedWith" in played) {
        leave(played.refusedWith);
        continue;
      }
      opened += 1;
      for (const [table, rows] of Object.entries(played.history.rows)) add(batch, table, rows);
      events += played.history.rows.dispute_event.length;
    }
    await client.query("BEGIN");
    await flush(client, batch);
    await client.query("COMMIT");
  }
  return { opened, events, leftOut };
}

import { addDays } from "../../../domain/time.js";
import { expectSame, expectThat } from "../demo-error.js";
import type { DemoStage } from "../demo-stage.js";
import { disputesFile, readDisputeRecords } from "./dispute-record.js";
import { loadOrders } from "./load-orders.js";
import { RealCase } from "./real-case.js";
import { World } from "./world.js";

/** Before the first of the real disputes; the clock may be set back while there is none. */
const START = new Date("2016-09-01T00:00:00.000Z");
/** After the last act every window to appeal or to call the platform in is over. */
const DAYS_AFTER = 10;
const PAGE = 100;

/** What the replay found. Maps count. */
export interface ReplayReport {
  readonly ordersTaken: number;
  /** By code: orders that the import refused. */
  readonly ordersRefused: ReadonlyMap<string, number>;
  readonly records: number;
  readonly opened: number;
  /** By code and reason: disputes that could not be opened. */
  readonly refused: ReadonlyMap<string, number>;
  readonly outcomes: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<string, number>;
  /** By mutation. */
  readonly steps: ReadonlyMap<string, number>;
  readonly clockMoves: number;
  readonly deadlinesFired: number;
  readonly importMs: number;
  readonly playMs: number;
}

/** What to replay. */
export interface Replay {
  readonly stage: DemoStage;
  /** Folder of the data set, with `small/` in it. */
  readonly dataDirectory: string;
  /** At most so many disputes; default all. */
  readonly first?: number;
  /** Hears how far it is. */
  readonly onProgress?: (done: number, left: number) => void;
}

function tally(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/**
 * Plays the real disputes of `small/` through the API, each step by its proper role and in its own time.
 * The platform must hold no dispute yet.
 * @throws DemoError for whatever the policy does not expect
 */
export async function replayDisputes({
  stage,
  dataDirectory,
  first,
  onProgress,
}: Replay): Promise<ReplayReport> {
  const records = await readDisputeRecords(disputesFile(dataDirectory), first);
  const world = await World.gather(stage);
  const startedAt = performance.now();
  await world.agenda.moveTo(START);
  const { taken, refused: refusedOrders } = await loadOrders(world.integration, dataDirectory);
  const loadedAt = performance.now();
  const withOrder = records.filter(({ order_id: reference }) => !refusedOrders.has(reference));
  const cases = withOrder.map((record) => new RealCase(record, world));
  for (const each of cases) each.enter();
  let done = 0;
  await world.agenda.run((left) => onProgress?.((done += 1), left));
  const last = withOrder.at(-1)?.opened_at ?? START;
  const end = new Date(Math.max(last.getTime(), world.agenda.latest.getTime()));
  await world.agenda.moveTo(addDays(end, DAYS_AFTER));
  const ends = await checkEnds(world);
  const withoutOrder = records.filter(({ order_id: reference }) => refusedOrders.has(reference));
  return {
    ordersTaken: taken,
    ordersRefused: tally(refusedOrders.values()),
    records: records.length,
    opened: world.opened.size,
    refused: tally([
      ...withoutOrder.map(
        ({ order_id: id, reason }) => `order refused: ${refusedOrders.get(id) ?? ""} (${reason})`,
      ),
      ...cases.flatMap(({ refusedWith, record }) =>
        refusedWith === null ? [] : [`${refusedWith} (${record.reason})`],
      ),
    ]),
    ...ends,
    steps: world.steps,
    clockMoves: world.agenda.moves,
    deadlinesFired: world.agenda.fired,
    importMs: loadedAt - startedAt,
    playMs: performance.now() - loadedAt,
  };
}

interface EndSeen {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly outcome: string | null;
}

/** Every dispute stands where the policy left it: with the outcome it led to, closed or being performed. */
async function checkEnds({
  integration,
  opened,
}: World): Promise<Pick<ReplayReport, "outcomes" | "statuses">> {
  const ids = [...opened.keys()];
  const ends: EndSeen[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    const { nodes } = await integration.ask<{ nodes: (EndSeen | null)[] }>(
      "query Ends($ids: [ID!]!) { nodes(ids: $ids) { ... on Dispute { id number status outcome } } }",
      { ids: ids.slice(start, start + PAGE) },
    );
    ends.push(...nodes.filter((node) => node !== null));
  }
  expectSame(ends.length, ids.length, "How many of the opened disputes can be read");
  for (const { id, number, status, outcome } of ends) {
    const expected = opened.get(id)?.expectedOutcome;
    const key = opened.get(id)?.record.dispute_ref ?? "";
    expectSame(outcome, expected, `The outcome of dispute ${number} (${key})`);
    const over = status === "PERFORMING" || status === "CLOSED";
    expectThat(over, `Dispute ${number} (${key}) should be over and is ${status}.`);
  }
  return {
    outcomes: tally(ends.map(({ outcome }) => outcome ?? "none")),
    statuses: tally(ends.map(({ status }) => status)),
  };
}

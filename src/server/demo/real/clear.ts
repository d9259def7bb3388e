import { addDays } from "../../../domain/time.js";
import { expectSame } from "../demo-error.js";
import type { Desk } from "./desk.js";
import type { DisputeRecord } from "./dispute-record.js";
import type { DisputeStanding } from "./platform-port.js";
import { RealCase } from "./real-case.js";

/** Before the first of the real disputes; the clock may be set back while there is none. */
export const START = new Date("2016-09-01T00:00:00.000Z");
/** After the last act every window to appeal or to call the platform in is over. */
const DAYS_AFTER = 10;
const PAGE = 100;

/** What the desk made of the disputes. Maps count. */
export interface Cleared {
  readonly records: number;
  readonly opened: number;
  /** By code and reason: disputes that could not be opened. */
  readonly refused: ReadonlyMap<string, number>;
  readonly outcomes: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<string, number>;
  /** By mutation; appeals by what was decided as well. */
  readonly steps: ReadonlyMap<string, number>;
  /** By mutation and code: refusals that the script reckons with, such as a mediator's conflict of interest. */
  readonly expectedRefusals: ReadonlyMap<string, number>;
  readonly clockMoves: number;
  readonly deadlinesFired: number;
  /** What the script did not expect, and disputes that were not cleared in the end. */
  readonly problems: readonly string[];
  readonly playMs: number;
}

/** Which disputes are played, and on what orders. */
export interface Clearing {
  readonly records: readonly DisputeRecord[];
  /** Code of the refusal by reference of an order that the import refused. */
  readonly refusedOrders: ReadonlyMap<string, string>;
  /** Hears how far it is. */
  readonly onProgress?: ((done: number, left: number) => void) | undefined;
}

/** How often each key occurs. */
export function tally(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/**
 * Plays disputes from the claim to their end, each step by its proper role and in its own time. The orders must be on the
 * platform, and its clock at {@link START}. Whatever the script does not expect is told at the end.
 */
export async function clearDisputes(desk: Desk, clearing: Clearing): Promise<Cleared> {
  const { records, refusedOrders, onProgress } = clearing;
  const startedAt = performance.now();
  await desk.staff.register();
  const cases = records
    .filter(({ order_id: reference }) => !refusedOrders.has(reference))
    .map((record, index) => new RealCase(record, desk, index));
  for (const each of cases) each.enter();
  let done = 0;
  await desk.agenda.run((left) => onProgress?.((done += 1), left));
  await desk.agenda.moveTo(addDays(desk.agenda.latest, DAYS_AFTER));
  const ends = await readEnds(desk);
  return {
    records: records.length,
    opened: desk.opened.size,
    refused: refusalsOf(clearing, cases),
    outcomes: tally(ends.map(({ outcome }) => outcome ?? "none")),
    statuses: tally(ends.map(({ status }) => status)),
    steps: desk.steps,
    expectedRefusals: desk.refusals,
    clockMoves: desk.agenda.moves,
    deadlinesFired: desk.agenda.fired,
    problems: [...desk.agenda.problems, ...problemsOf(desk, ends)],
    playMs: performance.now() - startedAt,
  };
}

function refusalsOf(
  { records, refusedOrders }: Clearing,
  cases: readonly RealCase[],
): ReadonlyMap<string, number> {
  const ofOrders = records.flatMap(({ order_id: reference, reason }) => {
    const code = refusedOrders.get(reference);
    return code === undefined ? [] : [`order refused: ${code} (${reason})`];
  });
  const ofDisputes = cases.flatMap(({ refusedWith, record }) =>
    refusedWith === null ? [] : [`${refusedWith} (${record.reason})`],
  );
  return tally([...ofOrders, ...ofDisputes]);
}

async function readEnds({ port, opened, merged }: Desk): Promise<DisputeStanding[]> {
  const ids = [...opened.keys(), ...merged];
  const ends: DisputeStanding[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    ends.push(...(await port.standing(ids.slice(start, start + PAGE))));
  }
  expectSame(ends.length, ids.length, "How many of the opened disputes can be read");
  return ends;
}

/** Every dispute stands where the script left it: with the outcome it led to, closed or being performed. */
function problemsOf({ opened }: Desk, ends: readonly DisputeStanding[]): string[] {
  return ends.flatMap(({ id, number, status, outcome }) => {
    const played = opened.get(id);
    const expected = played === undefined ? "MERGED" : played.expectedOutcome;
    const isOver = status === "PERFORMING" || status === "CLOSED";
    if (isOver && outcome === expected) return [];
    const key = played?.record.dispute_ref ?? "merged";
    return [
      `${number} (${key}) should be over as ${String(expected)}, and is ${status}, ${String(outcome)}.`,
    ];
  });
}

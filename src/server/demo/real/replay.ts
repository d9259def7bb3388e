import type { DemoStage } from "../demo-stage.js";
import { ApiPort } from "./api-port.js";
import { clearDisputes, START, tally, type Cleared } from "./clear.js";
import { DemoError } from "../demo-error.js";
import { Desk } from "./desk.js";
import { disputesFile, readDisputeRecords } from "./dispute-record.js";
import { loadOrders } from "./load-orders.js";

/** What the replay found. */
export interface ReplayReport extends Cleared {
  readonly ordersTaken: number;
  /** By code: orders that the import refused. */
  readonly ordersRefused: ReadonlyMap<string, number>;
  readonly importMs: number;
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

/**
 * Plays the real disputes of `small/` through the API alone, with a desk of 20 mediators. The platform must hold no dispute
 * yet, and its worker be off: it would fire what is due by the machine's clock, and no two runs would be alike.
 * @throws DemoError for whatever the script does not expect
 */
export async function replayDisputes(replay: Replay): Promise<ReplayReport> {
  const { stage, dataDirectory, first, onProgress } = replay;
  const records = await readDisputeRecords(disputesFile(dataDirectory), first);
  const port = await ApiPort.on(stage);
  const desk = new Desk(port);
  const startedAt = performance.now();
  await desk.agenda.moveTo(START);
  const { taken, refused: refusedOrders } = await loadOrders(port.integration, dataDirectory);
  const importMs = performance.now() - startedAt;
  const cleared = await clearDisputes(desk, { records, refusedOrders, onProgress });
  const [problem] = cleared.problems;
  if (problem !== undefined) throw new DemoError(problem);
  return { ...cleared, ordersTaken: taken, ordersRefused: tally(refusedOrders.values()), importMs };
}

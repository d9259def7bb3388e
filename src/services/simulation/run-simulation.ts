import {
  enqueueSimulation,
  failSimulation,
  saveSimulationBatch,
  silentSimulations,
  takeSimulation,
  type Writer,
} from "../../persistence/simulation.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import type { UseCaseContext } from "../use-case.js";
import { simulateDisputes } from "./simulate-disputes.js";

/** A worker says with every batch that it is at it; one that is silent for so long is taken for dead. */
export const SILENT_SECONDS = 60;

/**
 * Runs a simulation from the beginning, if it is queued or its worker has died. It reads without locks, writes each
 * batch with the progress in one statement, and stops when the simulation was cancelled or taken by another worker.
 * @param simulationId UUID
 * @param silentSeconds default {@link SILENT_SECONDS}
 * @returns whether it was there to be run
 */
export async function runSimulation(
  context: UseCaseContext,
  simulationId: string,
  silentSeconds = SILENT_SECONDS,
): Promise<boolean> {
  const { database, clock } = context;
  const taken = await inTransaction(database, (tx) =>
    takeSimulation(tx, simulationId, { now: clock.now(), silentSeconds }),
  );
  if (taken === null) return false;
  const writer: Writer = { id: simulationId, attempt: taken.attempt };
  const unfinished = { totals: null, finishedAt: null };
  try {
    let end = { results: [], done: 0, total: 0 };
    const totals = await simulateDisputes(context, taken, (batch) => {
      end = { ...batch, results: [] };
      return saveSimulationBatch(database, writer, { ...batch, ...unfinished });
    });
    if (totals !== null) {
      await saveSimulationBatch(database, writer, { ...end, totals, finishedAt: clock.now() });
    }
    return true;
  } catch (error) {
    await failSimulation(database, writer, clock.now());
    throw error;
  }
}

/**
 * Enqueues again what a dead worker left behind, and what had to wait for its turn.
 * @param silentSeconds default {@link SILENT_SECONDS}
 * @returns how many
 */
export async function resumeSimulations(
  { database }: Pick<UseCaseContext, "database">,
  silentSeconds = SILENT_SECONDS,
): Promise<number> {
  const ids = await silentSimulations(database, silentSeconds);
  for (const id of ids) await enqueueSimulation(database, id);
  return ids.length;
}

import { setTimeout as pause } from "node:timers/promises";
import { maySeeSimulations } from "../../domain/access/policy.js";
import { isOver } from "../../domain/simulation/simulation-status.js";
import { readSimulationProgress, type SimulationProgress } from "../../persistence/simulation.store.js";
import { refuseNotFound } from "../read/read-node.js";
import type { UseCaseContext } from "../use-case.js";

/** How often the row is looked at. Progress comes in batches, and nobody's eye is faster. */
const LOOK_MS = 500;

/**
 * Follows a simulation: yields its UUID at once and then each time it has come further, and ends when it is over. It
 * looks at the row, one key look-up for each look, instead of being woken: whichever process runs it.
 * @throws RefusedError NOT_FOUND, at the start and whenever the viewer may not see it any more
 */
export async function followSimulation(
  context: UseCaseContext,
  simulationId: string,
): Promise<AsyncIterableIterator<string>> {
  const start = await progressFor(context, simulationId);
  const closing = new AbortController();
  async function* deliveries(): AsyncGenerator<string, undefined> {
    let seen = start;
    yield simulationId;
    while (!isOver(seen.status) && (await waited(closing.signal))) {
      const present = await progressFor(context, simulationId);
      const moved = present.status !== seen.status || present.done !== seen.done;
      seen = present;
      if (moved) yield simulationId;
    }
    return undefined;
  }
  const generator = deliveries();
  const following: AsyncIterableIterator<string> = {
    next: () => generator.next(),
    // A generator that waits cannot be returned from: its wait has to be ended first.
    return: () => {
      closing.abort();
      return generator.return(undefined);
    },
    throw: (error: unknown) => {
      closing.abort();
      return generator.throw(error);
    },
    [Symbol.asyncIterator]: () => following,
  };
  return following;
}

async function progressFor({ database, viewer }: UseCaseContext, id: string): Promise<SimulationProgress> {
  const progress = maySeeSimulations(viewer.role) ? await readSimulationProgress(database, id) : null;
  return progress ?? refuseNotFound("RulebookSimulation");
}

/** @returns false if the consumer has gone */
async function waited(closing: AbortSignal): Promise<boolean> {
  await pause(LOOK_MS, undefined, { signal: closing }).catch(() => undefined);
  return !closing.aborted;
}

import { maySeeSimulations } from "../../domain/access/policy.js";
import { isOver } from "../../domain/simulation/simulation-status.js";
import { readSimulationProgress, type SimulationProgress } from "../../persistence/simulation.store.js";
import { refuseNotFound } from "../read/read-node.js";
import { followRow } from "../stream/follow-row.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * Follows a simulation: yields its UUID at once and then each time it has come further, and ends when it is over.
 * @throws RefusedError NOT_FOUND, at the start and whenever the viewer may not see it any more
 */
export function followSimulation(
  context: UseCaseContext,
  simulationId: string,
): Promise<AsyncIterableIterator<string>> {
  return followRow(
    simulationId,
    () => progressFor(context, simulationId),
    ({ status }) => isOver(status),
  );
}

async function progressFor({ database, viewer }: UseCaseContext, id: string): Promise<SimulationProgress> {
  const progress = maySeeSimulations(viewer.role) ? await readSimulationProgress(database, id) : null;
  return progress ?? refuseNotFound("RulebookSimulation");
}

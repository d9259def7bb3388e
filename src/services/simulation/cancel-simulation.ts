import { maySeeSimulations, maySimulate } from "../../domain/access/policy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { isOver } from "../../domain/simulation/simulation-status.js";
import { endSimulation } from "../../persistence/simulation.store.js";
import { inTransactionOnce } from "../idempotent.js";
import { refuseNotFound } from "../read/read-node.js";
import type { UseCaseContext } from "../use-case.js";

/** Which simulation to end. */
export interface CancelSimulationInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly simulationId: string;
}

/**
 * Ends a simulation that is not over. What was found so far stays.
 * @returns its UUID
 * @throws RefusedError NOT_FOUND, FORBIDDEN, STATE_CONFLICT if it is over, IDEMPOTENCY_MISMATCH
 */
export function cancelSimulation(context: UseCaseContext, input: CancelSimulationInput): Promise<string> {
  const { viewer, clock } = context;
  const { simulationId } = input;
  const key = { mutation: "cancelSimulation", clientMutationId: input.clientMutationId, input };
  return inTransactionOnce(context, key, async (tx) => {
    if (!maySimulate(viewer.role) && maySeeSimulations(viewer.role)) {
      refuse(ErrorCode.FORBIDDEN, "Only who works on the rules may cancel a simulation.");
    }
    const before = maySimulate(viewer.role) ? await endSimulation(tx, simulationId, clock.now()) : null;
    if (before === null) refuseNotFound("RulebookSimulation");
    if (isOver(before)) {
      refuse(ErrorCode.STATE_CONFLICT, `The simulation is ${before}, so there is nothing to cancel.`, {
        field: ["simulationId"],
        details: { status: before },
      });
    }
    return simulationId;
  });
}

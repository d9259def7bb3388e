import { separatedBy } from "../../access/separation.js";
import { sideOf } from "../../access/viewer.js";
import { ErrorCode, refuse, RefusedError } from "../../errors.js";
import { addHours } from "../../time.js";
import type { Dispute } from "../dispute.js";
import { requireNoConflict } from "./inadmissibility.js";
import type { Handler } from "./outcome.js";

/** The dispute is decided together with others that have the same cause. */
export const addToCaseSwarm: Handler<"ADD_TO_CASE_SWARM"> = (_dispute, { swarmId, commonCause }) => ({
  occurrence: { type: "ADDED_TO_SWARM", swarmId, commonCause },
});

/** The dispute has another cause after all. What was found for the others counts here no more. */
export const removeFromCaseSwarm: Handler<"REMOVE_FROM_CASE_SWARM"> = (dispute, { swarmId, reason }) => {
  requireSame(dispute, swarmId);
  return { occurrence: { type: "REMOVED_FROM_SWARM", swarmId, reason } };
};

/** What was found for all disputes of the swarm counts in this one too, unless a side opts out in time. */
export const applySharedFinding: Handler<"DECIDE_SHARED_FINDING"> = (
  dispute,
  { swarmId, finding },
  context,
) => {
  requireSame(dispute, swarmId);
  const barred = separatedBy("DECIDE_SHARED_FINDING", dispute, finding.mediatorId);
  if (barred !== null) throw new RefusedError([barred]);
  requireNoConflict(dispute, context);
  const { now, rulebook } = context;
  const optOutUntil = addHours(now, rulebook.desk.swarmOptOutHours);
  return { occurrence: { type: "SHARED_FINDING_APPLIED", swarmId, finding: { ...finding, optOutUntil } } };
};

/** A side wants its dispute decided by itself; no reasons are asked for. */
export const optOutOfSwarm: Handler<"OPT_OUT_OF_SWARM"> = ({ swarm }, _input, { viewer }) => {
  const side = sideOf(viewer.role);
  if (swarm === null || side === null) throw new Error("Only a side opts out of the swarm of its dispute.");
  return { occurrence: { type: "SWARM_OPTED_OUT", swarmId: swarm.swarmId, side } };
};

/** The dispute may have gone to another swarm since whoever acts looked. */
function requireSame({ swarm }: Dispute, swarmId: string): void {
  if (swarm?.swarmId === swarmId) return;
  refuse(ErrorCode.STATE_CONFLICT, "The dispute belongs to another case swarm by now.", {
    field: ["swarmId"],
  });
}

import { ErrorCode, refuse, RefusedError } from "../../errors.js";
import type { DecisionContext } from "../decision.js";
import { DisputeOutcome, DisputeStatus, WaitingOn, type Dispute } from "../dispute.js";
import { startClock } from "../running-clock.js";
import { conflictRefusal } from "./intervention.js";
import type { Handler } from "./outcome.js";

/**
 * The mediator finds that the platform may not decide; row 15. As long as after a ruling, either side can appeal against
 * that.
 */
export const declareInadmissible: Handler<"DECLARE_INADMISSIBLE"> = (
  dispute,
  { ground, statement, clause },
  context,
) => {
  requireNoConflict(dispute, context);
  const { rulebook, now, newId, viewer } = context;
  if (rulebook.clauses[clause] === undefined) {
    refuse(
      ErrorCode.UNKNOWN_CLAUSE,
      `Rulebook ${rulebook.version}, which this dispute is under, has no clause "${clause.slice(0, 100)}".`,
      { field: ["clause"] },
    );
  }
  const served = { ...dispute, status: DisputeStatus.RULED, waitingOn: WaitingOn.BOTH };
  return {
    occurrence: {
      type: "DISPUTE_DECLARED_INADMISSIBLE",
      inadmissibility: {
        ...{ id: newId(), ground, statement, clause, mediatorId: viewer.id, declaredAt: now },
        appealableUntil: startClock(served, context).deadlineAt ?? now,
      },
    },
    outcome: DisputeOutcome.INADMISSIBLE,
  };
};

/**
 * Whoever decides on a case has no relation to its sides.
 * @throws RefusedError CONFLICT_OF_INTEREST with the grounds that a check found
 */
export function requireNoConflict(dispute: Dispute, context: DecisionContext): void {
  const { mediator } = context;
  const refused = mediator === null ? null : conflictRefusal(dispute, { ...context, mediator });
  if (refused !== null) throw new RefusedError([refused]);
}

import { sideOf } from "../../access/viewer.js";
import { ErrorCode, refuse } from "../../errors.js";
import { dueAgain } from "../../obligation/from-remedies.js";
import { ObligationStatus, type Obligation } from "../../obligation/obligation.js";
import type { DecisionContext } from "../decision.js";
import { DisputeStatus, type Dispute } from "../dispute.js";
import { countedReopenings, reopeningGrounds, ReopeningGround, type Reopening } from "../reopening.js";
import type { Handler } from "./outcome.js";

/**
 * A closed dispute is taken up again; row 34: it goes to the queue for another mediator, or, where what was owed was not
 * done in full, back to performance, which does not count.
 */
export const reopenDispute: Handler<"REOPEN_DISPUTE"> = (dispute, { ground, statement }, context) => {
  requireGround(dispute, ground, context);
  const incomplete = ground === ReopeningGround.INCOMPLETE_PERFORMANCE;
  const { closedAt, outcome, mediatorId } = dispute;
  if (closedAt === null || outcome === null) throw new Error("The table lets this pass only in CLOSED.");
  const reopening: Reopening = {
    ...{ ground, statement, closedAt, outcome },
    ...{ reopenedBy: context.viewer.role, reopenedAt: context.now },
    formerMediatorId: incomplete ? null : mediatorId,
  };
  const obligations = incomplete ? owedAgain(dispute, context) : dispute.obligations;
  return {
    occurrence: { type: "DISPUTE_REOPENED", reopening, obligations },
    to: incomplete ? DisputeStatus.PERFORMING : DisputeStatus.QUEUED,
    outcome: incomplete ? outcome : null,
  };
};

function requireGround(dispute: Dispute, ground: ReopeningGround, { rulebook }: DecisionContext): void {
  const grounds = reopeningGrounds(dispute);
  if (!grounds.includes(ground)) {
    refuse(
      ErrorCode.VALIDATION,
      `${ground} is no ground to reopen a dispute that ended as ${String(dispute.outcome)}. Possible: ${grounds.join(", ")}.`,
      { field: ["ground"], details: { possible: grounds } },
    );
  }
  const counts = ground !== ReopeningGround.INCOMPLETE_PERFORMANCE;
  if (counts && countedReopenings(dispute) >= rulebook.limits.reopenings) {
    const message = `The dispute was reopened ${countedReopenings(dispute)} times already, which is the limit.`;
    refuse(ErrorCode.ATTEMPT_LIMIT, message, { field: ["ground"] });
  }
}

/** What was done for whoever says that it was not done in full is owed again; a senior says it for both. */
function owedAgain({ obligations }: Dispute, context: DecisionContext): Obligation[] {
  const side = sideOf(context.viewer.role);
  const contested = obligations.filter(
    ({ status, beneficiary }) =>
      status === ObligationStatus.PERFORMED && (side === null || beneficiary === side),
  );
  if (contested.length === 0) {
    refuse(ErrorCode.STATE_CONFLICT, "Nothing was owed to your side that was recorded as done.", {
      field: ["ground"],
    });
  }
  return obligations.map((obligation) =>
    contested.includes(obligation) ? dueAgain(obligation, context) : obligation,
  );
}

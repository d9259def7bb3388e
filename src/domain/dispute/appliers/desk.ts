import * as desk from "../desk.js";
import { nothing, type AppliersOf } from "./applier.js";

/** What the events change that are about who has the case. */
export const deskAppliers: AppliersOf<
  | "MEDIATOR_ASSIGNED"
  | "MEDIATOR_CHALLENGED"
  | "CHALLENGE_DECIDED"
  | "CHALLENGE_OVERDUE"
  | "MEDIATOR_RECUSED"
  | "CASE_TRANSFERRED"
  | "CASE_RELEASED"
  | "STEPS_CONFIRMED"
  | "DISPUTE_ESCALATED"
  | "PLATFORM_DEADLINE_MISSED"
  | "SUBMISSIONS_CLOSED"
  | "DISPUTE_DECLARED_INADMISSIBLE"
> = {
  MEDIATOR_ASSIGNED: (dispute, { mediatorId, challengeUntil = null }) =>
    desk.handed(dispute, mediatorId, challengeUntil),
  MEDIATOR_CHALLENGED: (dispute, { challenge }) => {
    const challenges = [...dispute.desk.challenges, challenge];
    return challenge.outcome === null
      ? { desk: { ...dispute.desk, challenges } }
      : desk.removed(dispute, challenges);
  },
  CHALLENGE_DECIDED: (dispute, { outcome, reason }, decidedAt) => {
    const challenges = desk.endChallenge(dispute, { outcome, reason, decidedAt });
    return outcome === "UPHELD"
      ? desk.removed(dispute, challenges)
      : { desk: { ...dispute.desk, challenges } };
  },
  CHALLENGE_OVERDUE: (dispute, { challengeId, decideUntil }) => ({
    desk: {
      ...dispute.desk,
      challenges: dispute.desk.challenges.map((challenge) =>
        challenge.id === challengeId ? { ...challenge, decideUntil } : challenge,
      ),
    },
  }),
  MEDIATOR_RECUSED: (dispute, { reason }, decidedAt) =>
    desk.removed(dispute, desk.endChallenge(dispute, { outcome: "MOOT", reason, decidedAt })),
  CASE_TRANSFERRED: (dispute, { mediatorId, challengeUntil }) =>
    desk.handed(dispute, mediatorId, challengeUntil),
  CASE_RELEASED: (dispute, _occurrence, decidedAt) => {
    const challenges = desk.endChallenge(dispute, { outcome: "MOOT", reason: null, decidedAt });
    return desk.handed({ ...dispute, desk: { ...dispute.desk, challenges } }, null, null);
  },
  STEPS_CONFIRMED: (dispute, { steps }) => ({
    desk: desk.settled(dispute.desk, (step) => steps.includes(step)),
  }),
  DISPUTE_ESCALATED: (dispute, { side, fromLevel, requiredLevel, reason }, at) => ({
    desk: {
      ...dispute.desk,
      requiredLevel,
      escalations: [...dispute.desk.escalations, { side, fromLevel, at, reason }],
    },
  }),
  PLATFORM_DEADLINE_MISSED: nothing,
  SUBMISSIONS_CLOSED: nothing,
  DISPUTE_DECLARED_INADMISSIBLE: (_dispute, { inadmissibility }) => ({
    inadmissibility,
    appealWaivedBy: [],
  }),
};

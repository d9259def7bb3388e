import * as evidence from "../../evidence/evolve-evidence.js";
import { ObligationStatus, settleContested, waived, type Obligation } from "../../obligation/obligation.js";
import * as appeals from "../../ruling/evolve-appeals.js";
import { completeRuling } from "../../ruling/ruling.js";
import * as desk from "../desk.js";
import type { Dispute } from "../dispute.js";
import type { DisputeOccurrence } from "../event.js";
import type { AppliersOf } from "./applier.js";

/** What the first appeals were filed without. */
const laterKept = { inadmissibilityId: null, joinUntil: null };

/** What the events change that follow a ruling. */
export const rulingAppliers: AppliersOf<
  | "RULING_ISSUED"
  | "RULING_CORRECTED"
  | "CLARIFICATION_REQUESTED"
  | "RULING_CLARIFIED"
  | "RULING_APPEALED"
  | "APPEAL_ANSWERED"
  | "APPEAL_WITHDRAWN"
  | "APPEAL_WAIVED"
  | "APPEAL_DECIDED"
  | "RULING_FINALISED"
  | "OBLIGATIONS_OVERDUE"
> = {
  RULING_ISSUED: ({ rulebookVersion }, { ruling, finalReason }) => ({
    ruling: completeRuling(ruling, rulebookVersion),
    finalReason,
    appealWaivedBy: [],
  }),
  RULING_CORRECTED: corrected,
  CLARIFICATION_REQUESTED: ({ clarifications }, { clarification }) => ({
    clarifications: [...clarifications, clarification],
  }),
  RULING_CLARIFIED: ({ clarifications }, { clarificationId, answer, mediatorId }, answeredAt) => ({
    clarifications: clarifications.map((each) =>
      each.id === clarificationId ? { ...each, answer, answeredAt, mediatorId } : each,
    ),
  }),
  RULING_APPEALED: (dispute, { appeal, obligations, contestedIds }) => ({
    appeals: [...dispute.appeals, { ...laterKept, ...appeal }],
    obligations: [...contested(dispute.obligations, contestedIds), ...obligations],
  }),
  APPEAL_ANSWERED: (dispute, { appealId, answer: text }, answeredAt) => ({
    appeals: appeals.changed(dispute.appeals, [appealId], { answer: text, answeredAt }),
  }),
  APPEAL_WITHDRAWN: (dispute, { appealId, obligations }) => ({
    appeals: appeals.changed(dispute.appeals, [appealId], { status: "WITHDRAWN" }),
    ...owing(dispute, obligations),
  }),
  APPEAL_WAIVED: (dispute, { side, obligations }) => ({
    appealWaivedBy: [...dispute.appealWaivedBy, side],
    ...owing(dispute, obligations),
  }),
  APPEAL_DECIDED: (dispute, decided) => ({
    appeals: appeals.changed(dispute.appeals, decided.appealIds, {
      status: "DECIDED",
      decision: appeals.decisionOf(decided),
    }),
    ruling: decided.ruling ?? dispute.ruling,
    finalReason: decided.ruling === null ? dispute.finalReason : decided.finalReason,
    obligations: [...settleContested(dispute.obligations), ...decided.obligations],
    ...(decided.remittal !== null && {
      ...desk.handed(dispute, decided.remittal.mediatorId, decided.remittal.challengeUntil),
      evidence: evidence.requested(dispute.evidence, decided.remittal.round),
    }),
  }),
  RULING_FINALISED: (dispute, { obligations }) => owing(dispute, obligations),
  OBLIGATIONS_OVERDUE: ({ obligations }, { obligationIds }) => ({
    obligations: obligations.map((obligation) =>
      obligationIds.includes(obligation.id)
        ? { ...obligation, status: ObligationStatus.OVERDUE }
        : obligation,
    ),
  }),
};

/** The ruling says what it should have said. A waiver was of what it said before, and does not outlast a new window. */
function corrected(
  { ruling, corrections, obligations, appealWaivedBy }: Dispute,
  event: Extract<DisputeOccurrence, { readonly type: "RULING_CORRECTED" }>,
): Partial<Dispute> {
  const { correction, content, supersededIds } = event;
  return {
    ruling: ruling === null ? null : { ...ruling, ...content, appealableUntil: correction.appealableUntil },
    corrections: [...corrections, correction],
    obligations: [...waived(obligations, supersededIds), ...event.obligations],
    appealWaivedBy: correction.restartsAppeal ? [] : appealWaivedBy,
  };
}

/** What a ruling adds to what is owed when it is final; null where it is not. What was contested stands aside. */
function owing({ obligations }: Dispute, added: readonly Obligation[] | null): Partial<Dispute> {
  return added === null ? {} : { obligations: [...settleContested(obligations), ...added] };
}

function contested(obligations: readonly Obligation[], ids: readonly string[]): Obligation[] {
  return obligations.map((obligation) =>
    ids.includes(obligation.id) ? { ...obligation, status: ObligationStatus.CONTESTED } : obligation,
  );
}

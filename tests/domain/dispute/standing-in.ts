import type { Dispute, DisputeStatus } from "../../../src/domain/dispute/dispute.js";
import type { Proposal } from "../../../src/domain/dispute/proposal.js";
import { statuses } from "../../../src/domain/dispute/statuses.js";
import {
  noEvidence,
  type DisputeEvidence,
  type EvidenceItem,
  type EvidenceRound,
} from "../../../src/domain/evidence/dispute-evidence.js";
import type { Appeal } from "../../../src/domain/ruling/appeal.js";
import type { RulingClarification } from "../../../src/domain/ruling/correction.js";
import type { Ruling } from "../../../src/domain/ruling/ruling.js";
import { addHours } from "../../../src/domain/time.js";
import { draft, line, newId, opened, start, viewers } from "./support.js";

/** A dispute as it may stand in a status: the opening one, put there. */
export function standingIn(status: DisputeStatus): Dispute {
  const dispute = opened();
  const mediatorId =
    statuses[status].stage === "NEGOTIATION" || status === "QUEUED" ? null : viewers.MEDIATOR.id;
  const deadlineAt = status === "CLOSED" ? null : dispute.deadlineAt;
  const standing = { ...dispute, status, mediatorId, deadlineAt, evidence: evidenceIn(status) };
  if (status === "PROPOSED") return { ...standing, proposals: [proposal] };
  if (status === "CLOSED") return { ...standing, outcome: "NOT_PROVEN", closedAt: start };
  if (status === "SUSPENDED") return { ...standing, ...suspended(dispute) };
  if (status === "RULED" || status === "PERFORMING") return { ...standing, ...ruledAndAsked() };
  return status === "APPEALED" ? appealed(standing) : standing;
}

/** Held while a mediator had the case. */
function suspended({ clock }: Dispute): Pick<Dispute, "suspendedFrom" | "suspensions"> {
  const kept = { clock, remainingMs: 1, halfMs: null, answerMs: null };
  const reviewAt = addHours(start, 24);
  const said = { reason: "INSPECTION", statement: "A lab looks at it." } as const;
  return {
    suspendedFrom: "IN_REVIEW",
    suspensions: [{ ...said, suspendedAt: start, reviewAt, endedAt: null, kept }],
  };
}

/** The mediator has ruled, and the shopper wants to know what it means. */
function ruledAndAsked(): Pick<Dispute, "clarifications" | "outcome" | "ruling"> {
  const ruling = rulingBy(viewers.MEDIATOR.id);
  const clarification: RulingClarification = {
    ...{ id: newId(), rulingId: ruling.id, side: "SHOPPER", question: "Which?", requestedAt: start },
    ...{ answer: null, answeredAt: null, mediatorId: null },
  };
  return { ruling, outcome: ruling.outcome, clarifications: [clarification] };
}

function rulingBy(mediatorId: string): Ruling {
  return {
    ...{ id: newId(), mediatorId, outcome: "RULED_SPLIT", findings: [], reasons: "So.", clauses: [] },
    ...{ conclusions: [], faultShares: [], remedies: [], issuedAt: start, appealableUntil: start },
    ...{ recommended: null, divergenceReason: null, review: null, deficiencies: [] },
  };
}

/** Somebody else has ruled, and the shopper has appealed on the last day. */
function appealed(dispute: Dispute): Dispute {
  const mediatorId = viewers.AUDITOR.id;
  const ruling = rulingBy(mediatorId);
  const appeal: Appeal = {
    ...{ id: newId(), rulingId: ruling.id, inadmissibilityId: null, joinUntil: null },
    ...{ side: "SHOPPER", grounds: ["FACT_ERROR"], statement: "No." },
    ...{ orderLineIds: [], evidenceItemIds: [], status: "UNDER_REVIEW", filedAt: start },
    ...{ answerUntil: addHours(start, 48), answer: null, answeredAt: null, decision: null },
  };
  return { ...dispute, mediatorId, outcome: ruling.outcome, ruling, appeals: [appeal] };
}

const proposal: Proposal = {
  ...{ id: newId(), mediatorId: viewers.MEDIATOR.id, status: "SENT", explanation: "Meet half-way." },
  terms: [{ kind: "REFUND", orderLineId: line.orderLineId, amountMinor: 20_00n }],
  ...{ termsHash: "hash", acceptedBy: [], proposedAt: start, decidedAt: null },
};

/** A round with an item of the shopper: sealed while the round is open, exchanged afterwards. */
function evidenceIn(status: DisputeStatus): DisputeEvidence {
  if (!["EVIDENCE", "REBUTTAL", "DECIDING", "APPEALED"].includes(status)) return noEvidence;
  const exchangedAt = status === "EVIDENCE" ? null : start;
  const item: EvidenceItem = {
    ...{ ...draft(), source: "UPLOAD", audience: "ALL", round: 1, lateGround: null, decisionReason: null },
    status: exchangedAt === null ? "SUBMITTED" : "EXCHANGED",
    ...{ submittedAt: start, exchangedAt, decidedAt: null },
  };
  const round: EvidenceRound = {
    ...{ number: 1, text: "Show it.", requestedAt: start, exchangedAt },
    demands: [{ side: "SHOPPER", slot: "PHOTO_OF_ITEM", level: "MANDATORY" }],
    ...{ extendedBy: [], completedBy: [], waived: [], absences: [], rebuttedBy: [] },
  };
  return { rounds: [round], items: [item] };
}

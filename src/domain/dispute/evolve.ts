import { noEvidence } from "../evidence/dispute-evidence.js";
import { queuePlaceAfter } from "../queue/queue-place.js";
import { noAppeals } from "../ruling/appeal.js";
import { noNotes } from "../ruling/correction.js";
import { withdrawOpenOffers, type Applier, type AppliersOf, type LaterType } from "./appliers/applier.js";
import { deskAppliers } from "./appliers/desk.js";
import { evidenceAppliers } from "./appliers/evidence.js";
import { interruptionAppliers } from "./appliers/interruption.js";
import { mediationAppliers } from "./appliers/mediation.js";
import { negotiationAppliers } from "./appliers/negotiation.js";
import { humanReviewAppliers } from "./appliers/human-review.js";
import { rulingAppliers } from "./appliers/ruling.js";
import { swarmAppliers } from "./appliers/swarm.js";
import { noDesk } from "./desk.js";
import { noClock } from "./dispute-clock.js";
import type { Dispute, DisputeStatus } from "./dispute.js";
import type { DisputeEvent, DisputeEventType, DisputeOccurrence } from "./event.js";
import { noReview, reviewIn } from "./human-review.js";
import { proposalsIn } from "./proposal.js";
import { statuses } from "./statuses.js";
import { endedSuspensions } from "./suspension.js";

type Occurrence<Type extends DisputeEventType> = {
  [Each in Type]: { readonly type: Each } & Extract<DisputeOccurrence, { type: Each }>;
}[Type];
/** What each event changes besides the standing, which every event carries itself. */
const appliers: AppliersOf<LaterType> = {
  ...negotiationAppliers,
  ...deskAppliers,
  ...mediationAppliers,
  ...evidenceAppliers,
  ...rulingAppliers,
  ...humanReviewAppliers,
  ...interruptionAppliers,
  ...swarmAppliers,
};

/** The dispute with what happened applied, before the standing: `decide` computes the standing from it. */
export function applyOccurrence(dispute: Dispute, occurrence: DisputeOccurrence, occurredAt: Date): Dispute {
  if (occurrence.type === "DISPUTE_OPENED") return dispute;
  return { ...dispute, ...changesOf(dispute, occurrence, occurredAt) };
}

function changesOf<Type extends LaterType>(
  dispute: Dispute,
  occurrence: Occurrence<Type>,
  occurredAt: Date,
): Partial<Dispute> {
  const apply: Applier<Type> = appliers[occurrence.type];
  return apply(dispute, occurrence, occurredAt);
}

/** Whatever leads out of SUSPENDED ends the suspension, a settlement too. */
function heldOrNot(
  { suspendedFrom, suspensions }: Dispute,
  to: DisputeStatus,
  at: Date,
): Pick<Dispute, "suspendedFrom" | "suspensions"> {
  if (statuses[to].stage === null) return { suspendedFrom, suspensions };
  return { suspendedFrom: null, suspensions: endedSuspensions(suspensions, at) };
}

/**
 * Whether an event is one side's alone: about evidence that is still sealed, or the first acceptance of a proposal. It has
 * no part in the version, nor in the standing.
 */
function isSealed(event: DisputeEvent): boolean {
  switch (event.type) {
    case "EVIDENCE_SUBMITTED":
      return event.item.exchangedAt === null;
    case "EVIDENCE_QUARANTINED":
      return event.sealed;
    case "EVIDENCE_WITHDRAWN":
    case "EVIDENCE_COMPLETED":
    case "PROPOSAL_HALF_ACCEPTED":
      return true;
    default:
      return false;
  }
}

/** What the first disputes were opened without, before there was such a thing. */
const absentAtFirst = {
  ...noAppeals,
  ...noReview,
  ...noNotes,
  adjustments: [],
  desk: noDesk,
  evidence: noEvidence,
  inadmissibility: null,
  informationRequest: null,
  mergedIntoId: null,
  proposals: [],
  queue: null,
  reopenings: [],
  suspensions: [],
  swarm: null,
};

/** What is said of a ruling after the dispute was closed does not close it anew. */
function closedSince({ closedAt }: Dispute, at: Date): Date {
  return closedAt ?? at;
}

/**
 * Folds one event into the dispute. Pure and total: it never refuses, for what is in the log has
 * happened, whatever the rulebook says today.
 * @param dispute null before the opening event
 */
export function evolve(dispute: Dispute | null, event: DisputeEvent, occurredAt: Date): Dispute {
  if (event.type === "DISPUTE_OPENED") {
    const clock = event.after.clock ?? noClock;
    return Object.assign({ ...absentAtFirst }, event.dispute, event.after, { clock });
  }
  if (dispute === null) throw new Error(`A dispute's first event is DISPUTE_OPENED, not ${event.type}.`);
  if (event.type === "MESSAGE_SENT") return dispute;
  // A reminder changes nothing that a side could act on: what was seen before stays good.
  if (event.type === "DEADLINE_REMINDER") return { ...dispute, clock: event.after.clock ?? dispute.clock };
  // What one side alone may know must not show in what the other side sees of the dispute.
  if (isSealed(event)) return applyOccurrence(dispute, event, occurredAt);
  const { status } = event.after;
  const applied = applyOccurrence(dispute, event, occurredAt);
  const { negotiable, clock } = statuses[status];
  return {
    ...applied,
    ...event.after,
    queue: queuePlaceAfter(dispute, event, occurredAt),
    ...heldOrNot(applied, status, occurredAt),
    offers: negotiable ? applied.offers : withdrawOpenOffers(applied.offers, occurredAt),
    humanReview: reviewIn(status, applied.humanReview),
    proposals: proposalsIn(status, applied.proposals, occurredAt),
    updatedAt: occurredAt,
    closedAt: clock === null ? closedSince(dispute, occurredAt) : null,
    version: dispute.version + 1,
  };
}

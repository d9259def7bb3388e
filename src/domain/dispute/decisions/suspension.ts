import { otherSide, Role } from "../../access/viewer.js";
import { calendarParty, countingFor, suspensionAt } from "../../clock/clock-setting.js";
import { addTime, timeBetween } from "../../clock/counted-time.js";
import { ErrorCode, refuse } from "../../errors.js";
import { earlier, HOUR_MS } from "../../time.js";
import type { DecisionContext } from "../decision.js";
import { waitingOnIn } from "../deadlines.js";
import { noClock, type ClockPause } from "../dispute-clock.js";
import { OfferStatus, type Dispute } from "../dispute.js";
import type { MovedDue } from "../event.js";
import { pendingReviewOf, presentAutomaticOutcome } from "../human-review.js";
import { awaitsInformation } from "../information-request.js";
import { carriedOver, countingOf, movedDues, type ClockStanding } from "../running-clock.js";
import { presentSuspension, type KeptClock } from "../suspension.js";
import type { Handler } from "./outcome.js";

/** Where the clock of the status before stands once it runs again, and from when on that is. */
interface TakenUp extends ClockStanding {
  readonly runsAt: Date;
}

/** A mediator holds the dispute until a review date, with the exact time left of everything that runs; row 33. */
export const suspendDispute: Handler<"SUSPEND_DISPUTE"> = (dispute, command, context) => {
  const { now } = context;
  const { reason, statement } = command;
  const reviewAt = reviewDate(command.reviewAt, context);
  const kept = keptClock(dispute, context);
  const { runsAt } = takenUp(dispute, { kept, at: reviewAt }, context);
  return {
    occurrence: {
      type: "DISPUTE_SUSPENDED",
      ...{ reason, statement, reviewAt, kept },
      answerUntil: kept.answerMs === null ? null : runsAt,
      moved: duesMoved(dispute, { from: now, to: runsAt }, context),
    },
    clock: { deadlineAt: reviewAt, clock: { ...noClock, startedAt: now } },
  };
};

/** The date asked for, or the latest one that the rules allow. */
function reviewDate(asked: Date | null, { now, rulebook, clocks }: DecisionContext): Date {
  const { hours, basis } = rulebook.timers.suspensionReview;
  const latest = addTime(now, hours * HOUR_MS, countingFor("PLATFORM", basis, clocks));
  if (asked === null) return latest;
  if (asked > now && asked <= latest) return asked;
  const message = `A suspension is looked at again by ${latest.toISOString()} at the latest, and not before now. Choose such a date; a dispute can be suspended again then.`;
  return refuse(ErrorCode.VALIDATION, message, {
    field: ["reviewAt"],
    details: { latest: latest.toISOString() },
  });
}

function keptClock(dispute: Dispute, context: DecisionContext): KeptClock {
  const { clock, deadlineAt } = dispute;
  const { now } = context;
  const counting = countingOf(dispute, context);
  const runs = clock.pause?.endsAt ?? now;
  const left = (at: Date | null): number | null =>
    at === null || at <= runs ? null : timeBetween(runs, at, counting);
  return {
    clock,
    remainingMs: clock.pause?.remainingMs ?? left(deadlineAt) ?? 0,
    halfMs: left(clock.halfAt),
    answerMs: awaitsInformation(clock) ? runs.getTime() - now.getTime() : null,
  };
}

/** The dispute as it was before, for whatever the rules of that status say. */
function beneath(dispute: Dispute): Dispute {
  const status = dispute.suspendedFrom ?? dispute.status;
  return { ...dispute, status, waitingOn: waitingOnIn(status, dispute) };
}

/** A question to the shopper goes on with what was left for it; force majeure lasts as long as it lasts. */
function takenUp(
  dispute: Dispute,
  { kept, at }: { readonly kept: KeptClock; readonly at: Date },
  context: DecisionContext,
): TakenUp {
  const before = beneath(dispute);
  const counting = countingOf(before, context);
  const { clock, remainingMs, halfMs, answerMs } = kept;
  const pause = answerMs === null ? heldUp(before, { kept, at }, context) : asked(clock.pause, at, answerMs);
  const runsAt = pause?.endsAt ?? at;
  const halfAt = halfMs === null ? clock.halfAt : addTime(runsAt, halfMs, counting);
  return {
    runsAt,
    deadlineAt: addTime(runsAt, remainingMs, counting),
    clock: { ...clock, halfAt, resumedAt: at, pause },
  };
}

function asked(pause: ClockPause | null, at: Date, answerMs: number): ClockPause | null {
  return pause === null ? null : { ...pause, endsAt: new Date(at.getTime() + answerMs) };
}

function heldUp(
  { waitingOn }: Dispute,
  { kept, at }: { readonly kept: KeptClock; readonly at: Date },
  { clocks }: DecisionContext,
): ClockPause | null {
  const held = suspensionAt(clocks, waitingOn, at);
  if (held === null) return null;
  const { ground, clause, until: endsAt } = held;
  return { ground, clause, pausedAt: at, endsAt, remainingMs: kept.remainingMs };
}

/** Offers keep what was left of them in the time of whoever answers, what is owed in that of the status's clock. */
function duesMoved(
  dispute: Dispute,
  { from, to }: { readonly from: Date; readonly to: Date },
  context: DecisionContext,
): MovedDue[] {
  const { basis } = context.rulebook.timers.offer;
  const offers = dispute.offers.flatMap((offer) => {
    if (offer.status !== OfferStatus.OPEN) return [];
    const counting = countingFor(calendarParty(otherSide(offer.side)), basis, context.clocks);
    const dueAt = carriedOver(from, to, counting)(offer.expiresAt);
    return [{ id: offer.id, dueAt }];
  });
  const owed = { ...dispute, offers: [] };
  const counting = countingOf(beneath(dispute), context);
  return [
    ...offers,
    ...movedDues(owed, carriedOver(from, to, counting)),
    ...reviewsMoved(dispute, { from, to }),
  ];
}

/** So do the time to ask for a human review and that to decide on it. */
function reviewsMoved(
  dispute: Dispute,
  { from, to }: { readonly from: Date; readonly to: Date },
): MovedDue[] {
  const automatic = presentAutomaticOutcome(dispute);
  const review = pendingReviewOf(dispute);
  const move = carriedOver(from, to, { hours: null, excluded: [] });
  return [
    ...(automatic === null ? [] : [{ id: automatic.id, dueAt: move(automatic.reviewableUntil) }]),
    ...(review === null ? [] : [{ id: review.id, dueAt: move(review.decideUntil) }]),
  ];
}

/** The dispute goes on where it stood: by a mediator, or by itself at the review date; row 33. */
export const resumeDispute: Handler<"RESUME_DISPUTE"> = (dispute, _command, context) => {
  const { now, rulebook, viewer } = context;
  const present = presentSuspension(dispute);
  if (present === null) throw new Error("A dispute is SUSPENDED by a suspension.");
  const { kept, reviewAt } = present;
  const planned = takenUp(dispute, { kept, at: reviewAt }, context).runsAt;
  const resumedAt = earlier(now, reviewAt);
  const { runsAt, ...clock } = takenUp(dispute, { kept, at: resumedAt }, context);
  return {
    occurrence: {
      type: "DISPUTE_RESUMED",
      resumedAt,
      answerUntil: kept.answerMs === null ? null : runsAt,
      moved: duesMoved(dispute, { from: planned, to: runsAt }, context),
    },
    clock,
    ...(viewer.role === Role.SYSTEM && { clause: rulebook.timers.suspensionReview.clause }),
  };
};

/**
 * The clock that bounds what the sides do: its own, or, while a dispute is suspended, the one of the status before as it
 * will run from the review date on.
 */
export function clockBeneath(dispute: Dispute, context: DecisionContext): TakenUp {
  const present = presentSuspension(dispute);
  if (present !== null) return takenUp(dispute, { kept: present.kept, at: present.reviewAt }, context);
  const { deadlineAt, clock } = dispute;
  return { deadlineAt, clock, runsAt: clock.pause?.endsAt ?? context.now };
}

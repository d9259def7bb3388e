import { Side } from "../access/viewer.js";
import { ObligationStatus, type Obligation } from "../obligation/obligation.js";
import { DisputeAction } from "./action.js";
import { openChallengeOf } from "./desk.js";
import { OfferStatus, WaitingOn, type Dispute, type DisputeStatus } from "./dispute.js";
import { openOfferOf } from "./guards.js";
import { pendingReviewOf } from "./human-review.js";
import { nextReminder } from "./reminders.js";
import { statuses } from "./statuses.js";
import { rowsOf, timerActionOf } from "./transitions.js";

/** The next thing that the clock will do to a dispute. */
export interface NextTimer {
  readonly at: Date;
  readonly action: DisputeAction;
}

/** The obligations that can be performed now and are not overdue, the earliest due time first. */
export function dueObligations(obligations: readonly Obligation[]): Obligation[] {
  return obligations
    .filter(({ status }) => status === ObligationStatus.DUE)
    .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
}

/** Whose move it is in a status; model.md section 3. */
export function waitingOnIn(
  status: DisputeStatus,
  { offers, obligations }: Pick<Dispute, "offers" | "obligations">,
): WaitingOn {
  const { waitsOn } = statuses[status];
  if (waitsOn === "OFFERS") return waitingOnOffers(offers);
  if (waitsOn === "OBLIGATIONS") return dueObligations(obligations)[0]?.owner ?? WaitingOn.PLATFORM;
  return waitsOn;
}

function waitingOnOffers(offers: Dispute["offers"]): WaitingOn {
  const byShopper = openOfferOf({ offers }, Side.SHOPPER) !== null;
  const byMerchant = openOfferOf({ offers }, Side.MERCHANT) !== null;
  if (byShopper && byMerchant) return WaitingOn.BOTH;
  return byShopper ? WaitingOn.MERCHANT : WaitingOn.SHOPPER;
}

type Timed = Pick<
  Dispute,
  "status" | "deadlineAt" | "offers" | "obligations" | "clock" | "desk" | "mediatorId" | "humanReview"
>;

/**
 * When something that is owed beside the status's own clock runs out: what nobody disputes of a ruling is due while the
 * rest is appealed. Null where nothing is, and where that is the status's own clock.
 */
export function owedBesideUntil({
  status,
  obligations,
}: Pick<Dispute, "status" | "obligations">): Date | null {
  if (timerActionOf(status) === DisputeAction.MARK_OVERDUE) return null;
  if (rowsOf(DisputeAction.MARK_OVERDUE, status).length === 0) return null;
  return dueObligations(obligations)[0]?.dueAt ?? null;
}

/** When the platform is late with a human review; null where none waits, and while the dispute is held. */
export function reviewDueAt(dispute: Pick<Dispute, "status" | "humanReview">): Date | null {
  return statuses[dispute.status].desk ? (pendingReviewOf(dispute)?.decideUntil ?? null) : null;
}

/**
 * The next thing that the clock will do: an open offer's expiry, the end of the time to decide on a challenge or a
 * human review, of what is owed meanwhile or of the status's own clock. While the clock is paused nothing runs out, and the next thing is that it goes on.
 */
export function nextTimer(dispute: Timed): NextTimer | null {
  const { status, deadlineAt, offers, clock } = dispute;
  if (clock.pause !== null) return { at: clock.pause.endsAt, action: DisputeAction.RESUME_CLOCK };
  const timers: NextTimer[] = offers
    .filter((offer) => offer.status === OfferStatus.OPEN)
    .map(({ expiresAt }) => ({ at: expiresAt, action: DisputeAction.EXPIRE_OFFER }));
  const decideUntil = openChallengeOf(dispute)?.decideUntil ?? null;
  if (decideUntil !== null) timers.push({ at: decideUntil, action: DisputeAction.ESCALATE_CHALLENGE });
  const reviewUntil = reviewDueAt(dispute);
  if (reviewUntil !== null) timers.push({ at: reviewUntil, action: DisputeAction.ESCALATE_HUMAN_REVIEW });
  const owedUntil = owedBesideUntil(dispute);
  if (owedUntil !== null) timers.push({ at: owedUntil, action: DisputeAction.MARK_OVERDUE });
  const action = timerActionOf(status);
  if (deadlineAt !== null && action !== null) timers.push({ at: deadlineAt, action });
  // A stable sort: of two that end at once an offer's expiry goes first, for it may open the gate.
  return timers.toSorted((one, other) => one.at.getTime() - other.at.getTime())[0] ?? null;
}

/** When the platform must look at the dispute next: its next timer, or a reminder before that. */
export function nextWake(dispute: Timed & Pick<Dispute, "waitingOn">): NextTimer | null {
  const timer = nextTimer(dispute);
  const reminder = nextReminder(dispute);
  if (timer === null || reminder === null || timer.at <= reminder.at) return timer;
  return { at: reminder.at, action: DisputeAction.REMIND };
}

/**
 * What the platform must do now, if anything. A timer that has run out goes before a reminder of it that nobody
 * sent in time: it would come too late to be of use.
 */
export function dueNow(dispute: Timed & Pick<Dispute, "waitingOn">, now: Date): NextTimer | null {
  const timer = nextTimer(dispute);
  if (timer !== null && timer.at <= now) return timer;
  const wake = nextWake(dispute);
  return wake !== null && wake.at <= now ? wake : null;
}

/** Whether the clock has the next word: a timer has run out and not fired yet. A reminder holds nobody up. */
export function isDue(dispute: Timed, now: Date): boolean {
  const timer = nextTimer(dispute);
  return timer !== null && timer.at <= now;
}

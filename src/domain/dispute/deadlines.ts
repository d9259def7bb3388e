import { addHours } from "../time.js";
import { Side } from "../access/viewer.js";
import { ObligationStatus, type Obligation } from "../obligation/obligation.js";
import { DisputeAction } from "./action.js";
import { OfferStatus, WaitingOn, type Dispute, type DisputeStatus } from "./dispute.js";
import { openOfferOf } from "./guards.js";
import { statuses, type ClockContext } from "./statuses.js";
import { timerActionOf } from "./transitions.js";

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

/**
 * When the clock of a status that is entered now runs out; null where none runs. Performance runs to
 * the earliest due time, or, when all that can be done is overdue, to the platform's next review.
 */
export function deadlineOf(
  status: DisputeStatus,
  { obligations }: Pick<Dispute, "obligations">,
  { now, ...context }: ClockContext & { readonly now: Date },
): Date | null {
  const { clock } = statuses[status];
  if (clock === null) return null;
  if (clock !== "OBLIGATIONS") return addHours(now, clock(context).hours);
  const next = dueObligations(obligations).find(({ dueAt }) => dueAt > now);
  return next?.dueAt ?? addHours(now, context.timers.performanceReview.hours);
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

/** The next thing that the clock will do: an open offer's expiry or the end of the status's own clock. */
export function nextTimer({
  status,
  deadlineAt,
  offers,
}: Pick<Dispute, "status" | "deadlineAt" | "offers">): NextTimer | null {
  const timers: NextTimer[] = offers
    .filter((offer) => offer.status === OfferStatus.OPEN)
    .map(({ expiresAt }) => ({ at: expiresAt, action: DisputeAction.EXPIRE_OFFER }));
  const action = timerActionOf(status);
  if (deadlineAt !== null && action !== null) timers.push({ at: deadlineAt, action });
  // A stable sort: of two that end at once an offer's expiry goes first, for it may open the gate.
  return timers.toSorted((one, other) => one.at.getTime() - other.at.getTime())[0] ?? null;
}

/** Whether the clock has the next word: a deadline or expiry has passed and not fired yet. */
export function isDue(dispute: Pick<Dispute, "status" | "deadlineAt" | "offers">, now: Date): boolean {
  const timer = nextTimer(dispute);
  return timer !== null && timer.at <= now;
}

import { otherSide, Side, sideOf, type Viewer } from "../access/viewer.js";
import { separatedBy } from "../access/separation.js";
import { ErrorCode, refusal, type Refusal } from "../errors.js";
import type { Certification } from "../staff/certification.js";
import { sidesOf } from "../clock/clock-setting.js";
import { ObligationStatus } from "../obligation/obligation.js";
import type { AuthorityRule } from "../rulebook/level.js";
import type { ReasonRule } from "../rulebook/reason-rule.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import type { DisputeAction } from "./action.js";
import { OfferStatus, type Dispute, type Offer } from "./dispute.js";
import type { MediatorAttendance } from "./desk-guards.js";
import { awaitsInformation } from "./information-request.js";
import { dueReminders } from "./reminders.js";
import type { CaseRecords } from "./requirements.js";
import { timerRuleOf } from "./statuses.js";

/** What the platform knows of a mediator who is to take a case. */
export interface MediatorFacts {
  readonly id: string;
  readonly level: AuthorityRule["level"];
  readonly capacity: number;
  /** How many cases the mediator has in hand now. */
  readonly openCases: number;
  /** Single reasons that the mediator is certified for; see {@link isCertifiedFor}. */
  readonly certifiedReasons: readonly string[];
  /** Groups of reasons that the mediator is, or was, certified for. */
  readonly certifications: readonly Certification[];
  /** Codes of ISO 639; none listed means all. */
  readonly languages: readonly string[];
  /** When the latest shift ended; null while one goes on and for who does not work in shifts. */
  readonly offShiftSince: Date | null;
  /** Merchants that the mediator has a declared relation with. */
  readonly relatedMerchantIds: readonly string[];
}

/** What is known of whoever ruled, for who wants to act in that one's place. */
export interface RulingAuthor {
  readonly level: AuthorityRule["level"];
  /** When the latest shift ends or ended; null for who does not work in shifts. */
  readonly offShiftSince: Date | null;
}

/** What guards may look at besides the dispute. */
export interface GuardContext {
  readonly now: Date;
  readonly viewer: Viewer;
  readonly rulebook: Rulebook;
  readonly rule: ReasonRule;
  /** The mediator who is to take the case, or who acts; null where none is concerned. */
  readonly mediator: MediatorFacts | null;
  /** The level of a mediator who acts, where nothing else is known of him or her. */
  readonly viewerLevel?: number | null | undefined;
  /** How present the mediator of the case is; absent where nobody looked. */
  readonly attendance?: MediatorAttendance | undefined;
  /** Who ruled; absent where nobody looked. */
  readonly rulingAuthor?: RulingAuthor | undefined;
  /** What is on record; absent or null where nobody looked, and then nothing can be missed. */
  readonly evidence?: { readonly records: CaseRecords | null } | undefined;
}

/** A pure condition: null when it holds, else why not. */
export type Guard = (dispute: Dispute, context: GuardContext) => Refusal | null;

/** The open offer of a side, if there is one. */
export function openOfferOf(dispute: Pick<Dispute, "offers">, side: Side): Offer | null {
  return dispute.offers.find((offer) => offer.side === side && offer.status === OfferStatus.OPEN) ?? null;
}

/** The claim can still be amended; row 2. */
export const amendmentsLeft: Guard = ({ claim }, { rulebook }) =>
  claim.amendments < rulebook.limits.claimAmendments
    ? null
    : refusal(
        ErrorCode.ATTEMPT_LIMIT,
        `The claim was already amended ${claim.amendments} times, which is the limit.`,
      );

/** The other side has an offer on the table; rows 7 and 8. */
export const otherSideOffers: Guard = (dispute, { viewer }) => {
  const side = sideOf(viewer.role);
  const theirs = dispute.offers.findLast((offer) => side !== null && offer.side === otherSide(side));
  if (theirs?.status === OfferStatus.OPEN) return null;
  if (theirs?.status === OfferStatus.EXPIRED) {
    return refusal(
      ErrorCode.OFFER_EXPIRED,
      `The other side's offer expired at ${theirs.expiresAt.toISOString()}.`,
    );
  }
  return refusal(
    ErrorCode.OFFER_NOT_OPEN,
    "The other side has no open offer. Wait for one or make your own.",
  );
};

/** Some offer's time has run out; row 8. */
export const offerRanOut: Guard = ({ offers }, { now }) =>
  offers.some(({ status, expiresAt }) => status === OfferStatus.OPEN && expiresAt <= now)
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "No offer has run out yet.");

/** Something owed was not done in time; row 29, while an appeal is decided. */
export const obligationOverdue: Guard = ({ obligations }, { now }) =>
  obligations.some(({ status, dueAt }) => status === ObligationStatus.DUE && dueAt <= now)
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "Nothing that is owed is overdue.");

/** The clock of the status has run out. */
export const deadlinePassed: Guard = ({ deadlineAt }, { now }) =>
  deadlineAt !== null && deadlineAt <= now
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "The deadline has not passed yet.");

/** The platform can be called in; row 11, reference.md 3.6. */
export const gateOpen: Guard = (dispute, { viewer, rule }) => {
  const merchantAsks = sideOf(viewer.role) === Side.MERCHANT;
  const merchantOfferFailed = dispute.offers.some(
    ({ side, status }) =>
      side === Side.MERCHANT && (status === OfferStatus.DECLINED || status === OfferStatus.EXPIRED),
  );
  if (merchantAsks || rule.urgent || dispute.refusal !== null || merchantOfferFailed) return null;
  return refusal(
    ErrorCode.GATE_CLOSED,
    "The platform can be called in once the merchant has refused the claim, has not answered in time, or an offer of the merchant was declined or has expired.",
    { details: { merchantAnswersUntil: dispute.deadlineAt?.toISOString() ?? null } },
  );
};

/** The acting mediator is the one who has the case; rows 20 and 24. */
export const assignedToViewer: Guard = ({ mediatorId }, { viewer }) =>
  mediatorId === viewer.id
    ? null
    : refusal(
        ErrorCode.FORBIDDEN,
        "Only the mediator who has the case can do this. Take it first, or ask for it.",
      );

/** Nothing that the viewer did in the dispute before forbids it: the separation of duties. */
export function separate(act: DisputeAction): Guard {
  return (dispute, { viewer }) => separatedBy(act, dispute, viewer.id);
}

/** The shopper was not asked yet, and the merchant's clock runs; row 3. */
export const maySeekInformation: Guard = ({ informationRequest, clock }) => {
  if (informationRequest !== null) {
    return refusal(
      ErrorCode.ATTEMPT_LIMIT,
      "The shopper was asked already, which is possible once. Write a message, or answer the claim.",
    );
  }
  return clock.pause === null
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "Your clock stands still already. Ask when it runs again.");
};

/** The merchant's clock stands still for the shopper's answer; row 3. */
export const informationAwaited: Guard = ({ clock }) =>
  awaitsInformation(clock)
    ? null
    : refusal(
        ErrorCode.STATE_CONFLICT,
        "The merchant is not waiting for information from you. Write a message or hand in evidence.",
      );

/** The clock can be extended by whoever must move: where the rule says by how much, and once. */
export const extensionLeft: Guard = (dispute, context) => {
  const side = sideOf(context.viewer.role);
  const moves = side !== null && sidesOf(dispute.waitingOn).includes(side);
  if (!moves || awaitsInformation(dispute.clock)) {
    return refusal(ErrorCode.STATE_CONFLICT, "Only whoever must move now can extend the deadline.");
  }
  if ((timerRuleOf(dispute, context)?.extensionHours ?? 0) === 0) {
    return refusal(
      ErrorCode.STATE_CONFLICT,
      "The rule of this deadline allows no extension. Act before it passes.",
    );
  }
  return dispute.clock.extendedAt === null
    ? null
    : refusal(ErrorCode.ATTEMPT_LIMIT, "The deadline was extended already, which is possible once.");
};

/** A side's clock runs or stands still: there is something to pause or to give time back to. */
export const partyClock: Guard = ({ waitingOn, deadlineAt }) =>
  deadlineAt !== null && sidesOf(waitingOn).length > 0
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "No clock of a side is running.");

/** The clock stands still. */
export const clockPaused: Guard = ({ clock }) =>
  clock.pause === null ? refusal(ErrorCode.STATE_CONFLICT, "The clock is not paused.") : null;

/** A reminder is due. */
export const reminderDue: Guard = (dispute, { now }) =>
  dueReminders(dispute, now).length > 0
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "There is nothing to remind of yet.");

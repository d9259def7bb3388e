import { Role } from "../access/viewer.js";
import { DisputeAction as Action } from "./action.js";
import { hasCaseOrMayDecideAppeal } from "./appeal-guards.js";
import { appealTransitions } from "./appeal-transitions.js";
import { clockTransitions } from "./clock-transitions.js";
import { correctionTransitions } from "./correction-transitions.js";
import * as desk from "./desk-guards.js";
import { deskTransitions } from "./desk-transitions.js";
import { refusalProven } from "./evidence-guards.js";
import { noReviewAwaits } from "./human-review-guards.js";
import { humanReviewTransitions } from "./human-review-transitions.js";
import { evidenceTransitions } from "./evidence-transitions.js";
import { DisputeStatus as Status } from "./dispute.js";
import * as guards from "./guards.js";
import { negotiableBefore } from "./pause-guards.js";
import { pauseTransitions } from "./pause-transitions.js";
import { proposalTransitions } from "./proposal-transitions.js";
import { swarmTransitions } from "./swarm-transitions.js";
import { intervention, mediators, parties, system } from "./table-parts.js";
import { row, SAME, type Transition } from "./transition.js";

const shopper = [Role.SHOPPER];
const merchant = [Role.MERCHANT_ADMIN, Role.MERCHANT_AGENT];

const beforeRuling = [Status.MERCHANT_RESPONSE, Status.NEGOTIATING, ...intervention];
const negotiable = [...beforeRuling, Status.RULED, Status.APPEALED, Status.SUSPENDED];
const later = { offered: false };
const onTime = { guards: [guards.deadlinePassed] };

/**
 * The complete transition table of the dispute machine. Guards, allowed actions, the next timer,
 * the diagram in the docs and the enumeration test all follow from it.
 */
export const transitions: readonly Transition[] = [
  row(1, Action.OPEN_DISPUTE, {
    from: [],
    by: [Role.SHOPPER, Role.FRONTLINE_AGENT, Role.INTEGRATION],
    to: [Status.MERCHANT_RESPONSE],
  }),
  row(
    2,
    Action.AMEND_CLAIM,
    { from: [Status.MERCHANT_RESPONSE], by: shopper, to: [SAME] },
    { guards: [guards.amendmentsLeft] },
  ),
  row(
    3,
    Action.REQUEST_INFORMATION,
    { from: [Status.MERCHANT_RESPONSE], by: merchant, to: [SAME] },
    { guards: [guards.maySeekInformation] },
  ),
  row(
    3,
    Action.PROVIDE_INFORMATION,
    { from: [Status.MERCHANT_RESPONSE], by: shopper, to: [SAME] },
    { guards: [guards.informationAwaited] },
  ),
  row(
    4,
    Action.ACCEPT_CLAIM,
    {
      from: [Status.MERCHANT_RESPONSE, Status.NEGOTIATING],
      by: merchant,
      to: [Status.PERFORMING, Status.CLOSED],
    },
    { mandatory: true },
  ),
  row(
    5,
    Action.REFUSE_CLAIM,
    { from: [Status.MERCHANT_RESPONSE], by: merchant, to: [Status.NEGOTIATING] },
    { guards: [refusalProven], mandatory: true },
  ),
  row(6, Action.MAKE_OFFER, { from: [Status.MERCHANT_RESPONSE], by: merchant, to: [Status.NEGOTIATING] }),
  row(6, Action.MAKE_OFFER, { from: [Status.MERCHANT_RESPONSE], by: shopper, to: [SAME] }),
  row(
    6,
    Action.MAKE_OFFER,
    {
      from: negotiable.filter((status) => status !== Status.MERCHANT_RESPONSE),
      by: parties,
      to: [SAME],
    },
    { guards: [negotiableBefore] },
  ),
  row(
    7,
    Action.ACCEPT_OFFER,
    { from: negotiable, by: parties, to: [Status.PERFORMING] },
    { guards: [guards.otherSideOffers] },
  ),
  row(
    8,
    Action.DECLINE_OFFER,
    { from: negotiable, by: parties, to: [SAME] },
    { guards: [guards.otherSideOffers] },
  ),
  row(8, Action.EXPIRE_OFFER, { from: negotiable, by: system, to: [SAME] }, { guards: [guards.offerRanOut] }),
  row(
    9,
    Action.APPLY_MERCHANT_SILENCE,
    { from: [Status.MERCHANT_RESPONSE], by: system, to: [Status.PERFORMING, Status.QUEUED] },
    onTime,
  ),
  row(
    10,
    Action.END_NEGOTIATION,
    { from: [Status.NEGOTIATING], by: system, to: [Status.CLOSED, Status.QUEUED] },
    onTime,
  ),
  row(
    11,
    Action.REQUEST_INTERVENTION,
    { from: [Status.MERCHANT_RESPONSE, Status.NEGOTIATING], by: parties, to: [Status.QUEUED] },
    { guards: [guards.gateOpen] },
  ),
  ...deskTransitions,
  ...evidenceTransitions,
  row(
    20,
    Action.CLOSE_SUBMISSIONS,
    { from: [Status.IN_REVIEW], by: mediators, to: [Status.DECIDING] },
    { guards: [guards.assignedToViewer, noReviewAwaits] },
  ),
  row(
    24,
    Action.ISSUE_RULING,
    { from: [Status.DECIDING], by: mediators, to: [Status.RULED] },
    {
      guards: [guards.assignedToViewer, desk.noOpenChallenge, desk.stepsConfirmed, desk.levelSuffices],
      mandatory: true,
    },
  ),
  row(25, Action.RAISE_LEVEL, { from: [Status.DECIDING, Status.IN_REVIEW], by: system, to: [SAME] }, onTime),
  row(29, Action.COMPLETE_PERFORMANCE, { from: [Status.PERFORMING], by: system, to: [Status.CLOSED] }, later),
  row(29, Action.MARK_OVERDUE, { from: [Status.PERFORMING], by: system, to: [SAME] }, onTime),
  row(30, Action.CONTEST_RETURN, { from: [Status.PERFORMING], by: merchant, to: [Status.QUEUED] }, later),
  row(31, Action.BLOCK_PERFORMANCE, { from: [Status.PERFORMING], by: system, to: [Status.BLOCKED] }, later),
  row(
    31,
    Action.DECIDE_ADVANCE,
    { from: [Status.BLOCKED], by: [Role.FINANCE_OFFICER], to: [Status.PERFORMING] },
    later,
  ),
  row(31, Action.RAISE_LEVEL, { from: [Status.BLOCKED], by: system, to: [SAME] }, later),
  row(32, Action.WITHDRAW_DISPUTE, { from: beforeRuling, by: shopper, to: [Status.CLOSED] }),
  ...proposalTransitions,
  ...appealTransitions,
  ...humanReviewTransitions,
  ...correctionTransitions,
  ...pauseTransitions,
  ...clockTransitions,
  ...swarmTransitions,
  row(0, Action.SEND_MESSAGE, {
    from: Object.values(Status),
    by: [...parties, Role.FRONTLINE_AGENT],
    to: [SAME],
  }),
  row(
    0,
    Action.SEND_MESSAGE,
    { from: Object.values(Status), by: [Role.MEDIATOR], to: [SAME] },
    { guards: [guards.assignedToViewer] },
  ),
  row(
    0,
    Action.SEND_MESSAGE,
    {
      from: Object.values(Status).filter((status) => status !== Status.APPEALED),
      by: [Role.SENIOR_MEDIATOR],
      to: [SAME],
    },
    { guards: [guards.assignedToViewer] },
  ),
  row(
    0,
    Action.SEND_MESSAGE,
    { from: [Status.APPEALED], by: [Role.SENIOR_MEDIATOR], to: [SAME] },
    { guards: [hasCaseOrMayDecideAppeal] },
  ),
];

/** Every row of an action that leaves from a status; opening leaves from none. */
export function rowsOf(action: Action, status: Status | null): Transition[] {
  return transitions.filter(
    (transition) =>
      transition.action === action &&
      (status === null ? transition.from.length === 0 : transition.from.includes(status)),
  );
}

/** The action of the clock when the deadline of a status runs out; null where nothing waits. */
export function timerActionOf(status: Status): Action | null {
  const timer = transitions.find(
    ({ by, from, action }) => by.includes(Role.SYSTEM) && from.includes(status) && timerActions.has(action),
  );
  return timer?.action ?? null;
}

/** The actions of the clock that end a status's own deadline; an offer's expiry has a clock of its own. */
const timerActions: ReadonlySet<Action> = new Set([
  Action.APPLY_MERCHANT_SILENCE,
  Action.END_NEGOTIATION,
  Action.END_REBUTTAL,
  Action.EXCHANGE_EVIDENCE,
  Action.EXPIRE_PROPOSAL,
  Action.FINALISE_RULING,
  Action.MARK_OVERDUE,
  Action.RAISE_LEVEL,
  Action.RESUME_DISPUTE,
]);

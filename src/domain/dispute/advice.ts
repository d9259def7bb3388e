import { otherSide, Role, Side, sideOf, systemViewer, type Viewer } from "../access/viewer.js";
import type { ClockSetting } from "../clock/clock-setting.js";
import { latestRound } from "../evidence/dispute-evidence.js";
import type { ErrorCode, Refusal } from "../errors.js";
import type { LineFacts } from "../rulebook/refundable.js";
import { ruleOfDispute } from "../rulebook/adjustments.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import { DisputeAction } from "./action.js";
import type { Command } from "./command.js";
import { correctableUntil } from "./correction-guards.js";
import { isDue, nextTimer } from "./deadlines.js";
import { decide } from "./decide.js";
import { DisputeStatus, WaitingOn, type Dispute, type DisputeOutcome } from "./dispute.js";
import { pendingAppeals } from "../ruling/appeal.js";
import { appealableUntil, appealLeft } from "./appeal-guards.js";
import { openOfferOf, type GuardContext } from "./guards.js";
import { judge, targetsOf } from "./judge.js";
import { openProposalOf } from "./proposal.js";
import type { Transition } from "./transition.js";
import { rowsOf, timerActionOf, transitions } from "./transitions.js";

/** What a dispute asks of the viewer who looks at it. */
export const ViewerState = {
  ACTION_REQUIRED: "ACTION_REQUIRED",
  APPEALABLE: "APPEALABLE",
  DONE: "DONE",
  WAITING_FOR_OTHER: "WAITING_FOR_OTHER",
  WAITING_FOR_PLATFORM: "WAITING_FOR_PLATFORM",
} as const;
export type ViewerState = (typeof ViewerState)[keyof typeof ViewerState];

/** An action that the viewer can take now. */
export interface AllowedAction {
  readonly action: DisputeAction;
  /** Until when; null where no clock bounds it. */
  readonly dueAt: Date | null;
  /** Whether not acting has consequences for the viewer. */
  readonly mandatory: boolean;
}

/** An action that the viewer might expect and cannot take, with the refusal that the mutation would give. */
export interface BlockedAction {
  readonly action: DisputeAction;
  readonly code: ErrorCode;
  readonly message: string;
}

/** What the clock will do next if nobody acts. */
export interface IfNothingHappens {
  readonly at: Date;
  readonly action: DisputeAction;
  /** The status that the dispute will have then. */
  readonly status: DisputeStatus;
  /** The outcome that the dispute will have then, if one is known. */
  readonly outcome: DisputeOutcome | null;
  readonly clause: string | null;
}

/** What advice is computed from, beside the dispute. */
export interface AdviceContext {
  readonly viewer: Viewer;
  readonly rulebook: Rulebook;
  readonly now: Date;
  readonly evidence?: GuardContext["evidence"];
  readonly viewerLevel?: GuardContext["viewerLevel"];
  readonly rulingAuthor?: GuardContext["rulingAuthor"];
}

type Bound = (dispute: Dispute, side: Side | null, rulebook: Rulebook) => Date | null | undefined;

const openOffer: Bound = (dispute, side) =>
  side === null ? null : openOfferOf(dispute, otherSide(side))?.expiresAt;

/** Until when the actions are possible that another clock than the status's own bounds. */
const ownBounds: { readonly [Action in DisputeAction]?: Bound } = {
  ACCEPT_OFFER: openOffer,
  DECLINE_OFFER: openOffer,
  ANSWER_APPEAL: (dispute, side) =>
    pendingAppeals(dispute).find((appeal) => appeal.side !== side)?.answerUntil,
  APPEAL_RULING: appealableUntil,
  DECIDE_HUMAN_REVIEW: ({ humanReview }) => humanReview?.decideUntil,
  REQUEST_HUMAN_REVIEW: ({ automaticOutcome }) => automaticOutcome?.reviewableUntil,
  CLARIFY_RULING: () => null,
  CORRECT_RULING: (dispute, _side, rulebook) => correctableUntil(dispute, rulebook),
  REQUEST_CLARIFICATION: appealableUntil,
  PROVIDE_INFORMATION: ({ clock }) => clock.pause?.endsAt,
  CHALLENGE_MEDIATOR: ({ desk }) => desk.challengeUntil,
  OPT_OUT_OF_SWARM: ({ swarm }) => swarm?.finding?.optOutUntil,
};

/** The actions that the viewer can take on the dispute now, in the order of the table. */
export function allowedActions(dispute: Dispute, context: AdviceContext): AllowedAction[] {
  if (isDue(dispute, context.now)) return [];
  return rowsFor(dispute, context.viewer)
    .filter((row) => refusalOf(row, dispute, context) === null)
    .map((row) => ({
      action: row.action,
      dueAt: dueAtOf(row, dispute, context),
      mandatory: row.mandatory && waitsFor(dispute, context.viewer),
    }));
}

/** The actions of the viewer's role in this status that are not possible now, and why. */
export function blockedActions(dispute: Dispute, context: AdviceContext): BlockedAction[] {
  return rowsFor(dispute, context.viewer).flatMap((row) => {
    const refused = refusalOf(row, dispute, context);
    return refused === null ? [] : [{ action: row.action, code: refused.code, message: refused.message }];
  });
}

function rowsFor({ status }: Dispute, { role }: Viewer): Transition[] {
  return transitions.filter((row) => row.by.includes(role) && row.from.includes(status));
}

function refusalOf({ action }: Transition, dispute: Dispute, context: AdviceContext): Refusal | null {
  const judgement = judge(action, dispute, guardContext(dispute, context));
  return "refused" in judgement ? judgement.refused : null;
}

function guardContext(dispute: Dispute, context: AdviceContext): GuardContext {
  return { ...context, rule: ruleOfDispute(context.rulebook, dispute), mediator: null };
}

function dueAtOf(row: Transition, dispute: Dispute, { viewer, rulebook }: AdviceContext): Date | null {
  const bound = ownBounds[row.action];
  if (bound !== undefined) return bound(dispute, sideOf(viewer.role), rulebook) ?? null;
  return clockEnds(row, dispute) ? dispute.deadlineAt : null;
}

/** Whether the status's own clock can lead to where the row is possible no more. */
function clockEnds(row: Transition, dispute: Dispute): boolean {
  const timer = timerActionOf(dispute.status);
  const acts = timer === null ? [] : rowsOf(timer, dispute.status);
  return acts.some((act) => targetsOf(act, dispute).some((to) => !row.from.includes(to)));
}

function waitsFor(dispute: Dispute, viewer: Viewer): boolean {
  const { role } = viewer;
  switch (dispute.waitingOn) {
    case WaitingOn.BOTH:
      return sideOf(role) !== null && !isDone(dispute, sideOf(role));
    case WaitingOn.SHOPPER:
      return sideOf(role) === Side.SHOPPER;
    case WaitingOn.MERCHANT:
      return sideOf(role) === Side.MERCHANT;
    case WaitingOn.PLATFORM:
      return waitsForMediator(dispute, viewer);
    case WaitingOn.CARRIER:
      return role === Role.CARRIER;
    case WaitingOn.NONE:
      return false;
  }
}

/** An appeal is any senior's to decide who did not have the case in hand; else the case is its mediator's, or anybody's. */
function waitsForMediator({ status, mediatorId }: Dispute, { role, id }: Viewer): boolean {
  const appeals = rowsOf(DisputeAction.DECIDE_APPEAL, status);
  if (appeals.length > 0) return appeals.some(({ by }) => by.includes(role)) && mediatorId !== id;
  if (mediatorId !== null) return mediatorId === id;
  return role === Role.MEDIATOR || role === Role.SENIOR_MEDIATOR;
}

/** Whether a side has done its part of the evidence round or the proposal that is open. Nobody else can tell. */
function isDone(dispute: Dispute, side: Side | null): boolean {
  const { status, evidence } = dispute;
  if (side === null) return false;
  if (status === DisputeStatus.PROPOSED) return openProposalOf(dispute)?.acceptedBy.includes(side) === true;
  const round = latestRound(evidence);
  if (round === null) return false;
  if (status === DisputeStatus.EVIDENCE) return round.completedBy.includes(side);
  return status === DisputeStatus.REBUTTAL && round.rebuttedBy.includes(side);
}

/** Whether the ruling waits for the viewer's side to appeal or not. Joining an appeal that runs already is left to it. */
function mayAppeal(dispute: Dispute, viewer: Viewer): boolean {
  const rows = rowsFor(dispute, viewer).filter(({ action }) => action === DisputeAction.APPEAL_RULING);
  return rows.some((row) => clockEnds(row, dispute)) && appealLeft(dispute, { viewer }) === null;
}

/** What the dispute asks of the viewer. */
export function viewerState(dispute: Dispute, viewer: Viewer): ViewerState {
  if (dispute.deadlineAt === null) return ViewerState.DONE;
  if (mayAppeal(dispute, viewer)) return ViewerState.APPEALABLE;
  if (waitsFor(dispute, viewer)) return ViewerState.ACTION_REQUIRED;
  return dispute.waitingOn === WaitingOn.PLATFORM
    ? ViewerState.WAITING_FOR_PLATFORM
    : ViewerState.WAITING_FOR_OTHER;
}

/**
 * What the next timer will do: decided by the very code that will do it.
 * @param lines the disputed lines as they are now
 * @param clocks calendars and suspensions as they are now; absent: none
 * @returns null for a closed dispute
 */
export function ifNothingHappens(
  dispute: Dispute,
  lines: readonly LineFacts[],
  rulebook: Rulebook,
  clocks?: ClockSetting,
): IfNothingHappens | null {
  const timer = nextTimer(dispute);
  if (timer === null) return null;
  const verdict = decide({ action: timer.action } as Command, dispute, {
    now: timer.at,
    viewer: systemViewer,
    rulebook,
    rule: ruleOfDispute(rulebook, dispute),
    lines,
    mediator: null,
    clocks,
    newId: () => "",
    hash: () => "",
  });
  if (!verdict.accepted) return null;
  const { status, outcome } = verdict.event.after;
  return { at: timer.at, action: timer.action, status, outcome, clause: verdict.clause };
}

import { Role } from "../access/viewer.js";
import { DisputeAction as Action } from "./action.js";
import * as appeals from "./appeal-guards.js";
import { DisputeStatus as Status } from "./dispute.js";
import * as guards from "./guards.js";
import * as evidence from "./evidence-guards.js";
import { noReviewAwaits } from "./human-review-guards.js";
import { mediators, notClosed, parties, senior, system } from "./table-parts.js";
import { row, SAME, type Transition } from "./transition.js";

/** Before a round and after an exchange an item is not sealed: the other side sees it at once. After a ruling it serves an appeal. */
const open = [
  ...[Status.MERCHANT_RESPONSE, Status.NEGOTIATING, Status.QUEUED, Status.IN_REVIEW],
  ...[Status.REBUTTAL, Status.DECIDING, Status.RULED, Status.APPEALED],
];
const heard = [Status.IN_REVIEW, Status.EVIDENCE, Status.REBUTTAL, Status.DECIDING];

/** As long as a mediator has the case, or had it and there may be something to remove: what is open stays open. */
const unheard: ReadonlySet<Status> = new Set([Status.MERCHANT_RESPONSE, Status.NEGOTIATING, Status.QUEUED]);
const judged = notClosed.filter((status) => !unheard.has(status));

/** The rows of the table about evidence: rounds, items, what the mediator makes of them. */
export const evidenceTransitions: readonly Transition[] = [
  row(
    16,
    Action.REQUEST_EVIDENCE,
    { from: [Status.IN_REVIEW, Status.DECIDING], by: mediators, to: [Status.EVIDENCE] },
    { guards: [guards.assignedToViewer, noReviewAwaits, evidence.roundsLeft] },
  ),
  row(
    17,
    Action.SUBMIT_EVIDENCE,
    { from: [Status.EVIDENCE], by: [...parties, Role.LOGISTICS_AGENT], to: [SAME] },
    { guards: [evidence.notCompleted], mandatory: true },
  ),
  row(17, Action.SUBMIT_EVIDENCE, { from: open, by: parties, to: [SAME] }),
  row(17, Action.ATTACH_EVIDENCE, {
    from: [...open, Status.EVIDENCE],
    by: [Role.INTEGRATION],
    to: [SAME],
  }),
  row(
    17,
    Action.WITHDRAW_EVIDENCE,
    { from: [Status.EVIDENCE], by: parties, to: [SAME] },
    { guards: [evidence.notCompleted, evidence.hasSealed] },
  ),
  row(
    18,
    Action.COMPLETE_EVIDENCE,
    { from: [Status.EVIDENCE], by: parties, to: [SAME, Status.REBUTTAL] },
    { guards: [evidence.notCompleted] },
  ),
  row(
    18,
    Action.EXCHANGE_EVIDENCE,
    { from: [Status.EVIDENCE], by: system, to: [Status.REBUTTAL] },
    { guards: [guards.deadlinePassed] },
  ),
  row(
    0,
    Action.EXTEND_EVIDENCE,
    { from: [Status.EVIDENCE], by: parties, to: [SAME] },
    { guards: [evidence.notCompleted, evidence.extensionLeft] },
  ),
  row(
    19,
    Action.REBUT_EVIDENCE,
    { from: [Status.REBUTTAL], by: parties, to: [SAME, Status.DECIDING] },
    { guards: [evidence.notRebutted] },
  ),
  row(
    19,
    Action.END_REBUTTAL,
    { from: [Status.REBUTTAL], by: system, to: [Status.DECIDING] },
    { guards: [guards.deadlinePassed] },
  ),
  row(
    0,
    Action.WAIVE_SLOT,
    { from: [Status.EVIDENCE], by: mediators, to: [SAME] },
    { guards: [guards.assignedToViewer] },
  ),
  row(
    0,
    Action.ADMIT_EVIDENCE,
    { from: heard, by: mediators, to: [SAME] },
    { guards: [guards.assignedToViewer, evidence.hasOpen] },
  ),
  row(
    0,
    Action.EXCLUDE_EVIDENCE,
    { from: heard, by: mediators, to: [SAME] },
    { guards: [guards.assignedToViewer, evidence.hasOpen] },
  ),
  row(
    0,
    Action.ADMIT_EVIDENCE,
    { from: [Status.APPEALED], by: senior, to: [SAME] },
    { guards: [appeals.notAuthor, evidence.hasOpen] },
  ),
  row(
    0,
    Action.EXCLUDE_EVIDENCE,
    { from: [Status.APPEALED], by: senior, to: [SAME] },
    { guards: [appeals.notAuthor, evidence.hasOpen] },
  ),
  row(
    0,
    Action.REDACT_EVIDENCE,
    { from: judged, by: mediators, to: [SAME] },
    { guards: [guards.assignedToViewer, evidence.hasOpen] },
  ),
  row(0, Action.QUARANTINE_EVIDENCE, { from: notClosed, by: system, to: [SAME] }),
];

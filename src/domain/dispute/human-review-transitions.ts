import { DisputeAction as Action } from "./action.js";
import * as desk from "./desk-guards.js";
import { DisputeStatus as Status } from "./dispute.js";
import * as guards from "./guards.js";
import * as reviews from "./human-review-guards.js";
import { mediators, parties, system } from "./table-parts.js";
import { row, SAME, type Transition } from "./transition.js";

/**
 * The rows about a person looking at what the clock decided in rows 9 and 10; model.md names the right and leaves its
 * course open. It goes through the queue like any case: the same order, checks, levels and clocks see to it that somebody
 * fit for it has it soon. Upheld, the dispute is back where it was; overturned, whoever has it hears it from the
 * beginning, for the clock never heard anybody.
 */
export const humanReviewTransitions: readonly Transition[] = [
  row(
    0,
    Action.REQUEST_HUMAN_REVIEW,
    { from: [Status.PERFORMING, Status.CLOSED], by: parties, to: [Status.QUEUED] },
    { guards: [reviews.endedAutomatically, reviews.wentAgainstViewer, reviews.reviewInTime] },
  ),
  row(
    0,
    Action.DECIDE_HUMAN_REVIEW,
    { from: [Status.IN_REVIEW], by: mediators, to: [SAME, Status.PERFORMING, Status.CLOSED] },
    {
      guards: [
        guards.assignedToViewer,
        reviews.reviewAwaits,
        desk.noOpenChallenge,
        guards.separate(Action.DECIDE_HUMAN_REVIEW),
        desk.levelSuffices,
      ],
      mandatory: true,
    },
  ),
  row(
    0,
    Action.ESCALATE_HUMAN_REVIEW,
    { from: [Status.QUEUED, Status.IN_REVIEW], by: system, to: [SAME] },
    { guards: [reviews.reviewOverdue] },
  ),
];

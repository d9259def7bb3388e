import { DisputeAction as Action } from "./action.js";
import * as corrections from "./correction-guards.js";
import { DisputeStatus as Status } from "./dispute.js";
import { mediators, parties } from "./table-parts.js";
import { row, SAME, type Transition } from "./transition.js";

const served: readonly Status[] = [Status.RULED, Status.APPEALED];
const final: readonly Status[] = [Status.PERFORMING, Status.CLOSED];
const { rulingInForce, authorOrStandIn } = corrections;

/** What can be said about a ruling after it was served without deciding anew; the table of model.md leaves it implicit. */
export const correctionTransitions: readonly Transition[] = [
  row(
    0,
    Action.CORRECT_RULING,
    { from: [...served, Status.CLOSED], by: mediators, to: [SAME] },
    { guards: [rulingInForce, authorOrStandIn, corrections.correctable] },
  ),
  // A corrected amount can be appealed again.
  row(
    0,
    Action.CORRECT_RULING,
    { from: [Status.PERFORMING], by: mediators, to: [SAME, Status.RULED] },
    { guards: [rulingInForce, authorOrStandIn, corrections.correctable] },
  ),
  row(
    0,
    Action.REQUEST_CLARIFICATION,
    { from: served, by: parties, to: [SAME] },
    { guards: [rulingInForce, corrections.clarificationLeft] },
  ),
  row(
    0,
    Action.CLARIFY_RULING,
    { from: [...served, ...final], by: mediators, to: [SAME] },
    { guards: [rulingInForce, authorOrStandIn, corrections.clarificationAwaited] },
  ),
];

import { Role } from "../access/viewer.js";
import { DisputeAction as Action } from "./action.js";
import * as appeals from "./appeal-guards.js";
import { DisputeStatus as Status } from "./dispute.js";
import * as guards from "./guards.js";
import { row, SAME, type Transition } from "./transition.js";

const parties = [Role.SHOPPER, Role.MERCHANT_ADMIN, Role.MERCHANT_AGENT];
const senior = [Role.SENIOR_MEDIATOR];
const system = [Role.SYSTEM];
const onTime = { guards: [guards.deadlinePassed] };

/** The rows after a ruling, until it is final: 26 to 28 of model.md. */
export const appealTransitions: readonly Transition[] = [
  row(
    26,
    Action.APPEAL_RULING,
    { from: [Status.RULED], by: parties, to: [Status.APPEALED] },
    { guards: [appeals.appealLeft] },
  ),
  // The second side joins the appeal of the first.
  row(
    26,
    Action.APPEAL_RULING,
    { from: [Status.APPEALED], by: parties, to: [SAME] },
    { guards: [appeals.appealLeft, appeals.appealInTime] },
  ),
  row(
    26,
    Action.ANSWER_APPEAL,
    { from: [Status.APPEALED], by: parties, to: [SAME] },
    { guards: [appeals.answerAwaited] },
  ),
  row(
    26,
    Action.WITHDRAW_APPEAL,
    { from: [Status.APPEALED], by: parties, to: [SAME, Status.PERFORMING, Status.CLOSED] },
    { guards: [appeals.appealWithdrawable] },
  ),
  row(
    27,
    Action.WAIVE_APPEAL,
    { from: [Status.RULED], by: parties, to: [SAME, Status.PERFORMING, Status.CLOSED] },
    { guards: [appeals.appealLeft] },
  ),
  row(
    27,
    Action.FINALISE_RULING,
    { from: [Status.RULED], by: system, to: [Status.PERFORMING, Status.CLOSED] },
    onTime,
  ),
  row(
    28,
    Action.DECIDE_APPEAL,
    { from: [Status.APPEALED], by: senior, to: [Status.PERFORMING, Status.CLOSED, Status.EVIDENCE] },
    { guards: [appeals.notAuthor, appeals.bothHeard], mandatory: true },
  ),
  // Rows 28 and 31 name the clocks of APPEALED and BLOCKED; section 1, idea 4 says what their end does.
  row(28, Action.RAISE_LEVEL, { from: [Status.APPEALED], by: system, to: [SAME] }, onTime),
];

import { DisputeAction as Action } from "./action.js";
import * as appeals from "./appeal-guards.js";
import { DisputeStatus as Status } from "./dispute.js";
import * as guards from "./guards.js";
import { parties, senior, system } from "./table-parts.js";
import { row, SAME, type Transition } from "./transition.js";

const onTime = { guards: [guards.deadlinePassed] };

/** The rows after a ruling, until it is final: 26 to 28 of model.md. */
export const appealTransitions: readonly Transition[] = [
  row(
    26,
    Action.APPEAL_RULING,
    { from: [Status.RULED], by: parties, to: [Status.APPEALED] },
    { guards: [appeals.appealLeft] },
  ),
  // A finding that the platform may not decide closes the dispute, and can be appealed all the same; row 15.
  row(
    26,
    Action.APPEAL_RULING,
    { from: [Status.CLOSED], by: parties, to: [Status.APPEALED] },
    { guards: [appeals.declarationAppealable, appeals.appealLeft] },
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
  // What nobody disputes is due meanwhile, and nobody may stall. In RULED that is what was owed before another ruling, or
  // before an amount was corrected.
  row(
    29,
    Action.MARK_OVERDUE,
    { from: [Status.APPEALED, Status.RULED], by: system, to: [SAME] },
    { guards: [guards.obligationOverdue] },
  ),
];

import { DisputeAction as Action } from "./action.js";
import { DisputeStatus as Status } from "./dispute.js";
import * as guards from "./guards.js";
import { notClosed, parties, system } from "./table-parts.js";
import { row, SAME, type Transition } from "./transition.js";

/** Where the sides must move within a clock of the rulebook. Evidence rounds and what is owed have rows of their own. */
const extensible = [
  ...[Status.MERCHANT_RESPONSE, Status.NEGOTIATING],
  ...[Status.REBUTTAL, Status.PROPOSED, Status.RULED],
];

/** The rows of the table that change nothing but the clock; model.md section 5. */
export const clockTransitions: readonly Transition[] = [
  row(
    0,
    Action.EXTEND_DEADLINE,
    { from: extensible, by: parties, to: [SAME] },
    { guards: [guards.extensionLeft] },
  ),
  row(0, Action.PAUSE_CLOCK, { from: notClosed, by: system, to: [SAME] }, { guards: [guards.partyClock] }),
  row(0, Action.RESUME_CLOCK, { from: notClosed, by: system, to: [SAME] }, { guards: [guards.clockPaused] }),
  row(0, Action.CREDIT_CLOCK, { from: notClosed, by: system, to: [SAME] }, { guards: [guards.partyClock] }),
  row(0, Action.REMIND, { from: notClosed, by: system, to: [SAME] }, { guards: [guards.reminderDue] }),
];

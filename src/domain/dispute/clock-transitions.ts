import { Role } from "../access/viewer.js";
import { DisputeAction as Action } from "./action.js";
import { DisputeStatus as Status } from "./dispute.js";
import * as guards from "./guards.js";
import { row, SAME, type Transition } from "./transition.js";

const parties = [Role.SHOPPER, Role.MERCHANT_ADMIN, Role.MERCHANT_AGENT];
const system = [Role.SYSTEM];
const running = Object.values(Status).filter((status) => status !== Status.CLOSED);

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
  row(0, Action.PAUSE_CLOCK, { from: running, by: system, to: [SAME] }, { guards: [guards.partyClock] }),
  row(0, Action.RESUME_CLOCK, { from: running, by: system, to: [SAME] }, { guards: [guards.clockPaused] }),
  row(0, Action.CREDIT_CLOCK, { from: running, by: system, to: [SAME] }, { guards: [guards.partyClock] }),
  row(0, Action.REMIND, { from: running, by: system, to: [SAME] }, { guards: [guards.reminderDue] }),
];

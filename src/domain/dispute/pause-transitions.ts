import { Role } from "../access/viewer.js";
import { DisputeAction as Action } from "./action.js";
import { DisputeStatus as Status } from "./dispute.js";
import { deadlinePassed } from "./guards.js";
import { inCharge, reopenable, suspensionsLeft } from "./pause-guards.js";
import { mediators, notClosed, parties, senior } from "./table-parts.js";
import { PREVIOUS, row, type Transition } from "./transition.js";

const suspendable = notClosed.filter((status) => status !== Status.SUSPENDED);

/** The rows that hold a dispute or take it up again: 33 and 34 of model.md. */
export const pauseTransitions: readonly Transition[] = [
  row(
    33,
    Action.SUSPEND_DISPUTE,
    { from: suspendable, by: mediators, to: [Status.SUSPENDED] },
    { guards: [inCharge, suspensionsLeft] },
  ),
  row(
    33,
    Action.RESUME_DISPUTE,
    { from: [Status.SUSPENDED], by: mediators, to: [PREVIOUS] },
    { guards: [inCharge] },
  ),
  row(
    33,
    Action.RESUME_DISPUTE,
    { from: [Status.SUSPENDED], by: [Role.SYSTEM], to: [PREVIOUS] },
    { guards: [deadlinePassed] },
  ),
  row(
    34,
    Action.REOPEN_DISPUTE,
    { from: [Status.CLOSED], by: [...parties, ...senior], to: [Status.QUEUED, Status.PERFORMING] },
    { guards: [reopenable] },
  ),
];

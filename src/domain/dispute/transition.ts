import type { Role } from "../access/viewer.js";
import type { DisputeAction } from "./action.js";
import type { DisputeStatus } from "./dispute.js";
import type { Guard } from "./guards.js";

/** Stays where it is. */
export const SAME = "SAME";
/** Goes back to the status before the suspension. */
export const PREVIOUS = "PREVIOUS";

/** One row of the table of model.md section 3. */
export interface Transition {
  /** The row's number in model.md; 0 for what the table leaves implicit. */
  readonly row: number;
  readonly action: DisputeAction;
  /** Statuses in which the action is possible; none for opening. */
  readonly from: readonly DisputeStatus[];
  readonly by: readonly Role[];
  /** Where it may lead, the usual target first. */
  readonly to: readonly (DisputeStatus | typeof SAME | typeof PREVIOUS)[];
  /** What must hold besides status and role, whatever the input is; checked in order. */
  readonly guards: readonly Guard[];
  /** False for rows that the platform does not offer yet: in the table, refused with NOT_OFFERED. */
  readonly offered: boolean;
  /** True where the viewer's silence has consequences of its own. */
  readonly mandatory: boolean;
}

/** A row of the table: offered, without guards and without consequences of silence unless told otherwise. */
export function row(
  number: number,
  action: DisputeAction,
  route: Pick<Transition, "from" | "by" | "to">,
  options: Partial<Transition> = {},
): Transition {
  return { row: number, action, ...route, guards: [], offered: true, mandatory: false, ...options };
}

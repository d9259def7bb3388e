import { maySeeDispute } from "../access/policy.js";
import { Role } from "../access/viewer.js";
import { ErrorCode, refusal, type Refusal } from "../errors.js";
import type { DisputeAction } from "./action.js";
import type { Dispute, DisputeStatus } from "./dispute.js";
import type { GuardContext } from "./guards.js";
import { PREVIOUS, SAME, type Transition } from "./transition.js";
import { rowsOf, transitions } from "./transitions.js";

/** What the table says of an action by a viewer: the row that permits it, or why not. */
export type Judgement = { readonly row: Transition } | { readonly refused: Refusal };

/**
 * Judges an action by status, role and guards, whatever its input. `decide` calls it before it looks
 * at the input and the advice calls it for every action, so that the two can never disagree.
 * @param dispute null for opening
 */
export function judge(action: DisputeAction, dispute: Dispute | null, context: GuardContext): Judgement {
  const { role } = context.viewer;
  if (dispute !== null && !maySeeDispute(context.viewer, dispute)) {
    return { refused: refusal(ErrorCode.NOT_FOUND, "There is no such dispute.") };
  }
  if (!transitions.some((row) => row.action === action && row.by.includes(role))) {
    return { refused: wrongRole(action, role) };
  }
  const row = rowsOf(action, dispute?.status ?? null).find(({ by }) => by.includes(role));
  if (row === undefined) return { refused: wrongStatus(action, dispute) };
  if (!row.offered) {
    return {
      refused: refusal(
        ErrorCode.NOT_OFFERED,
        `${action} is part of the rules, but the platform does not offer it yet.`,
      ),
    };
  }
  const refused = dispute === null ? null : firstRefusal(row, dispute, context);
  return refused === null ? { row } : { refused };
}

function wrongRole(action: DisputeAction, role: Role): Refusal {
  const rows = transitions.filter((row) => row.action === action);
  // Nobody signs in as the clock.
  const people = new Set(rows.flatMap(({ by }) => by).filter((each) => each !== Role.SYSTEM));
  const meant = people.size === 0 ? "the platform's clock alone" : [...people].join(", ");
  return refusal(ErrorCode.FORBIDDEN, `${action} is for ${meant}; your role is ${role}.`);
}

function wrongStatus(action: DisputeAction, dispute: Dispute | null): Refusal {
  const status = dispute?.status ?? null;
  const from = transitions.filter((row) => row.action === action).flatMap((row) => row.from);
  return refusal(
    ErrorCode.STATE_CONFLICT,
    `${action} is not possible while the dispute is ${String(status)}. It is possible in ${[...new Set(from)].join(", ")}.`,
    { details: { status, version: dispute?.version ?? null } },
  );
}

function firstRefusal(row: Transition, dispute: Dispute, context: GuardContext): Refusal | null {
  for (const guard of row.guards) {
    const refused = guard(dispute, context);
    if (refused !== null) return refused;
  }
  return null;
}

/** The statuses that a row may lead to from where the dispute stands. */
export function targetsOf(
  row: Transition,
  dispute: Pick<Dispute, "status" | "suspendedFrom"> | null,
): DisputeStatus[] {
  return row.to.flatMap((to) => {
    if (to !== SAME && to !== PREVIOUS) return [to];
    const resolved = to === SAME ? dispute?.status : dispute?.suspendedFrom;
    return resolved === undefined || resolved === null ? [] : [resolved];
  });
}

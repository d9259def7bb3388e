import { isStaff } from "../../domain/access/policy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import type { ConnectionRows } from "../../persistence/read/connection.js";
import { staffOrder } from "../../persistence/read/orderings.js";
import type { PageArguments } from "../../persistence/read/page.js";
import { readList } from "../../persistence/read/read.js";
import type { Selection } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * A page of the mediators, the highest level first.
 * @throws RefusedError FORBIDDEN for who is not staff that handles disputes; INVALID_PAGE, INVALID_CURSOR
 */
export async function listMediators(
  context: UseCaseContext,
  page: PageArguments,
  selection: Selection,
): Promise<ConnectionRows> {
  if (!isStaff(context.viewer.role)) {
    refuse(ErrorCode.FORBIDDEN, "The list of mediators is for the staff who handle disputes.");
  }
  return readList(context.database, context.viewer, {
    type: "Mediator",
    filter: () => "TRUE",
    ordering: staffOrder,
    field: { args: { ...page }, selection },
  });
}

import { isStaff } from "../../domain/access/policy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { listMacros as readMacros, type MacroWithUse } from "../../persistence/macro.store.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * The macros that are offered for a reason, with what became of the cases that they were sent in; null: for any.
 * @throws RefusedError FORBIDDEN for others than the platform's staff
 */
export async function listMacros(
  { database, viewer }: UseCaseContext,
  reason: string | null,
): Promise<readonly MacroWithUse[]> {
  if (!isStaff(viewer.role)) refuse(ErrorCode.FORBIDDEN, "Macros are for the platform's staff.");
  return readMacros(database, reason);
}

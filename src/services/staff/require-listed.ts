import { Role } from "../../domain/access/viewer.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import type { Sql } from "../../persistence/database.js";
import { readMediator } from "../../persistence/mediator.store.js";
import type { UseCaseContext } from "../use-case.js";

/** Refuses who acts as a mediator and stands on no list of the staff. @throws RefusedError NOT_FOUND */
export function refuseUnlisted(): never {
  return refuse(ErrorCode.NOT_FOUND, "You are not registered as a mediator. Ask the platform to add you.");
}

/**
 * Lets a mediator pass who stands on the list of the staff, and everybody who is none: what these may not do is said elsewhere.
 * @throws RefusedError NOT_FOUND
 */
export async function requireListed(
  sql: Sql,
  { viewer, clock }: Pick<UseCaseContext, "viewer" | "clock">,
): Promise<void> {
  if (viewer.role !== Role.MEDIATOR && viewer.role !== Role.SENIOR_MEDIATOR) return;
  if ((await readMediator(sql, viewer.id, clock.now())) === null) refuseUnlisted();
}

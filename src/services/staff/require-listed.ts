import { ErrorCode, refuse } from "../../domain/errors.js";

/** Refuses who acts as a mediator and stands on no list of the staff. @throws RefusedError NOT_FOUND */
export function refuseUnlisted(): never {
  return refuse(ErrorCode.NOT_FOUND, "You are not registered as a mediator. Ask the platform to add you.");
}

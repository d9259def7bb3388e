import type { DisputeEventType } from "../dispute/event.js";

/**
 * The acts by which somebody of the staff has a hand in a case. `MEDIATOR_ASSIGNED` counts for whoever got it; giving a
 * case to another, messages and notes do not count.
 */
const handling: ReadonlySet<DisputeEventType> = new Set([
  "APPEAL_DECIDED",
  "DISPUTE_DECLARED_INADMISSIBLE",
  "EVIDENCE_ADMITTED",
  "EVIDENCE_EXCLUDED",
  "EVIDENCE_REDACTED",
  "EVIDENCE_REQUESTED",
  "EVIDENCE_SLOT_WAIVED",
  "HUMAN_REVIEW_DECIDED",
  "MEDIATOR_ASSIGNED",
  "RULING_ISSUED",
  "SUBMISSIONS_CLOSED",
]);

/** Whether one of somebody's acts in a case is a part in its first instance: then another decides its appeal. */
export function handledBefore(ownActs: readonly DisputeEventType[]): boolean {
  return ownActs.some((act) => handling.has(act));
}

import type { DisputeEventType } from "../dispute/event.js";

/** What somebody of the staff did in a case: an event of its log, or the review of a ruling's draft, which the log does not hold. */
export type CaseAct = DisputeEventType | "RULING_REVIEWED";

/**
 * The acts by which somebody of the staff has a hand in a case. `MEDIATOR_ASSIGNED` and `CASE_TRANSFERRED` count for whoever
 * got it; giving a case to another, messages and notes do not count.
 */
const handling: ReadonlySet<CaseAct> = new Set([
  "APPEAL_DECIDED",
  "CASE_TRANSFERRED",
  "DISPUTE_DECLARED_INADMISSIBLE",
  "EVIDENCE_ADMITTED",
  "EVIDENCE_EXCLUDED",
  "EVIDENCE_REDACTED",
  "EVIDENCE_REQUESTED",
  "EVIDENCE_SLOT_WAIVED",
  "HUMAN_REVIEW_DECIDED",
  "MEDIATOR_ASSIGNED",
  "RULING_ISSUED",
  "RULING_REVIEWED",
  "SHARED_FINDING_APPLIED",
  "SUBMISSIONS_CLOSED",
]);

/**
 * Whether one of somebody's acts in a case is a part in its first instance: then another reviews the draft of its ruling,
 * decides its appeal, and decides on a challenge of who has it.
 */
export function handledBefore(ownActs: readonly CaseAct[]): boolean {
  return ownActs.some((act) => handling.has(act));
}

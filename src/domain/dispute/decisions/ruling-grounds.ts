import { ErrorCode, refuse } from "../../errors.js";
import { absencesOf } from "../../evidence/dispute-evidence.js";
import { counts, openStatuses } from "../../evidence/visible-items.js";
import type { Finding } from "../../ruling/ruling.js";
import type { Dispute } from "../dispute.js";

/** More findings, clauses or citations than this are no reasons that a person could read. */
const MAXIMUM_GROUNDS = 100;

/** A list of grounds that a person can read. @throws RefusedError VALIDATION */
export function requireReadable(list: readonly unknown[], what: string, field: readonly string[]): void {
  if (list.length <= MAXIMUM_GROUNDS) return;
  refuse(ErrorCode.VALIDATION, `At most ${MAXIMUM_GROUNDS} ${what}; there are ${list.length}.`, { field });
}

/**
 * Every finding rests on something that counts: records and statements, items of evidence, recorded absences; row 24.
 * @throws RefusedError REASONS_REQUIRED, NOT_FOUND for what the mediator cannot see, VALIDATION for what does not count
 */
export function requireFindings(findings: readonly Finding[], dispute: Dispute): void {
  requireReadable(findings, "findings", ["findings"]);
  if (findings.length === 0)
    refuse(ErrorCode.REASONS_REQUIRED, "A ruling needs at least one finding of fact.", {
      field: ["findings"],
    });
  findings.forEach((finding, index) => {
    requireGround(finding, dispute, ["findings", String(index)]);
  });
}

function requireGround(finding: Finding, dispute: Dispute, field: readonly string[]): void {
  const { sources, recordedAbsence, evidenceItemIds = [], absences = [] } = finding;
  if (sources.length + evidenceItemIds.length + absences.length === 0 && recordedAbsence === null) {
    refuse(
      ErrorCode.REASONS_REQUIRED,
      "A finding rests on at least one source, one item of evidence or one recorded absence of evidence.",
      { field },
    );
  }
  requireReadable(evidenceItemIds, "items", [...field, "evidenceItemIds"]);
  requireReadable(absences, "absences", [...field, "absences"]);
  evidenceItemIds.forEach((itemId, index) => {
    requireCountingItem(dispute, itemId, [...field, "evidenceItemIds", String(index)]);
  });
  absences.forEach((absence, index) => {
    requireRecorded(dispute, absence, [...field, "absences", String(index)]);
  });
}

/** What a mediator cannot see does not exist, and what was left out or is late and not admitted does not count. */
function requireCountingItem({ evidence }: Dispute, itemId: string, field: readonly string[]): void {
  const item = evidence.items.find(({ id }) => id === itemId);
  if (item === undefined || !openStatuses.has(item.status)) {
    refuse(ErrorCode.NOT_FOUND, "There is no such item of evidence in this dispute.", { field });
  }
  if (counts(item)) return;
  refuse(
    ErrorCode.VALIDATION,
    item.lateGround === null
      ? "The item was excluded. Admit it before you rest a finding on it, or cite something else."
      : "The item came late and is not admitted. Admit it before you rest a finding on it, or cite something else.",
    { field, details: { status: item.status } },
  );
}

function requireRecorded(
  { evidence }: Dispute,
  { side, slot }: NonNullable<Finding["absences"]>[number],
  field: readonly string[],
): void {
  const recorded = absencesOf(evidence);
  if (recorded.some((absence) => absence.side === side && absence.slot === slot)) return;
  refuse(
    ErrorCode.VALIDATION,
    `No absence of ${slot} of the ${side} is on record. details.absences lists what was missing at the exchange.`,
    { field, details: { absences: recorded.map((absence) => `${absence.side} ${absence.slot}`) } },
  );
}

import { ErrorCode, refuse } from "../../errors.js";
import { absencesOf } from "../../evidence/dispute-evidence.js";
import { counts, openStatuses } from "../../evidence/visible-items.js";
import type { Finding } from "../../ruling/ruling.js";
import type { DecisionContext } from "../decision.js";
import type { Dispute } from "../dispute.js";
import { countingFinding } from "../swarm.js";

/** More findings, clauses or citations than this are no reasons that a person could read. */
const MAXIMUM_GROUNDS = 100;

/** A list of grounds that a person can read. @throws RefusedError VALIDATION */
export function requireReadable(list: readonly unknown[], what: string, field: readonly string[]): void {
  if (list.length <= MAXIMUM_GROUNDS) return;
  refuse(ErrorCode.VALIDATION, `At most ${MAXIMUM_GROUNDS} ${what}; there are ${list.length}.`, { field });
}

/**
 * Every finding rests on something that counts: records and statements, items of evidence, recorded absences, what was
 * found for all disputes of the case swarm; row 24.
 * @throws RefusedError REASONS_REQUIRED, NOT_FOUND for what the mediator cannot see, VALIDATION for what does not count,
 *   STATE_CONFLICT while a side can still opt out of a shared finding
 */
export function requireFindings(
  findings: readonly Finding[],
  dispute: Dispute,
  context: Pick<DecisionContext, "now">,
): void {
  requireReadable(findings, "findings", ["findings"]);
  if (findings.length === 0)
    refuse(ErrorCode.REASONS_REQUIRED, "A ruling needs at least one finding of fact.", {
      field: ["findings"],
    });
  findings.forEach((finding, index) => {
    const field = ["findings", String(index)];
    requireGround(finding, dispute, field);
    requireSharedFinding(finding, { ...dispute, ...context }, [...field, "sharedFindingOf"]);
  });
}

function requireGround(finding: Finding, dispute: Dispute, field: readonly string[]): void {
  const { sources, recordedAbsence, evidenceItemIds = [], absences = [], sharedFindingOf } = finding;
  const cited = sources.length + evidenceItemIds.length + absences.length;
  if (cited === 0 && recordedAbsence === null && sharedFindingOf === undefined) {
    refuse(
      ErrorCode.REASONS_REQUIRED,
      "A finding rests on at least one source, one item of evidence, one recorded absence of evidence or a shared finding.",
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

/** What was found for all disputes of a swarm counts where no side wants it otherwise, and none can want it any more. */
function requireSharedFinding(
  { sharedFindingOf }: Finding,
  { swarm, now }: Pick<Dispute, "swarm"> & Pick<DecisionContext, "now">,
  field: readonly string[],
): void {
  if (sharedFindingOf === undefined) return;
  if (swarm?.swarmId !== sharedFindingOf || swarm.finding === null) {
    refuse(ErrorCode.NOT_FOUND, "There is no such shared finding in this dispute.", { field });
  }
  const finding = countingFinding({ swarm }, sharedFindingOf);
  if (finding === null) {
    refuse(
      ErrorCode.VALIDATION,
      `The ${String(swarm.optOut?.side)} has opted out of the case swarm: its finding does not count here. Rest yours on the evidence of this dispute.`,
      { field },
    );
  }
  if (finding.optOutUntil <= now) return;
  refuse(
    ErrorCode.STATE_CONFLICT,
    `Either side can opt out of the shared finding until ${finding.optOutUntil.toISOString()}. Rule after that, or without it.`,
    { field, details: { optOutUntil: finding.optOutUntil.toISOString() } },
  );
}

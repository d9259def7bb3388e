import { sideOf } from "../access/viewer.js";
import { ErrorCode, refusal } from "../errors.js";
import { latestRound } from "../evidence/dispute-evidence.js";
import { EvidenceItemStatus, EvidenceSource } from "../evidence/evidence-item.js";
import { openStatuses } from "../evidence/visible-items.js";
import type { Guard } from "./guards.js";
import { missingForRefusal } from "./requirements.js";
import { timerRuleOf } from "./statuses.js";

/** There may be another evidence round; row 16. */
export const roundsLeft: Guard = ({ evidence, reopenings, desk }, { rulebook: { limits } }) => {
  const reopenedAt = reopenings.at(-1)?.reopenedAt ?? null;
  // A predecessor's round that nobody confirmed does not count: it is done anew.
  const { length } = evidence.rounds.filter(
    ({ number, requestedAt }) =>
      (reopenedAt === null || requestedAt >= reopenedAt) &&
      !desk.stepsToConfirm.includes(`EVIDENCE_ROUND_${number}`),
  );
  if (length < limits.evidenceRounds) return null;
  const message = `There were ${length} evidence rounds, which is the limit. Decide on what is there.`;
  return refusal(ErrorCode.ATTEMPT_LIMIT, message);
};

/** The viewer's side has not said that it has handed in everything. */
export const notCompleted: Guard = ({ evidence }, { viewer }) => {
  const side = sideOf(viewer.role);
  const done = side !== null && latestRound(evidence)?.completedBy.includes(side) === true;
  return done
    ? refusal(
        ErrorCode.STATE_CONFLICT,
        "Your side has completed its evidence. What comes now is late: hand it in after the exchange, with a ground.",
      )
    : null;
};

/** The viewer's side has not answered the evidence yet; row 19. */
export const notRebutted: Guard = ({ evidence }, { viewer }) => {
  const side = sideOf(viewer.role);
  const done = side !== null && latestRound(evidence)?.rebuttedBy.includes(side) === true;
  return done ? refusal(ErrorCode.STATE_CONFLICT, "Your side has answered the evidence already.") : null;
};

/** The viewer's side has sealed items that it could take back; row 17. */
export const hasSealed: Guard = ({ evidence }, { viewer }) => {
  const side = sideOf(viewer.role);
  return evidence.items.some((item) => item.side === side && item.status === EvidenceItemStatus.SUBMITTED)
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "Your side has no sealed item to take back.");
};

/** The round can be extended: the rule says by how much, and each side may once. */
export const extensionLeft: Guard = (dispute, context) => {
  if ((timerRuleOf(dispute, context)?.extensionHours ?? 0) === 0) {
    return refusal(
      ErrorCode.STATE_CONFLICT,
      "The rule of evidence rounds allows no extension. Hand in what you have before the end.",
    );
  }
  const side = sideOf(context.viewer.role);
  return side !== null && latestRound(dispute.evidence)?.extendedBy.includes(side) === true
    ? refusal(ErrorCode.ATTEMPT_LIMIT, "Your side has extended this round already, which is possible once.")
    : null;
};

/** A side brought something that the mediator can see and decide about. */
export const hasOpen: Guard = ({ evidence: { items } }) =>
  items.some(({ source, status }) => source !== EvidenceSource.SYSTEM && openStatuses.has(status))
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "No evidence of a side is open yet.");

/** The merchant has handed in what the reason demands of it; row 5. */
export const refusalProven: Guard = (dispute, { rule, evidence }) => {
  const records = evidence?.records ?? null;
  const slots = records === null ? [] : missingForRefusal(dispute, rule, records);
  if (slots.length === 0) return null;
  return refusal(
    ErrorCode.EVIDENCE_REQUIRED,
    `Who refuses a claim of ${rule.code} shows ${slots.join(", ")}. Hand it in with saveEvidenceDraft and submitEvidence, ` +
      "then refuse. Without it you can accept the claim, make an offer or call the platform in.",
    { details: { slots, clause: rule.clause } },
  );
};

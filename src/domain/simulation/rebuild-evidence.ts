import { Side } from "../access/viewer.js";
import type { EvidenceFacts } from "../dispute/decision.js";
import type { Dispute } from "../dispute/dispute.js";
import {
  latestRound,
  type EvidenceDemand,
  type EvidenceDraft,
  type EvidenceItem,
} from "../evidence/dispute-evidence.js";
import { EvidenceSource } from "../evidence/evidence-item.js";
import type { Rebuilders } from "./rebuild.js";
import type { RecordedCourse } from "./recorded-course.js";

/** A command names something, even where the log says that nothing was: rounds always had demands. */
function draftOf({ id, side, slot, versionNumber, contentHash }: EvidenceItem): EvidenceDraft {
  return { id, side: side ?? Side.SHOPPER, slot, versionNumber, contentHash };
}

/** What people did about evidence, each with the command that it came from. */
export const evidenceRebuilders: Rebuilders = {
  EVIDENCE_REQUESTED: ({ round: { text, demands } }) => ({
    action: "REQUEST_EVIDENCE",
    ...{ text, demands: distinct(demands) },
  }),
  EVIDENCE_SUBMITTED: ({ item }) => {
    const { source, lateGround } = item;
    if (source === EvidenceSource.CARRIER || source === EvidenceSource.INTEGRATION)
      return { action: "ATTACH_EVIDENCE", record: { ...draftOf(item), source }, lateGround };
    return { action: "SUBMIT_EVIDENCE", draft: draftOf(item), lateGround };
  },
  EVIDENCE_WITHDRAWN: ({ itemId }) => ({ action: "WITHDRAW_EVIDENCE", itemId }),
  EVIDENCE_COMPLETED: () => ({ action: "COMPLETE_EVIDENCE" }),
  EVIDENCE_EXCHANGED: () => ({ action: "COMPLETE_EVIDENCE" }),
  EVIDENCE_EXTENDED: ({ reason }) => ({ action: "EXTEND_EVIDENCE", reason }),
  EVIDENCE_REBUTTED: ({ statement }) => ({ action: "REBUT_EVIDENCE", statement }),
  EVIDENCE_SLOT_WAIVED: ({ side, slot, reason }) => ({ action: "WAIVE_SLOT", side, slot, reason }),
  EVIDENCE_ADMITTED: ({ itemId, reason }) => ({ action: "ADMIT_EVIDENCE", itemId, reason }),
  EVIDENCE_EXCLUDED: ({ itemId, reason }) => ({ action: "EXCLUDE_EVIDENCE", itemId, reason }),
  EVIDENCE_REDACTED: ({ fileId, copyId, reason, kind, parts, planHash }) => ({
    action: "REDACT_EVIDENCE",
    ...{ fileId, copyId, reason, kind, parts, planHash },
  }),
};

function distinct(demands: readonly EvidenceDemand[]): EvidenceDemand[] {
  const byKey = new Map(demands.map((demand) => [`${demand.side} ${demand.slot}`, demand]));
  return [...byKey.values()];
}

/** What was prepared for the round that is open in a replay and is not handed in there yet: what the record says of it. */
export function recordedEvidence({ events }: RecordedCourse, { evidence }: Dispute): EvidenceFacts {
  const round = latestRound(evidence)?.number ?? 0;
  const handedIn = new Set(evidence.items.map(({ id }) => id));
  const drafts = events
    .flatMap(({ event }) => (event.type === "EVIDENCE_EXCHANGED" ? event.items : []))
    .filter((item) => item.round === round && !handedIn.has(item.id))
    .map(draftOf);
  return { drafts, custody: null, records: null };
}

import * as evidence from "../../evidence/evolve-evidence.js";
import * as desk from "../desk.js";
import { nothing, type AppliersOf } from "./applier.js";

/** What the events change that are about evidence. */
export const evidenceAppliers: AppliersOf<
  | "EVIDENCE_REQUESTED"
  | "EVIDENCE_SUBMITTED"
  | "EVIDENCE_WITHDRAWN"
  | "EVIDENCE_COMPLETED"
  | "EVIDENCE_EXCHANGED"
  | "EVIDENCE_EXTENDED"
  | "EVIDENCE_REBUTTED"
  | "EVIDENCE_SLOT_WAIVED"
  | "EVIDENCE_ADMITTED"
  | "EVIDENCE_EXCLUDED"
  | "EVIDENCE_REDACTED"
  | "EVIDENCE_QUARANTINED"
  | "REBUTTAL_ENDED"
> = {
  EVIDENCE_REQUESTED: (dispute, { round }) => ({
    evidence: evidence.requested(dispute.evidence, round),
    // A round of the successor's own takes the place of those that were still to confirm.
    desk: desk.settled(dispute.desk, desk.isRound),
  }),
  EVIDENCE_SUBMITTED: (dispute, { item }) => ({ evidence: evidence.handedIn(dispute.evidence, [item]) }),
  EVIDENCE_WITHDRAWN: (dispute, { itemId }, at) => ({
    evidence: evidence.decided(dispute.evidence, itemId, { status: "WITHDRAWN", decidedAt: at }),
  }),
  EVIDENCE_COMPLETED: (dispute, { side, submitted }) => ({
    evidence: evidence.completed(evidence.handedIn(dispute.evidence, submitted), side),
  }),
  EVIDENCE_EXCHANGED: (dispute, { items, absences }, at) => ({
    evidence: evidence.exchanged(evidence.handedIn(dispute.evidence, items), absences, at),
  }),
  EVIDENCE_EXTENDED: (dispute, { side }) => ({ evidence: evidence.extended(dispute.evidence, side) }),
  EVIDENCE_REBUTTED: (dispute, { side }) => ({ evidence: evidence.rebutted(dispute.evidence, side) }),
  EVIDENCE_SLOT_WAIVED: (dispute, { side, slot, reason }) => ({
    evidence: evidence.waived(dispute.evidence, { side, slot, reason }),
  }),
  EVIDENCE_ADMITTED: (dispute, { itemId, reason }, at) => ({
    evidence: evidence.decided(dispute.evidence, itemId, decision("ADMITTED", reason, at)),
  }),
  EVIDENCE_EXCLUDED: (dispute, { itemId, reason }, at) => ({
    evidence: evidence.decided(dispute.evidence, itemId, decision("EXCLUDED", reason, at)),
  }),
  EVIDENCE_REDACTED: nothing,
  EVIDENCE_QUARANTINED: (dispute, { itemId }, at) => ({
    evidence: evidence.decided(dispute.evidence, itemId, { status: "QUARANTINED", decidedAt: at }),
  }),
  REBUTTAL_ENDED: nothing,
};

function decision(status: "ADMITTED" | "EXCLUDED", decisionReason: string, decidedAt: Date) {
  return { status, decisionReason, decidedAt };
}

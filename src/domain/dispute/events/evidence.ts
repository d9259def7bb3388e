import type { Side } from "../../access/viewer.js";
import type { EvidenceAbsence, EvidenceItem, EvidenceRound } from "../../evidence/dispute-evidence.js";
import type { EvidenceType } from "../../evidence/evidence-type.js";
import type { RedactedFile } from "../../evidence/redaction.js";
import type { CustodyEnd } from "../decision.js";

/** What happened about evidence. */
export type EvidenceOccurrence =
  | { readonly type: "EVIDENCE_REQUESTED"; readonly round: EvidenceRound }
  | { readonly type: "EVIDENCE_SUBMITTED"; readonly item: EvidenceItem }
  | { readonly type: "EVIDENCE_WITHDRAWN"; readonly itemId: string }
  | { readonly type: "EVIDENCE_COMPLETED"; readonly side: Side; readonly submitted: readonly EvidenceItem[] }
  | {
      readonly type: "EVIDENCE_EXCHANGED";
      /** All that was sealed until now. */
      readonly items: readonly EvidenceItem[];
      readonly absences: readonly EvidenceAbsence[];
      /** Where the custody log ended: the two chains hold each other. */
      readonly custody: CustodyEnd | null;
    }
  | {
      readonly type: "EVIDENCE_EXTENDED";
      readonly side: Side;
      readonly fromAt: Date;
      readonly toAt: Date;
      readonly reason: string;
    }
  | { readonly type: "EVIDENCE_REBUTTED"; readonly side: Side; readonly statement: string | null }
  | {
      readonly type: "EVIDENCE_SLOT_WAIVED";
      readonly side: Side;
      readonly slot: EvidenceType;
      readonly reason: string;
    }
  | { readonly type: "EVIDENCE_ADMITTED"; readonly itemId: string; readonly reason: string }
  | { readonly type: "EVIDENCE_EXCLUDED"; readonly itemId: string; readonly reason: string }
  | ({
      readonly type: "EVIDENCE_REDACTED";
      /** Where the custody log ended with it: the two chains hold each other. */
      readonly custody: CustodyEnd | null;
    } & RedactedFile)
  | {
      readonly type: "EVIDENCE_QUARANTINED";
      readonly itemId: string;
      /** Whether the item was still its own side's alone. */
      readonly sealed: boolean;
    }
  | { readonly type: "REBUTTAL_ENDED" };

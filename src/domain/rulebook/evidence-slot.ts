import type { EvidenceType } from "../evidence/evidence-type.js";
import type { LocalisedText } from "./clause.js";

/** How much an evidence slot matters. Of the ALTERNATIVE slots of one side, one that is filled is enough. */
export const EvidenceLevel = {
  ALTERNATIVE: "ALTERNATIVE",
  MANDATORY: "MANDATORY",
  OPTIONAL: "OPTIONAL",
} as const;
export type EvidenceLevel = (typeof EvidenceLevel)[keyof typeof EvidenceLevel];

/** One line of the checklist of what a side hands in beyond the system's own records. */
export interface EvidenceSlot {
  readonly type: EvidenceType;
  readonly level: EvidenceLevel;
  /** What a good one shows; null where the type says it all. */
  readonly hint: LocalisedText | null;
}

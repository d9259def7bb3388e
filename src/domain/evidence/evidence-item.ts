/** Where an item of evidence stands; model.md rows 17 to 19. */
export const EvidenceItemStatus = {
  /** The mediator takes it into account. */
  ADMITTED: "ADMITTED",
  /** A working paper of its side: to be edited, seen by nobody else. */
  DRAFT: "DRAFT",
  /** Both sides can see it; it cannot be changed any more. */
  EXCHANGED: "EXCHANGED",
  /** The mediator leaves it out, and said why. */
  EXCLUDED: "EXCLUDED",
  /** A file of it is dangerous; it counts for nothing. */
  QUARANTINED: "QUARANTINED",
  /** Handed in and sealed: its own side alone can see, replace or withdraw it until the exchange. */
  SUBMITTED: "SUBMITTED",
  /** Taken back by its side before the exchange. */
  WITHDRAWN: "WITHDRAWN",
} as const;
export type EvidenceItemStatus = (typeof EvidenceItemStatus)[keyof typeof EvidenceItemStatus];

/** Who brought an item. */
export const EvidenceSource = {
  /** A carrier or the logistics desk. */
  CARRIER: "CARRIER",
  /** A machine of the marketplace. */
  INTEGRATION: "INTEGRATION",
  /** The platform's own records, as they were when the dispute was opened. */
  SYSTEM: "SYSTEM",
  /** A side. */
  UPLOAD: "UPLOAD",
} as const;
export type EvidenceSource = (typeof EvidenceSource)[keyof typeof EvidenceSource];

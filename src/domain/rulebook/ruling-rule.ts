/** What a ruling is looked at for before it is issued, beside what none may lack; see `domain/ruling/deficiency.ts`. */
export const RulingCheck = {
  /** It holds an absence against a side that nobody asked, or that was let off. */
  ABSENCE_HELD_AGAINST_WHO_WAS_NOT_ASKED: "ABSENCE_HELD_AGAINST_WHO_WAS_NOT_ASKED",
  /** More is ordered for a line than the recommendation gives for it. */
  AMOUNT_OUT_OF_RANGE: "AMOUNT_OUT_OF_RANGE",
  /** The clause of the reason that is ruled on is not cited. */
  CLAUSE_NOT_USED_FOR_REASON: "CLAUSE_NOT_USED_FOR_REASON",
  /** Who bears no fault pays, or who bears all of it gets everything. */
  FAULT_CONTRADICTS_REMEDY: "FAULT_CONTRADICTS_REMEDY",
  /** Evidence that the reason demands was handed in, and no finding cites it. */
  MANDATORY_EVIDENCE_NOT_CITED: "MANDATORY_EVIDENCE_NOT_CITED",
  /** Findings rest on what the sides say alone. */
  NO_EVIDENCE_CITED: "NO_EVIDENCE_CITED",
  /** The reasons are shorter than the rulebook expects. */
  REASONS_TOO_SHORT: "REASONS_TOO_SHORT",
  /** A finding takes over what was found for a case swarm that a side opted out of, or that the dispute left. */
  SHARED_FINDING_NOT_COUNTED: "SHARED_FINDING_NOT_COUNTED",
} as const;
export type RulingCheck = (typeof RulingCheck)[keyof typeof RulingCheck];

/** What becomes of a ruling that a check finds something in. */
export const CheckSeverity = {
  /** It cannot be issued. */
  BLOCKING: "BLOCKING",
  /** Nobody looks. */
  OFF: "OFF",
  /** Its author is told, and it is kept with the ruling. */
  WARNING: "WARNING",
} as const;
export type CheckSeverity = (typeof CheckSeverity)[keyof typeof CheckSeverity];

/** How one check is set. */
export interface RulingCheckRule {
  readonly check: RulingCheck;
  readonly severity: CheckSeverity;
  /** Code of the clause that it rests on. */
  readonly clause: string;
}

/** How rulings are looked at; what is not listed is off. */
export interface RulingCheckRules {
  readonly checks: readonly RulingCheckRule[];
  /** Fewer characters than these are short reasons. */
  readonly reasonsAtLeast: number;
}

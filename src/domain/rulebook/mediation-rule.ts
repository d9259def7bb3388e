import type { RemedyKind } from "../dispute/remedy.js";
import type { LocalisedText } from "./clause.js";

/** Terms that no settlement may have, and how to know them in what somebody writes. */
export interface ForbiddenTerm {
  /** e.g. REVIEW_REMOVAL. */
  readonly code: string;
  readonly clause: string;
  /** What to change. */
  readonly advice: LocalisedText;
  /**
   * Phrases that give it away, in any language. Case, width, accents and what cannot be seen make no difference; "…"
   * stands for a word or none, and in scripts without spaces for up to six characters.
   */
  readonly phrases: readonly [string, ...string[]];
}

/** Where two sealed limits that cross settle a dispute. */
export interface SealedLimitRule {
  /** Basis points of the way from the shopper's limit to the merchant's: 0 is the shopper's, 5,000 the middle. */
  readonly meetAtBasisPoints: number;
  /** How often a side may state one in a dispute, so that nobody finds the other's by creeping up to it. */
  readonly statements: number;
  readonly clause: string;
}

/** What the rulebook says about settling with the platform's help. */
export interface MediationRule {
  /** Remedies that a mediator may propose besides those that a claim for the reason may ask for. */
  readonly proposalRemedies: readonly RemedyKind[];
  /**
   * How far the money of a proposal may lie from what is recommended, in basis points of what was paid for the disputed
   * lines; null: as far as the caps allow.
   */
  readonly proposalRangeBasisPoints: number | null;
  /** Null where the sides cannot state sealed limits. */
  readonly sealedLimits: SealedLimitRule | null;
  readonly forbiddenTerms: readonly ForbiddenTerm[];
}

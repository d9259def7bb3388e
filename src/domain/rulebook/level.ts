import type { AmountByCurrency } from "./compensation-formula.js";

/** The levels of the platform's mediators. */
export type Level = 1 | 2 | 3;

/** Which level is next when one is late or exceeded; the last has no next. */
export interface EscalationStep {
  readonly from: Level;
  readonly to: Level;
}

/** From which level on an appeal against a ruling of a level is decided; always by somebody else. */
export interface AppealAuthority {
  readonly ruledBy: Level;
  readonly decidedFrom: Level;
}

/**
 * Up to which amount a level may rule; a currency that is absent needs the highest level, which names
 * none: it has no bound.
 */
export interface AuthorityRule {
  readonly level: Level;
  readonly amounts: AmountByCurrency;
}

import type { AmountByCurrency } from "./compensation-formula.js";

/** In which order mediators work off what waits for them. All points are whole numbers; more is sooner. */
export interface QueueRule {
  /** After how many hours of waiting a case has one point more. */
  readonly hoursPerPoint: number;
  /** Points of a reason that is not named in `severityByReason`. */
  readonly severity: number;
  readonly severityByReason: Readonly<Record<string, number>>;
  /** Points of the amount that is claimed. */
  readonly amount: AmountPoints;
  /** Points of a reason that is urgent. */
  readonly urgent: number;
  /** Points of perishable goods. */
  readonly perishable: number;
  /** Points of a shopper whom the marketplace calls vulnerable. */
  readonly vulnerable: number;
  /** Points of a clock that runs short. */
  readonly deadline: DeadlinePoints;
  /** Points of a case whose clock the platform has let run out. */
  readonly overdue: number;
  /** Points by the marketplace's own name of a membership tier; a tier that is absent has none. */
  readonly tiers: Readonly<Record<string, number>>;
  /** The longest shift of a mediator, in hours. */
  readonly shiftHours: number;
}

/** One point for each full `perPoint` of the claim's currency, up to `most`; a currency that is absent has none. */
export interface AmountPoints {
  readonly perPoint: AmountByCurrency;
  readonly most: number;
}

/** `points` for a clock of no length, falling evenly to none for one of `withinHours` or longer. */
export interface DeadlinePoints {
  readonly points: number;
  readonly withinHours: number;
}

/** Most points that a membership tier may give. */
export const MOST_TIER_POINTS = 15;

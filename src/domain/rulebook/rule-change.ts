import type { CompensationFormula } from "./compensation-formula.js";
import type { FreightBearer } from "./freight-rule.js";
import type { SilenceEffect } from "./reason-rule.js";

/** What a category or a promise makes different of a reason's rule; what is absent stays. */
export interface RuleChange {
  readonly merchantResponseHours?: number;
  readonly windowDays?: number;
  readonly freightBearer?: FreightBearer;
  readonly compensation?: CompensationFormula;
  readonly onMerchantSilence?: readonly [SilenceEffect, ...SilenceEffect[]];
  readonly urgent?: boolean;
}

/** Goods of a category follow other rules; the row of the reason goes before one for all reasons. */
export interface CategoryOverride {
  /** The marketplace's own name of the category. */
  readonly category: string;
  /** Reasons that it concerns; none listed means all. */
  readonly reasons: readonly string[];
  readonly change: RuleChange;
  readonly clause: string;
}

/** What a promise made with the order amounts to; it binds where it is better for the shopper. */
export interface PromiseRule {
  /** The marketplace's code of the promise, e.g. FREE_RETURN. */
  readonly kind: string;
  readonly reasons: readonly string[];
  readonly change: Pick<
    RuleChange,
    "merchantResponseHours" | "windowDays" | "freightBearer" | "compensation"
  >;
  /** Whether the window lasts as long as the promise itself. */
  readonly windowToItsEnd: boolean;
  readonly clause: string;
}

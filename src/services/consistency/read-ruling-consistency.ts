import { seesConsistency } from "../../domain/access/policy.js";
import { isSmall } from "../../domain/consistency/award-spread.js";
import { estimateShare, type ShareEstimate } from "../../domain/consistency/wilson.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import {
  readClauseCounts,
  type ClauseCounts,
  type ConsistencyPeriod,
} from "../../persistence/clause-health.store.js";
import { MAXIMUM_PAGE } from "../../persistence/read/page.js";
import { countRulingDivergences, type RulingDivergence } from "../../persistence/read/ruling-divergences.js";
import { readTwinCases, type TwinCases } from "../../persistence/twin-cases.store.js";
import type { UseCaseContext } from "../use-case.js";

/** How often rulings that cite a clause were overturned. */
export interface ClauseOverturns extends Pick<ClauseCounts, "clause" | "overturnedRulings" | "rulings"> {
  readonly share: ShareEstimate;
}

/** How alike the rulings for a reason are. */
export interface RulingConsistency {
  readonly twins: readonly (TwinCases & { readonly small: boolean })[];
  readonly clauses: readonly ClauseOverturns[];
  readonly divergences: readonly RulingDivergence[];
}

/**
 * How alike the rulings for a reason are: the spread of awards on twins (same reason, category of the first disputed line,
 * currency and band of claims), how often rulings on each clause were overturned, how often they diverged from the
 * recommendation. Three statements, numbers alone.
 * @throws RefusedError FORBIDDEN for others than rule staff, senior mediators and auditors; VALIDATION for a period that ends
 *   before it begins
 */
export async function readRulingConsistency(
  context: UseCaseContext,
  period: ConsistencyPeriod,
): Promise<RulingConsistency> {
  if (!seesConsistency(context.viewer.role)) {
    refuse(
      ErrorCode.FORBIDDEN,
      "The consistency of rulings is for rule staff, senior mediators and auditors.",
    );
  }
  const { from, until } = period;
  if (from !== null && until !== null && until <= from) {
    refuse(ErrorCode.VALIDATION, "The period ends before it begins. Let `until` be after `from`.", {
      field: ["until"],
    });
  }
  const { consistency } = await context.currentRulebook();
  const { database } = context;
  const [twins, counts, divergences] = await Promise.all([
    readTwinCases(database, period),
    readClauseCounts(database, { minimumOverturned: 0, limit: MAXIMUM_PAGE, only: period }),
    countRulingDivergences(database, { ...period, clause: null }),
  ]);
  return {
    twins: twins.map((twin) => ({ ...twin, small: isSmall(twin.spread.cases, consistency.smallSample) })),
    clauses: counts.flatMap(overturnsOf),
    divergences,
  };
}

function overturnsOf({ clause, rulings, overturnedRulings }: ClauseCounts): ClauseOverturns[] {
  const share = estimateShare(overturnedRulings, rulings);
  return share === null ? [] : [{ clause, rulings, overturnedRulings, share }];
}

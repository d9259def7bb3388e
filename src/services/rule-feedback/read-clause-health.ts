import { seesConsistency } from "../../domain/access/policy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import type { LocalisedText } from "../../domain/rulebook/clause.js";
import { readClauseCounts, type ClauseCounts } from "../../persistence/clause-health.store.js";
import { MAXIMUM_PAGE } from "../../persistence/read/page.js";
import type { UseCaseContext } from "../use-case.js";

/** How one clause fares. */
export interface ClauseHealth extends ClauseCounts {
  /** Its title in the rulebook in force; null if that has it no more. */
  readonly title: LocalisedText | null;
  /** Share of the rulings that cite it which were overturned, 0 to 1; null if no ruling does. */
  readonly overturnRate: number | null;
}

/**
 * The clauses on which rulings and automatic acts were overturned again and again, most often first.
 * @throws RefusedError FORBIDDEN for others than rule staff, senior mediators and auditors; INVALID_PAGE, VALIDATION
 */
export async function readClauseHealth(
  context: UseCaseContext,
  { first, minimumOverturned }: { readonly first: number; readonly minimumOverturned: number },
): Promise<readonly ClauseHealth[]> {
  if (!seesConsistency(context.viewer.role)) {
    refuse(ErrorCode.FORBIDDEN, "Clause health is for rule staff, senior mediators and auditors.");
  }
  if (!(first >= 1 && first <= MAXIMUM_PAGE)) {
    refuse(ErrorCode.INVALID_PAGE, `first must be 1 to ${MAXIMUM_PAGE}; it is ${first}.`, {
      field: ["first"],
    });
  }
  if (minimumOverturned < 0) {
    refuse(ErrorCode.VALIDATION, "minimumOverturned must be 0 or more.", { field: ["minimumOverturned"] });
  }
  const counts = await readClauseCounts(context.database, { minimumOverturned, limit: first });
  const { clauses } = await context.currentRulebook();
  return counts.map((count) => ({
    ...count,
    title: clauses[count.clause]?.title ?? null,
    overturnRate: count.rulings === 0 ? null : count.overturnedRulings / count.rulings,
  }));
}

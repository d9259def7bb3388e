import { seesDivergences } from "../../domain/access/policy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import {
  countRulingDivergences,
  type DivergenceFilter,
  type RulingDivergence,
} from "../../persistence/read/ruling-divergences.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * How often rulings were other than recommended, over all disputes: numbers alone, for those who keep the rules.
 * @throws RefusedError FORBIDDEN for anybody but staff that rules, audits or writes the rulebook
 */
export async function readRulingDivergences(
  context: UseCaseContext,
  filter: DivergenceFilter,
): Promise<readonly RulingDivergence[]> {
  if (!seesDivergences(context.viewer.role)) {
    refuse(ErrorCode.FORBIDDEN, "How rulings differ from the rulebook's advice is for the platform's staff.");
  }
  return countRulingDivergences(context.database, filter);
}

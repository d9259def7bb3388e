import type { DisputeGrouping } from "../../domain/dispute/grouping.js";
import { countDisputesBy, type DisputeCount } from "../../persistence/read/count-disputes.js";
import type { DisputeFilter } from "../../persistence/read/dispute-filter.js";
import type { UseCaseContext } from "../use-case.js";
import { checkSearch } from "./list-disputes.js";

/** Counts the disputes that the viewer sees by one of their values. @throws RefusedError INVALID_TEXT */
export async function countDisputes(
  context: UseCaseContext,
  grouping: DisputeGrouping,
  filter: DisputeFilter,
): Promise<readonly DisputeCount[]> {
  checkSearch(filter);
  return countDisputesBy(context.database, context.viewer, grouping, filter);
}

import { cleanText } from "../../domain/text.js";
import type { ConnectionRows } from "../../persistence/read/connection.js";
import {
  disputeFilterSql,
  impliesDeadline,
  type DisputeFilter,
} from "../../persistence/read/dispute-filter.js";
import { disputeOrder, type DisputeOrderField } from "../../persistence/read/orderings.js";
import type { PageArguments } from "../../persistence/read/page.js";
import { readList } from "../../persistence/read/read.js";
import type { Selection } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";

/** Most characters of a text, or of a reason's code, to look for. */
const SEARCH_MAXIMUM = 200;

/** Which disputes, in which order, which page of them. */
export interface DisputeListQuery {
  readonly filter: DisputeFilter;
  readonly orderBy: { readonly field: DisputeOrderField; readonly descending: boolean };
  readonly page: PageArguments;
}

/**
 * Checks what a client looks for.
 * @throws RefusedError INVALID_TEXT if it is longer than 200 characters or holds control characters
 */
export function checkSearch(filter: DisputeFilter): void {
  if (filter.search) cleanText(filter.search, { field: ["filter", "search"], maximum: SEARCH_MAXIMUM });
  for (const reason of filter.reason ?? []) {
    cleanText(reason, { field: ["filter", "reason"], maximum: SEARCH_MAXIMUM });
  }
}

/**
 * A page of the disputes that the viewer sees, in one statement.
 * @throws RefusedError INVALID_PAGE, INVALID_CURSOR, INVALID_TEXT
 */
export async function listDisputes(
  context: UseCaseContext,
  { filter, orderBy, page }: DisputeListQuery,
  selection: Selection,
): Promise<ConnectionRows> {
  checkSearch(filter);
  return readList(context.database, context.viewer, {
    type: "Dispute",
    filter: disputeFilterSql(filter),
    ordering: disputeOrder(orderBy.field, orderBy.descending, impliesDeadline(filter)),
    field: { args: { ...page }, selection },
  });
}

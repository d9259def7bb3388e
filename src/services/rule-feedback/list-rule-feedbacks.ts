import { cleanText, TextLimit } from "../../domain/text.js";
import type { ConnectionRows } from "../../persistence/read/connection.js";
import { feedbackFilterSql, type FeedbackFilter } from "../../persistence/read/feedback-filter.js";
import { feedbackOrder } from "../../persistence/read/orderings.js";
import type { PageArguments } from "../../persistence/read/page.js";
import { readList } from "../../persistence/read/read.js";
import type { Selection } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * A page of the feedback on rules, newest first, in one statement. It is public among all who are signed in.
 * @throws RefusedError INVALID_PAGE, INVALID_CURSOR; INVALID_TEXT for a clause that cannot be one
 */
export async function listRuleFeedbacks(
  context: UseCaseContext,
  { filter, page }: { readonly filter: FeedbackFilter; readonly page: PageArguments },
  selection: Selection,
): Promise<ConnectionRows> {
  if (filter.clause) cleanText(filter.clause, { field: ["filter", "clause"], maximum: TextLimit.CODE });
  return readList(context.database, context.viewer, {
    type: "RuleFeedback",
    filter: feedbackFilterSql(filter),
    ordering: feedbackOrder,
    field: { args: { ...page }, selection },
  });
}

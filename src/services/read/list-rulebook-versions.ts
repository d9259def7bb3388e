import type { ConnectionRows } from "../../persistence/read/connection.js";
import { rulebookOrder } from "../../persistence/read/orderings.js";
import type { PageArguments } from "../../persistence/read/page.js";
import { readList } from "../../persistence/read/read.js";
import { rulebookFilterSql, type RulebookFilter } from "../../persistence/read/rulebook-filter.js";
import type { Selection } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * A page of the versions of the rules that the viewer sees, the latest first, in one statement.
 * @throws RefusedError INVALID_PAGE, INVALID_CURSOR
 */
export async function listRulebookVersions(
  context: UseCaseContext,
  query: { readonly filter: RulebookFilter; readonly page: PageArguments },
  selection: Selection,
): Promise<ConnectionRows> {
  return readList(context.database, context.viewer, {
    type: "RulebookVersion",
    filter: rulebookFilterSql(query.filter, context.clock.now()),
    ordering: rulebookOrder,
    field: { args: { ...query.page }, selection },
  });
}

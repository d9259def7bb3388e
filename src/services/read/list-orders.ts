import type { ConnectionRows } from "../../persistence/read/connection.js";
import { orderFilterSql, type OrderFilter } from "../../persistence/read/order-filter.js";
import { purchaseOrder } from "../../persistence/read/orderings.js";
import type { PageArguments } from "../../persistence/read/page.js";
import { readList } from "../../persistence/read/read.js";
import type { Selection } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * A page of the orders that the viewer sees, newest first, in one statement.
 * @throws RefusedError INVALID_PAGE, INVALID_CURSOR
 */
export async function listOrders(
  context: UseCaseContext,
  query: { readonly filter: OrderFilter; readonly page: PageArguments },
  selection: Selection,
): Promise<ConnectionRows> {
  return readList(context.database, context.viewer, {
    type: "Order",
    filter: orderFilterSql(query.filter),
    ordering: purchaseOrder,
    field: { args: { ...query.page }, selection },
  });
}

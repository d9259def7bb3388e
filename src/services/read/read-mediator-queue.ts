import { Reach, reachOf } from "../../domain/access/policy.js";
import type { Viewer } from "../../domain/access/viewer.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { BREACHING_HOURS, QueueView, type QueueFilter } from "../../domain/queue/queue-view.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { addHours } from "../../domain/time.js";
import type { ConnectionRows } from "../../persistence/read/connection.js";
import { queueOrder } from "../../persistence/read/orderings.js";
import type { PageArguments } from "../../persistence/read/page.js";
import { countQueueViews, queueViewSql } from "../../persistence/read/queue-view.js";
import { readList } from "../../persistence/read/read.js";
import type { Selection } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";

/** The furthest that BREACHING looks ahead, in hours: a year. */
const MOST_HOURS = 8_760;

/** Most values of one kind in a filter. */
const MOST_VALUES = 100;

/**
 * Makes sure that the viewer works at the mediation desk.
 * @throws RefusedError FORBIDDEN
 */
export function requireDesk({ role }: Pick<Viewer, "role">): void {
  const reach = reachOf(role);
  if (reach === Reach.QUEUED || reach === Reach.ESCALATED) return;
  refuse(ErrorCode.FORBIDDEN, "The queue is the mediators'. Use disputes(filter: …) for what you may see.");
}

/**
 * Checks what narrows a view.
 * @throws RefusedError INVALID_TEXT, VALIDATION for too many values or hours that are no whole number from 0 to 8,760
 */
export function checkQueueFilter({ reason, level, currency, withinHours }: QueueFilter): void {
  for (const [name, values] of Object.entries({ reason, level, currency })) checkValues(name, values ?? []);
  if (withinHours == null || (withinHours >= 0 && withinHours <= MOST_HOURS)) return;
  refuse(ErrorCode.VALIDATION, `0 to ${MOST_HOURS} hours are expected.`, {
    field: ["filter", "withinHours"],
  });
}

function checkValues(name: string, values: readonly (string | number)[]): void {
  const field = ["filter", name];
  if (values.length > MOST_VALUES) {
    refuse(ErrorCode.VALIDATION, `At most ${MOST_VALUES} values are expected.`, { field });
  }
  for (const value of values) {
    if (typeof value === "string") cleanText(value, { field, maximum: TextLimit.CODE });
    else if (value < 1 || value > 3) refuse(ErrorCode.VALIDATION, "Levels are 1, 2 and 3.", { field });
  }
}

function breachingBefore({ clock }: UseCaseContext, { withinHours }: QueueFilter): Date {
  return addHours(clock.now(), withinHours ?? BREACHING_HOURS);
}

/**
 * A page of a view of the queue, by the rulebook's priority, in one statement.
 * @throws RefusedError FORBIDDEN if the viewer is no mediator; INVALID_TEXT, VALIDATION, INVALID_PAGE, INVALID_CURSOR
 */
export async function readMediatorQueue(
  context: UseCaseContext,
  query: {
    readonly view?: QueueView | null | undefined;
    readonly filter: QueueFilter;
    readonly page: PageArguments;
  },
  selection: Selection,
): Promise<ConnectionRows> {
  requireDesk(context.viewer);
  const { filter, page } = query;
  checkQueueFilter(filter);
  const view = query.view ?? QueueView.UNASSIGNED;
  return readList(context.database, context.viewer, {
    type: "Dispute",
    filter: queueViewSql({ view, filter, breachingBefore: breachingBefore(context, filter) }),
    ordering: queueOrder,
    field: { args: { ...page }, selection },
  });
}

/** How many cases a view has. */
export interface QueueCount {
  readonly view: QueueView;
  readonly count: number;
}

/**
 * How many cases the viewer sees in each view, in one statement.
 * @throws RefusedError FORBIDDEN if the viewer is no mediator; INVALID_TEXT, VALIDATION
 */
export async function readMediatorQueueCounts(
  context: UseCaseContext,
  filter: QueueFilter,
): Promise<readonly QueueCount[]> {
  requireDesk(context.viewer);
  checkQueueFilter(filter);
  const query = { filter, breachingBefore: breachingBefore(context, filter) };
  const counts = await countQueueViews(context.database, context.viewer, query);
  return Object.values(QueueView).map((view) => ({ view, count: counts[view] }));
}

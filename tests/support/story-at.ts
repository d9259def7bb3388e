import { Role } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import type { Database } from "../../src/persistence/database.js";
import { Factory, TestClock, type PurchaseOptions } from "./factory.js";
import { Story, type ReachableStatus } from "./story.js";

/** A story of its own purchase and staff, played to a status, with the clock that it goes by. */
export async function storyAt(
  database: Database,
  status: ReachableStatus,
  purchase: PurchaseOptions = {},
): Promise<{ story: Story; clock: TestClock }> {
  const clock = new TestClock();
  const factory = new Factory(database, clock);
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  const cast = { purchase: await factory.purchase(purchase), senior, mediator: await factory.mediator() };
  return { story: await (await Story.open(factory, cast)).playTo(status), clock };
}

/** What came of works started together: the codes of the refused, sorted, with "accepted" for the rest. Faults fail the test. */
export async function outcomesAtOnce(works: readonly (() => Promise<unknown>)[]): Promise<string[]> {
  const settled = await Promise.allSettled(works.map((work) => work()));
  return settled
    .map((each) => {
      if (each.status === "fulfilled") return "accepted";
      if (each.reason instanceof RefusedError) return each.reason.refusals[0].code;
      throw each.reason;
    })
    .sort();
}

/** The code that a work was refused with, or "accepted". */
export const codeOf = async (work: Promise<unknown>): Promise<string> =>
  (await outcomesAtOnce([() => work]))[0]!;

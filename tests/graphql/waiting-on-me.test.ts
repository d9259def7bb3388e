import { v7 as newUuid } from "uuid";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { viewerState } from "../../src/domain/dispute/advice.js";
import type { Dispute } from "../../src/domain/dispute/dispute.js";
import { fromGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { loadDispute } from "../../src/persistence/dispute.store.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person } from "../support/factory.js";
import { execute } from "../support/graphql.js";
import { Story, type ReachableStatus } from "../support/story.js";

let database: Database;
let factory: Factory;
let viewers: Viewer[];
const disputes = new Map<string, Dispute>();
const statuses: readonly ReachableStatus[] = [
  ...(["MERCHANT_RESPONSE", "NEGOTIATING", "QUEUED", "IN_REVIEW"] as const),
  ...(["DECIDING", "RULED", "APPEALED", "PERFORMING", "CLOSED"] as const),
];

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  const mediator = await factory.mediator();
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  const shopper = person(Role.SHOPPER);
  const merchant: Viewer = { role: Role.MERCHANT_AGENT, id: newUuid(), merchantId: newUuid() };
  for (const status of statuses) {
    const purchase = await factory.purchase({ shopper, merchant });
    const story = await (await Story.open(factory, { purchase, mediator, senior })).playTo(status);
    disputes.set(story.disputeId, (await loadDispute(database, story.disputeId))!.dispute);
  }
  const known = [shopper, merchant, mediator, senior];
  const others = Object.values(Role)
    .filter((role) => role !== Role.SYSTEM && !known.some((viewer) => viewer.role === role))
    .map((role) => ({
      ...person(role),
      merchantId: role === Role.MERCHANT_ADMIN ? merchant.merchantId : null,
    }));
  viewers = [...known, await factory.mediator(), ...others];
});
afterAll(() => closeTestDatabase(database));

async function listed(viewer: Viewer, filter: string): Promise<Set<string>> {
  const source = `{ disputes(first: 100, filter: { ${filter} }) { nodes { id } } }`;
  const { data, errors } = await execute(factory.as(viewer), source);
  expect(errors).toBeUndefined();
  const { nodes } = data!["disputes"] as { nodes: { id: string }[] };
  return new Set(nodes.map(({ id }) => fromGlobalId("Dispute", id)));
}

/** Whether the domain says that the dispute asks something of the viewer; an appeal is a move that one may leave. */
function asks(dispute: Dispute, viewer: Viewer): boolean {
  return ["ACTION_REQUIRED", "APPEALABLE"].includes(viewerState(dispute, viewer));
}

describe("the filter waitingOnMe", () => {
  it("says of every status to every role what the dispute itself says", async () => {
    expect(new Set([...disputes.values()].map(({ status }) => status)).size).toBe(statuses.length);
    for (const viewer of viewers) {
      const seen = [...(await listed(viewer, ""))];
      const mine = new Set(seen.filter((id) => asks(disputes.get(id)!, viewer)));
      expect([viewer.role, await listed(viewer, "waitingOnMe: true")]).toEqual([viewer.role, mine]);
      const rest = new Set(seen.filter((id) => !mine.has(id)));
      expect([viewer.role, await listed(viewer, "waitingOnMe: false")]).toEqual([viewer.role, rest]);
    }
  });

  it("gives a case that nobody has to every mediator, an appeal to every senior, and a case in hand to its own alone", async () => {
    const count = async (role: Role) =>
      Promise.all(
        viewers
          .filter((viewer) => viewer.role === role)
          .map(async (viewer) => (await listed(viewer, "waitingOnMe: true")).size),
      );
    const [own, other] = await count(Role.MEDIATOR);
    expect(other).toBe(1);
    expect(own).toBeGreaterThan(1);
    expect(await count(Role.SENIOR_MEDIATOR)).toEqual([2]);
    for (const role of [Role.FRONTLINE_AGENT, Role.AUDITOR, Role.INTEGRATION])
      expect(await count(role)).toEqual([0]);
  });
});

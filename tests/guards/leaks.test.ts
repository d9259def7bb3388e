import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { Database } from "../../src/persistence/database.js";
import { nodeTypeNames, type NodeTypeName } from "../../src/persistence/read/selection.js";
import { exportDossier } from "../../src/services/dossier/export-dossier.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { Factory, person, type Purchase } from "../support/factory.js";
import { execute } from "../support/graphql.js";
import { objectsOf, publicTypes } from "../support/hidden-world.js";
import { everythingOf } from "../support/schema-walk.js";
import { storeFile } from "../support/stored-file.js";
import { Story } from "../support/story.js";

const schema = createSchema();
let database: Database;
let factory: Factory;
let purchase: Purchase;
/** One dispute against each of the two merchants of one order. */
let stories: readonly [Story, Story];
let mediator: Viewer;

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  purchase = await factory.purchase({ merchants: 2 });
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  mediator = await factory.mediator();
  const told: Story[] = [];
  for (const [index, merchant] of purchase.merchants.entries()) {
    await factory.register(merchant, `Agent of ${merchant.merchantId!}`);
    const mine = { ...purchase, merchants: [merchant] };
    const statement = `Statement ${index}: the lamp never came.`;
    const lines = [{ orderLineId: purchase.lines[index]!, amount: null }];
    const cast = { purchase: mine, senior, mediator: index === 0 ? mediator : await factory.mediator() };
    const story = await Story.open(factory, cast, { statement, lines });
    for (const by of [story.shopper, story.merchant])
      await storeFile(database, { disputeId: story.disputeId, by });
    await story.playTo("IN_REVIEW");
    await story.evidence.hear();
    await story.rule();
    await story.runOut();
    for (const by of [story.shopper, story.merchant]) {
      const asked = { clientMutationId: `dossier-${index}`, disputeId: story.disputeId };
      await exportDossier(factory.as(by), { ...asked, language: "EN" });
    }
    told.push(story);
  }
  stories = [told[0]!, told[1]!];
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

/** Everything that the schema lets a viewer ask without an id. */
async function allThatSees(viewer: Viewer): Promise<string> {
  const page = (name: string) => {
    const type = schema.getType(name)!;
    return everythingOf(schema, type);
  };
  const source = `{
    viewer ${page("Viewer")}
    disputes(first: 50) ${page("DisputeConnection")}
    orders(first: 50) ${page("OrderConnection")}
  }`;
  const { data, errors } = await execute(factory.as(viewer), source);
  expect(errors).toBeUndefined();
  return JSON.stringify(data);
}

/** API ids and UUIDs of all objects of some types that belong to a dispute's case. */
async function idsOf(story: Story, types: readonly NodeTypeName[]): Promise<string[]> {
  const found: string[] = [];
  for (const type of types) {
    for (const { id } of await objectsOf(database, story.disputeId, type))
      found.push(id, toGlobalId(type, id));
  }
  return found;
}

function expectHidden(seen: string, hidden: readonly string[]): void {
  expect(hidden.length).toBeGreaterThan(0);
  expect(hidden.filter((text) => seen.includes(text))).toEqual([]);
}

/** The order, its shopper and its review belong to both merchants' cases, what is about the rules alone to none. */
const shared: ReadonlySet<NodeTypeName> = new Set([
  ...(["Order", "Shopper", "Review", "RulebookSimulation", "RulebookVersion"] as const),
]);
/** Not every dispute has them; isolation.test.ts hides one of each. */
const perhapsNone: ReadonlySet<string> = new Set(["CaseSwarm", "Proposal"]);
const apart = nodeTypeNames.filter((type) => !shared.has(type) && !publicTypes.has(type));

it.each([0, 1] as const)("merchant %i of an order sees nothing of the other's part of it", async (index) => {
  const [own, other] = index === 0 ? stories : [stories[1], stories[0]];
  for (const role of [Role.MERCHANT_AGENT, Role.MERCHANT_ADMIN]) {
    const seen = await allThatSees({ ...own.merchant, role });
    expect(seen).toContain(toGlobalId("Dispute", own.disputeId));
    expectHidden(seen, await idsOf(other, apart));
    const merchantId = other.merchant.merchantId!;
    expectHidden(seen, [merchantId, `Statement ${1 - index}`, other.disputeId]);
    // Of the shopper the region, not the city; of the platform's and the shopper's talk nothing.
    expectHidden(seen, ["City of shopper", "SECRET-SHOPPER", "SECRET-STAFF", "DRAFT-SHOPPER"]);
    for (const shown of ["SECRET-MERCHANT", "DRAFT-MERCHANT", "SHOWN-MERCHANT", "SHOWN-SHOPPER"])
      expect(seen).toContain(shown);
  }
});

it("what the shopper paid for the goods of others is nobody's business but the shopper's, in the log neither", async () => {
  for (const { disputeId, merchant } of stories) {
    const [payments] = await database.query<{ id: string; content_hash: string }>(
      "SELECT id, content_hash FROM evidence_item WHERE dispute_id = $1 AND slot = 'RECEIPT'",
      [disputeId],
    );
    const { id, content_hash } = payments!;
    const ofIt = [id, toGlobalId("EvidenceItem", id), content_hash];
    expectHidden(await allThatSees(merchant), ofIt);
    expectHidden(await allThatSees(person(Role.INTEGRATION)), ofIt);
    expect(await allThatSees(purchase.shopper)).toContain(content_hash);
  }
});

it.each([0, 1] as const)("merchant %i gets NOT_FOUND for each object of the other's part", async (index) => {
  const [own, other] = index === 0 ? stories : [stories[1], stories[0]];
  for (const type of apart) {
    const rows = await objectsOf(database, other.disputeId, type);
    const ids = rows.map(({ id }) => toGlobalId(type, id)).slice(0, 50);
    if (perhapsNone.has(type) && ids.length === 0) continue;
    const source = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    const { data, errors } = await execute(factory.as(own.merchant), source, { ids });
    expect([type, data]).toEqual([type, { nodes: ids.map(() => null) }]);
    expect(errors).toHaveLength(ids.length);
  }
});

it("the shopper sees both disputes, and nothing that was said without them", async () => {
  const seen = await allThatSees(purchase.shopper);
  for (const { disputeId } of stories) expect(seen).toContain(toGlobalId("Dispute", disputeId));
  for (const shown of ["SECRET-SHOPPER", "DRAFT-SHOPPER", "SHOWN-SHOPPER", "SHOWN-MERCHANT"])
    expect(seen).toContain(shown);
  expectHidden(seen, ["SECRET-MERCHANT", "SECRET-STAFF", "DRAFT-MERCHANT", "Agent of"]);
  const members = await Promise.all(stories.map((story) => idsOf(story, ["MerchantMember"])));
  expectHidden(seen, members.flat());
});

it("the mediator of one case sees nothing of the other; machines see what is public to both sides", async () => {
  const seen = await allThatSees(mediator);
  expect(seen).toContain("SECRET-STAFF");
  expect(seen).toContain("SHOWN-SHOPPER");
  expectHidden(seen, ["DRAFT-"]);
  const ofCase: NodeTypeName[] = [
    ...(["Dispute", "DisputeEvent", "EvidenceItem", "Message", "Offer", "Obligation", "Ruling"] as const),
  ];
  expectHidden(seen, await idsOf(stories[1], ofCase));
  const machine = await allThatSees(person(Role.INTEGRATION));
  expect(machine).toContain(`To all in ${stories[0].disputeId}`);
  expectHidden(machine, ["SECRET-", "DRAFT-"]);
});

it("what is hidden leaves no gap, in numbers, counts or pages", async () => {
  const [{ disputeId, shopper, merchant }] = stories;
  const source = `query ($id: ID!, $after: String) { dispute(id: $id) {
    all: events(first: 50) { totalCount nodes { id sequence hash } }
    page: events(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
    messages(first: 50) { totalCount nodes { id } }
  } }`;
  type Seen = {
    all: { totalCount: number; nodes: { id: string; sequence: number; hash: string | null }[] };
    page: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    messages: { totalCount: number; nodes: unknown[] };
  };
  const variables = { id: toGlobalId("Dispute", disputeId) };
  const counts: number[] = [];
  for (const viewer of [shopper, merchant, mediator, person(Role.AUDITOR), person(Role.INTEGRATION)]) {
    const read = async (after: string | null) => {
      const { data } = await execute(factory.as(viewer), source, { ...variables, after });
      return data!["dispute"] as Seen;
    };
    const { all, messages } = await read(null);
    expect(all.totalCount).toBe(all.nodes.length);
    expect(messages.totalCount).toBe(messages.nodes.length);
    expect(all.nodes.map(({ sequence }) => sequence)).toEqual(all.nodes.map((_, index) => index + 1));
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { page } = await read(after);
      paged.push(...page.nodes.map(({ id }) => id));
      expect(page.nodes.length === 2 || !page.pageInfo.hasNextPage).toBe(true);
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(paged).toEqual(all.nodes.map(({ id }) => id));
    const chained = viewer.role === Role.MEDIATOR || viewer.role === Role.AUDITOR;
    expect(all.nodes.every(({ hash }) => (hash !== null) === chained)).toBe(true);
    counts.push(all.totalCount);
  }
  // Both sides miss the staff's note, the other's private message, and what the other did while its evidence was sealed:
  // the merchant handed in, the shopper said to be done too. Machines miss all of this.
  const [whole] = [counts[2]!];
  expect(counts).toEqual([whole - 3, whole - 4, whole, whole, whole - 6]);
});

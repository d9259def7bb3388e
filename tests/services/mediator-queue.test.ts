import { randomUUID } from "node:crypto";
import { multiplyQueue } from "../../bench/multiply-queue.js";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { addHours } from "../../src/domain/time.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { readOffShift } from "../../src/persistence/mediator.store.js";
import { assignMediator } from "../../src/services/disputes/assign-mediator.js";
import { claimNextCase } from "../../src/services/disputes/claim-next-case.js";
import { watch } from "../../src/services/queue/watch.js";
import { saveMediator, type SaveMediatorInput } from "../../src/services/staff/save-mediator.js";
import { endShift, startShift } from "../../src/services/staff/shift.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person, storyBegin } from "../support/factory.js";
import { execute } from "../support/graphql.js";
import { Story, type Cast } from "../support/story.js";

let database: Database;
let factory: Factory;
let people: Omit<Cast, "purchase">;

beforeEach(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  people = { senior, mediator: await factory.mediator() };
});
afterEach(() => closeTestDatabase(database));

async function queued(shopper: object = {}): Promise<Story> {
  const purchase = await factory.purchase();
  const { draft } = purchase;
  // A day later, so that the record counts as newer.
  await factory.import({ ...draft, shopper: { ...draft.shopper, ...shopper } });
  const story = await Story.open(factory, { purchase, ...people });
  await story.refuse();
  await story.callPlatform();
  return story;
}

const key = () => ({ clientMutationId: randomUUID() });
const claim = (viewer: Viewer) => claimNextCase(factory.as(viewer), key());
const set = (viewer: Viewer, change: Partial<SaveMediatorInput>) =>
  saveMediator(factory.as(people.senior), { ...key(), mediatorId: viewer.id, ...change });
const certified = (reasonGroup: string, hours: number) => ({
  certifications: [{ reasonGroup, certifiedUntil: addHours(storyBegin, hours) }],
});

async function ask(viewer: Viewer, source: string): Promise<Record<string, unknown>> {
  const { data, errors } = await execute(factory.as(viewer), source);
  if (errors) throw new Error(JSON.stringify(errors));
  return data as Record<string, unknown>;
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
}

describe("the mediators' queue", () => {
  it("puts a higher tier and who is vulnerable first, and what is overdue before them; no cursor and no field tells the tier", async () => {
    const ordinary = await queued();
    const gold = await queued({ tier: "GOLD" });
    const both = await queued({ tier: "GOLD", vulnerable: true });
    const page = async (after = "") =>
      (
        await ask(
          people.mediator,
          `{ mediatorQueue(first: 2, after: ${after || null}) { edges { cursor node { id } } } }`,
        )
      )["mediatorQueue"] as Page;
    const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.id);
    const ids = (...stories: Story[]) => stories.map(({ disputeId }) => toGlobalId("Dispute", disputeId));
    const first = await page();
    expect(idsOf(first)).toEqual(ids(both, gold));
    const { cursor } = first.edges[1]!;
    expect(idsOf(await page(`"${cursor}"`))).toEqual(ids(ordinary));
    expect(JSON.parse(Buffer.from(cursor, "base64url").toString())).toEqual(["PRIORITY", "", gold.disputeId]);
    // A cursor of what the desk never had, or of nothing, leads to the beginning.
    const strange = Buffer.from(JSON.stringify(["PRIORITY", "", randomUUID()])).toString("base64url");
    expect(idsOf(await page(`"${strange}"`))).toEqual(ids(both, gold));
    expect((await claim(people.mediator)).disputeId).toBe(both.disputeId);
    await ordinary.runOut();
    expect(idsOf(await page())).toEqual(ids(ordinary, gold));
  });

  it("counts each view as it lists it, in one statement each", async () => {
    await queued();
    const mine = await queued();
    const seen = await queued();
    const { mediator, senior } = people;
    await assignMediator(factory.as(senior), { ...mine.input(), mediatorId: mediator.id });
    await watch(factory.as(mediator), { ...seen.input(), subject: "SHOPPER", reason: "Third claim." });
    const views =
      "APPEALS BREACHING EVIDENCE_COMPLETE HIGHER_LEVEL_REQUESTED HUMAN_REVIEWS MINE UNASSIGNED WATCH_LISTED".split(
        " ",
      );
    const filter = 'filter: { reason: ["NOT_RECEIVED"], level: [1], currency: ["CNY"], withinHours: 8760 }';
    const lists = views
      .map((view) => `${view}: mediatorQueue(view: ${view}, ${filter}) { totalCount }`)
      .join(" ");
    for (const [viewer, expected] of [
      [mediator, [0, 3, 0, 0, 0, 1, 2, 1]],
      [senior, [0, 3, 0, 0, 0, 0, 2, 1]],
    ] as const) {
      const listed = (await ask(viewer, `{ ${lists} }`)) as Record<string, { totalCount: number }>;
      expect(views.map((view) => listed[view]!.totalCount)).toEqual(expected);
      const { mediatorQueueCounts } = await ask(viewer, `{ mediatorQueueCounts(${filter}) { view count } }`);
      expect(mediatorQueueCounts).toEqual(views.map((view, index) => ({ view, count: expected[index] })));
    }
    const none = await ask(mediator, '{ mediatorQueueCounts(filter: { currency: ["BRL"] }) { count } }');
    expect(none["mediatorQueueCounts"]).toEqual(views.map(() => ({ count: 0 })));
    const watches = "{ disputes { nodes { watches { reason } queuedAt } } }";
    expect(JSON.stringify(await ask(senior, watches))).toContain("Third claim.");
    expect(JSON.stringify(await ask(seen.shopper, watches))).toContain('"watches":[],"queuedAt":null');
  });

  it("keeps at most 50 views a person, replaces by name, and shows nobody another's", async () => {
    const save = (viewer: Viewer, name: string, view = "MINE") =>
      ask(
        viewer,
        `mutation { saveQueueView(input: { clientMutationId: "${randomUUID()}", name: "${name}", view: ${view}, filter: { level: [2] } }) {
          name userErrors { code } } }`,
      );
    for (let number = 0; number < 50; number += 1) await save(people.mediator, `View ${number}`);
    expect(await save(people.mediator, "One more")).toMatchObject({
      saveQueueView: { name: null, userErrors: [{ code: "QUOTA_EXCEEDED" }] },
    });
    await save(people.mediator, "View 0", "APPEALS");
    const own = await ask(people.mediator, "{ myQueueViews { name view level reason } }");
    const views = own["myQueueViews"] as object[];
    expect(views).toHaveLength(50);
    expect(views[0]).toEqual({ name: "View 0", view: "APPEALS", level: [2], reason: null });
    expect(await ask(people.senior, "{ myQueueViews { name } }")).toEqual({ myQueueViews: [] });
    const remove = `mutation { deleteQueueView(input: { clientMutationId: "x", name: "View 1" }) { userErrors { code } } }`;
    expect(JSON.stringify(await ask(people.senior, remove))).toContain("NOT_FOUND");
    await ask(people.mediator, remove);
    expect((await ask(people.mediator, "{ myQueueViews { name } }"))["myQueueViews"]).toHaveLength(49);
  });
});

describe("who may take a case", () => {
  it("is certified for its reason now, by a group or by the reason itself, and speaks the shopper's language", async () => {
    const { mediator } = people;
    const story = await queued({ language: "pt" });
    const refused = { refusals: [{ code: "NOT_FOUND" }] };
    await set(mediator, certified("FOOD", 5));
    await expect(claim(mediator)).rejects.toMatchObject(refused);
    await set(mediator, certified("DELIVERY", 0));
    await expect(claim(mediator)).rejects.toMatchObject(refused);
    await set(mediator, { ...certified("DELIVERY", 1), languages: ["zh"] });
    await expect(claim(mediator)).rejects.toMatchObject(refused);
    await set(mediator, { languages: ["pt", "zh"] });
    expect((await claim(mediator)).disputeId).toBe(story.disputeId);
  });

  it("is on shift, if in shifts at all; a shift ends by itself", async () => {
    const { mediator, senior } = people;
    const story = await queued();
    await startShift(factory.as(mediator), key());
    await expect(startShift(factory.as(mediator), key())).rejects.toThrow("STATE_CONFLICT");
    const until = addHours(storyBegin, 13);
    await expect(startShift(factory.as(senior), { ...key(), until })).rejects.toThrow("VALIDATION");
    expect(await readOffShift(database, storyBegin)).toEqual([]);
    await endShift(factory.as(mediator), key());
    expect(await readOffShift(database, storyBegin)).toEqual([
      { mediatorId: mediator.id, since: storyBegin },
    ]);
    await expect(claim(mediator)).rejects.toThrow("off shift");
    const assign = () => assignMediator(factory.as(senior), { ...story.input(), mediatorId: mediator.id });
    await expect(assign()).rejects.toThrow("STATE_CONFLICT");
    await startShift(factory.as(mediator), key());
    await assign();
    expect(await readOffShift(database, addHours(storyBegin, 12))).toMatchObject([
      { mediatorId: mediator.id },
    ]);
  });

  it("is told by the certificate again when ruling", async () => {
    const story = await queued();
    const { mediator } = people;
    await claim(mediator);
    await story.close();
    await set(mediator, certified("FOOD", 5));
    await expect(story.rule()).rejects.toThrow("NOT_CERTIFIED");
    await set(mediator, certified("DELIVERY", 5));
    await story.rule();
  });
});

describe("the list of mediators", () => {
  it("is kept by a senior of at least that level, who leaves the own entry alone", async () => {
    const { senior, mediator } = people;
    const by = (viewer: Viewer, change: Partial<SaveMediatorInput>) =>
      saveMediator(factory.as(viewer), { ...key(), publicName: "Kim", level: 2, capacity: 3, ...change });
    const { mediatorId } = await by(senior, { languages: ["zh"] });
    const second = await factory.mediator({ level: 2, role: Role.SENIOR_MEDIATOR });
    await expect(by(second, { mediatorId: senior.id })).rejects.toThrow("AUTHORITY_EXCEEDED");
    await expect(by(second, { level: 3 })).rejects.toThrow("AUTHORITY_EXCEEDED");
    await expect(by(senior, { mediatorId: senior.id })).rejects.toThrow("FORBIDDEN");
    await expect(by(mediator, {})).rejects.toThrow("FORBIDDEN");
    await expect(by(senior, { level: 4 })).rejects.toThrow("VALIDATION");
    await expect(by(senior, { capacity: -1 })).rejects.toThrow("VALIDATION");
    await expect(by(senior, certified("NOTHING", 1))).rejects.toThrow("VALIDATION");
    await expect(by(senior, { languages: ["Chinese"] })).rejects.toThrow("VALIDATION");
    await set({ ...mediator, id: mediatorId }, { capacity: 7 });
    const fields = "{ mediators { nodes { id publicName level capacity languages openCases } } }";
    const listed = (await ask(mediator, fields))["mediators"] as { nodes: object[] };
    expect(listed.nodes).toContainEqual({
      ...{ id: toGlobalId("Mediator", mediatorId), publicName: "Kim", level: 2 },
      ...{ capacity: 7, languages: ["zh"], openCases: 0 },
    });
    const { errors } = await execute(factory.as(person(Role.SHOPPER)), fields);
    expect(JSON.stringify(errors)).toContain("for the staff");
  });
});

it("gives 300 queued cases to 50 mediators who all claim at once: each to one, in the order of priority, nobody above capacity", async () => {
  await queued();
  await queued({ tier: "GOLD" });
  await queued({ vulnerable: true });
  await multiplyQueue((text, values) => database.query(text, values), 99);
  const order = await database.query<{ id: string }>(
    "SELECT id FROM dispute WHERE status = 'QUEUED' ORDER BY ranks_since, id",
  );
  expect(order).toHaveLength(300);
  const place = new Map(order.map(({ id }, index) => [id, index]));
  const mediators = await Promise.all(Array.from({ length: 50 }, () => factory.mediator({ capacity: 5 })));
  const taken: number[] = [];
  await Promise.all(
    mediators.map(async (mediator) => {
      for (let turn = 0; turn < 5; turn += 1) taken.push(place.get((await claim(mediator)).disputeId)!);
      await expect(claim(mediator)).rejects.toThrow("CAPACITY_REACHED");
    }),
  );
  // What comes first goes first: a case is passed over only while somebody else holds it, so the best 250 are taken.
  expect(taken.toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: 250 }, (_, index) => index),
  );
  for (const [turn, at] of taken.entries()) expect(Math.abs(at - turn)).toBeLessThan(50);
  const shares = await database.query<{ cases: number }>(
    "SELECT count(*)::int AS cases FROM dispute WHERE mediator_id IS NOT NULL GROUP BY mediator_id",
  );
  expect(shares.map(({ cases }) => cases)).toEqual(Array(50).fill(5));
});

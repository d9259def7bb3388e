import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { watch } from "../../src/services/queue/watch.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { Story } from "../support/story.js";

let database: Database;
let factory: Factory;
let mediator: Viewer;
let senior: Viewer;

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  mediator = await factory.mediator();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

type Answer = Record<string, never> & {
  readonly slots: readonly Record<string, unknown>[];
  readonly shopperHistory: History;
  readonly merchantHistory: History;
  readonly similarCases: Record<string, unknown>;
  readonly choices: readonly Record<string, unknown>[];
};
interface History {
  readonly count: number;
  readonly outcomes: readonly object[];
  readonly latest: readonly Record<string, unknown>[];
}

const history = `{ count outcomes { outcome count }
  latest { disputeId number reason outcome samePair claimed { amount } awarded { amount } } }`;
const everything = `query ($id: ID!) { workbench(disputeId: $id) {
  dispute { id number messages(first: 5) { edges { node { text } } } requirements { slot } recommendation { outcome }
    watches { subject reason } }
  choices { source offeredBy outcome merchantPays { amount } merchantActs shopperForgoes { amount } shopperActs amountsMissing }
  slots { side slot level missing absent admitted excluded undecided late }
  shopperHistory ${history} merchantHistory ${history}
  similarCases { reason category smallSample band { from { amount } below { amount } }
    awards { cases minimum lowerQuartile median upperQuartile maximum } } } }`;

async function ask(viewer: Viewer, disputeId: string) {
  const id = toGlobalId("Dispute", disputeId);
  const { data, errors } = await execute(factory.as(viewer), everything, { id });
  return { desk: (data?.["workbench"] ?? null) as Answer | null, errors };
}

async function codeFor(viewer: Viewer, disputeId: string): Promise<string | undefined> {
  const { errors } = await ask(viewer, disputeId);
  return errors?.[0]?.originalError?.message.split(":")[0];
}

function tell(cast: { shopper?: Viewer; merchant?: Viewer; by?: Viewer } = {}): Promise<Story> {
  const { by = mediator, ...people } = cast;
  return factory.purchase(people).then((purchase) => Story.open(factory, { purchase, senior, mediator: by }));
}

describe("the workbench", () => {
  it("shows staff the case, and what became of each line of the checklist", async () => {
    const story = await (await tell()).playTo("EVIDENCE");
    const handedIn = await story.evidence.handIn(story.shopper, "It arrived open.");
    const before = (await ask(mediator, story.disputeId)).desk!;
    // What is sealed counts as missing for the mediator.
    expect(before.slots.every(({ undecided, admitted }) => undecided === 0 && admitted === 0)).toBe(true);
    await story.runOut();
    const { desk, errors } = await ask(mediator, story.disputeId);
    expect(errors).toBeUndefined();
    expect(desk!["dispute"]).toMatchObject({ id: toGlobalId("Dispute", story.disputeId) });
    const slots = await database.query<{ slot: string }>("SELECT slot FROM evidence_item WHERE id = $1", [
      handedIn,
    ]);
    const shown = desk!.slots.filter(({ undecided }) => undecided !== 0).map(({ slot }) => slot);
    expect(shown).toContain(slots[0]!.slot);
  });

  it("is not there for whoever may not see the case, and is not for the sides", async () => {
    const story = await (await tell()).playTo("IN_REVIEW");
    const colleague = await factory.mediator();
    expect(await codeFor(colleague, story.disputeId)).toBe("NOT_FOUND");
    expect(await codeFor(mediator, randomUUID())).toBe("NOT_FOUND");
    expect(await codeFor(person(Role.SHOPPER), story.disputeId)).toBe("NOT_FOUND");
    expect(await codeFor(story.shopper, story.disputeId)).toBe("FORBIDDEN");
    expect(await codeFor(story.merchant, story.disputeId)).toBe("FORBIDDEN");
    expect(await codeFor(person(Role.INTEGRATION), story.disputeId)).toBe("FORBIDDEN");
    expect(await codeFor(person(Role.AUDITOR), story.disputeId)).toBeUndefined();
  });

  it("counts what both sides had before, and names no dispute that is not open to the viewer", async () => {
    const first = await (await tell()).playTo("CLOSED");
    const { shopper, merchant } = first;
    const elsewhere = await (await tell({ shopper, by: await factory.mediator() })).playTo("IN_REVIEW");
    const own = await (await tell({ merchant })).playTo("RULED");
    const story = await (await tell({ shopper, merchant })).playTo("IN_REVIEW");
    await tell({ shopper, merchant });
    const desk = (await ask(mediator, story.disputeId)).desk!;
    const withdrawn = { outcome: "WITHDRAWN", count: 1 };
    expect(desk.shopperHistory).toMatchObject({
      count: 2,
      outcomes: [withdrawn, { outcome: null, count: 1 }],
    });
    expect(desk.shopperHistory.latest.map(({ disputeId, samePair }) => [disputeId, samePair])).toEqual([
      [null, false],
      [null, true],
    ]);
    const awarded = {
      outcome: "RULED_SPLIT",
      number: expect.stringMatching(/^D-/) as string,
      awarded: { amount: "60.00" },
    };
    expect(desk.merchantHistory.count).toBe(2);
    expect(desk.merchantHistory.latest[0]).toMatchObject({
      ...{ disputeId: toGlobalId("Dispute", own.disputeId), ...awarded, claimed: { amount: "105.00" } },
    });
    const text = JSON.stringify(desk);
    for (const hidden of [elsewhere, first]) {
      expect(text).not.toContain(toGlobalId("Dispute", hidden.disputeId));
      expect(text).not.toContain((await hidden.load()).dispute.number);
      expect(text).not.toContain(
        `Merchant ${hidden.merchant.merchantId === merchant.merchantId ? "-" : hidden.merchant.merchantId}`,
      );
    }
    const seen = (await ask(senior, story.disputeId)).desk!;
    expect(seen.shopperHistory.latest[0]).toMatchObject({
      disputeId: toGlobalId("Dispute", elsewhere.disputeId),
    });
  });

  it("shows what of the case is watched, and what each way to end it at hand would cost whom", async () => {
    const story = await tell();
    await story.playTo("IN_REVIEW");
    await story.offer(story.merchant, "40.00");
    await watch(factory.as(mediator), { ...story.input(), subject: "SHOPPER", reason: "Third claim." });
    const desk = (await ask(mediator, story.disputeId)).desk!;
    expect(desk["dispute"]).toMatchObject({ watches: [{ subject: "SHOPPER", reason: "Third claim." }] });
    const { recommendation } = desk["dispute"] as unknown as { recommendation: { outcome: string } | null };
    const offers = desk.choices.filter(({ source }) => source === "OFFER");
    expect(offers).toEqual([
      {
        ...{ source: "OFFER", offeredBy: "MERCHANT", outcome: null, amountsMissing: false },
        ...{ merchantPays: { amount: "40.00" }, merchantActs: [] },
        ...{ shopperForgoes: { amount: "65.00" }, shopperActs: [] },
      },
    ]);
    const recommended = desk.choices.filter(({ source }) => source === "RECOMMENDATION");
    expect(recommended.map(({ outcome }) => outcome)).toEqual(
      recommendation === null ? [] : [recommendation.outcome],
    );
  });

  it("shows how cases like it ended once their rulings are final, and says that few are few", async () => {
    const story = await (await tell()).playTo("IN_REVIEW");
    const before = (await ask(mediator, story.disputeId)).desk!.similarCases;
    expect(before).toMatchObject({
      ...{ reason: "NOT_RECEIVED", category: null, smallSample: true, awards: null },
      band: { from: { amount: "100.00" }, below: { amount: "200.00" } },
    });
    for (const amount of ["21.00", "42.00", "63.00", "105.00", null]) {
      const ruled = await (await tell()).playTo("DECIDING");
      await ruled.rule(amount);
      await ruled.runOut();
    }
    // Still open to appeal, so it does not count yet.
    await (await tell()).playTo("RULED");
    const { awards } = (await ask(mediator, story.disputeId)).desk!.similarCases;
    expect(awards).toEqual({
      ...{ cases: 5, minimum: 0, lowerQuartile: 2_000, median: 4_000, upperQuartile: 6_000, maximum: 10_000 },
    });
    const one = { id: toGlobalId("Dispute", story.disputeId) };
    expect(await statementsOf(() => execute(factory.as(mediator), everything, one))).toBeLessThanOrEqual(5);
  });
});

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  database.onStatement = () => {
    count += 1;
  };
  await work();
  database.onStatement = undefined;
  return count;
}

import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import type { Database } from "../../src/persistence/database.js";
import { acceptOffer } from "../../src/services/disputes/accept-offer.js";
import { assignMediator } from "../../src/services/disputes/assign-mediator.js";
import type { DisputeChange } from "../../src/services/disputes/change.js";
import { claimNextCase } from "../../src/services/disputes/claim-next-case.js";
import { requestIntervention } from "../../src/services/disputes/request-intervention.js";
import { sendMessage } from "../../src/services/disputes/send-message.js";
import { withdrawDispute } from "../../src/services/disputes/withdraw-dispute.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { Story, type Cast } from "../support/story.js";

let database: Database;
let factory: Factory;
let people: Omit<Cast, "purchase">;

beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
  factory = new Factory(database);
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  people = { senior, mediator: await factory.mediator() };
});
afterAll(async () => {
  expect((await verifyLog(database)).broken).toBeNull();
  await expectFolded(database);
});
afterAll(() => closeTestDatabase(database));

const open = async () => Story.open(factory, { purchase: await factory.purchase(), ...people });

/** Starts everything at once; gives what was accepted and the codes of what was refused. Faults fail the test. */
async function atOnce<Result>(works: readonly (() => Promise<Result>)[]) {
  const settled = await Promise.allSettled(works.map((work) => work()));
  const accepted: Result[] = [];
  const codes: string[] = [];
  for (const each of settled) {
    if (each.status === "fulfilled") accepted.push(each.value);
    else if (each.reason instanceof RefusedError) codes.push(each.reason.refusals[0].code);
    else throw each.reason;
  }
  return { accepted, codes };
}

const times = <Result>(count: number, make: (index: number) => Result) =>
  Array.from({ length: count }, (_, index) => make(index));

async function eventsOf(story: Story): Promise<{ type: string; sequence: number }[]> {
  return database.query("SELECT type, sequence FROM dispute_event WHERE dispute_id = $1 ORDER BY sequence", [
    story.disputeId,
  ]);
}

describe("100 commands at once on one dispute", () => {
  /** Refused by the merchant, whose offer is on the table: the shopper can take it, call the platform, or give up. */
  async function crossroads(): Promise<Story> {
    const story = await open();
    await story.refuse();
    await story.offer(story.merchant);
    return story;
  }

  async function commands(story: Story, expects: (index: number) => boolean) {
    const { version } = (await story.load()).dispute;
    const { offerId, termsHash } = await story.latestOffer();
    const context = factory.as(story.shopper);
    return times(100, (index) => {
      const input = { ...story.input(), ...(expects(index) ? { expectedVersion: version } : {}) };
      const choices: (() => Promise<DisputeChange>)[] = [
        () => acceptOffer(context, { ...input, offerId, termsHash }),
        () => requestIntervention(context, input),
        () => withdrawDispute(context, input),
      ];
      return choices[index % 3]!;
    });
  }

  it("exactly one wins where each names the version it saw", async () => {
    const story = await crossroads();
    const before = await eventsOf(story);
    const { accepted, codes } = await atOnce(await commands(story, () => true));
    expect(accepted).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(["VERSION_CONFLICT"]));
    expect(codes).toHaveLength(99);
    expect(await eventsOf(story)).toHaveLength(before.length + 1);
  });

  it.each([1, 2, 3, 4])("each step is won once where half of them name none, round %i", async (round) => {
    const story = await crossroads();
    const all = await commands(story, (index) => index % 2 === round % 2);
    // Another one is first in line each time.
    const { accepted, codes } = await atOnce([...all.slice(round), ...all.slice(0, round)]);
    const won = (await eventsOf(story)).slice(3);
    const types = won.map(({ type }) => type);
    expect(accepted).toHaveLength(types.length);
    expect(new Set(types).size).toBe(types.length);
    const endings = types.filter((type) => type === "OFFER_ACCEPTED" || type === "DISPUTE_WITHDRAWN");
    expect(endings).toEqual([types.at(-1)]);
    expect(accepted.length + codes.length).toBe(100);
    for (const code of new Set(codes)) {
      expect(["VERSION_CONFLICT", "STATE_CONFLICT", "OFFER_NOT_OPEN"]).toContain(code);
    }
    expect(won.map(({ sequence }) => sequence)).toEqual(types.map((_, index) => 4 + index));
  });
});

describe("the mediators' queue", () => {
  const inHand = async (mediator: Viewer) =>
    database.query("SELECT 1 FROM dispute WHERE mediator_id = $1 AND status = 'IN_REVIEW'", [mediator.id]);

  async function queue(count: number): Promise<Story[]> {
    const stories: Story[] = [];
    while (stories.length < count) {
      const story = await open();
      await story.callPlatform(story.merchant);
      stories.push(story);
    }
    return stories;
  }

  it("gives each of 50 cases to one of 20 mediators, and nobody more than fits", async () => {
    const stories = await queue(50);
    const mediators = await Promise.all(
      times(20, async (index) => {
        const capacity = index % 2 === 0 ? 2 : 4;
        return { capacity, viewer: await factory.mediator({ capacity }) };
      }),
    );
    const claims = times(4, () => mediators)
      .flat()
      .map(({ viewer }, index) => () => {
        return claimNextCase(factory.as(viewer), { clientMutationId: `claim-${index}` });
      });
    const first = await atOnce(claims);
    for (const code of new Set(first.codes)) expect(["CAPACITY_REACHED", "NOT_FOUND"]).toContain(code);
    // Who asks while others just hold the last cases is told that there is none, and asks again. A replay gets what
    // it got, and takes no second case.
    const second = await atOnce(claims);
    expect(second.accepted.length).toBeGreaterThanOrEqual(first.accepted.length);
    for (const [index, { viewer }] of mediators.entries()) {
      const left = times(4, (round) => ({ clientMutationId: `later-${index}-${round}` }));
      for (const input of left)
        second.accepted.push(...(await atOnce([() => claimNextCase(factory.as(viewer), input)])).accepted);
    }
    const taken = new Set([...first.accepted, ...second.accepted].map(({ disputeId }) => disputeId));
    // A race above may have left another case in the queue.
    expect(stories.filter(({ disputeId }) => !taken.has(disputeId))).toEqual([]);
    for (const story of stories) {
      const assigned = (await eventsOf(story)).filter(({ type }) => type === "MEDIATOR_ASSIGNED");
      expect(assigned).toHaveLength(1);
    }
    for (const { capacity, viewer } of mediators) {
      expect((await inHand(viewer)).length).toBeLessThanOrEqual(capacity);
    }
  });

  it("assigns nobody more than fits, though seniors assign and the mediator claims at once", async () => {
    const stories = await queue(12);
    const mediator = await factory.mediator({ capacity: 3 });
    const { codes } = await atOnce([
      ...stories.map((story) => () => {
        return assignMediator(factory.as(people.senior), { ...story.input(), mediatorId: mediator.id });
      }),
      ...times(6, (index) => () => {
        return claimNextCase(factory.as(mediator), { clientMutationId: `mixed-${index}` });
      }),
    ]);
    expect(await inHand(mediator)).toHaveLength(3);
    for (const code of new Set(codes)) {
      expect(["CAPACITY_REACHED", "NOT_FOUND", "STATE_CONFLICT"]).toContain(code);
    }
  });
});

describe("one line, one dispute", () => {
  it("is opened by one of ten at once", async () => {
    const purchase = await factory.purchase();
    const { accepted, codes } = await atOnce(
      times(10, () => () => Story.open(factory, { purchase, ...people })),
    );
    expect(accepted).toHaveLength(1);
    expect(codes).toEqual(times(9, () => "ALREADY_DISPUTED"));
  });

  it("is opened by one of two whose lines cross", async () => {
    const purchase = await factory.purchase({ lines: 3 });
    const [a, b, c] = purchase.lines.map((orderLineId) => ({ orderLineId, amount: null }));
    const { accepted, codes } = await atOnce(
      [
        [a!, b!],
        [b!, a!],
        [c!, b!],
      ].map((lines) => () => {
        return Story.open(factory, { purchase, ...people }, { lines });
      }),
    );
    expect(accepted).toHaveLength(1);
    expect(codes).toEqual(["ALREADY_DISPUTED", "ALREADY_DISPUTED"]);
  });
});

it("keeps all of 30 messages sent at once, numbered without gaps for everybody", async () => {
  const story = await open();
  const { version } = (await story.load()).dispute;
  const { accepted } = await atOnce(
    times(30, (index) => () => {
      const shopperWrites = index % 2 === 0;
      const own = shopperWrites ? "SHOPPER_PRIVATE" : "MERCHANT_PRIVATE";
      const by = shopperWrites ? story.shopper : story.merchant;
      return story.say(by, index % 3 === 0 ? own : "PARTIES", `Message ${index}`);
    }),
  );
  expect(new Set(accepted.map(({ messageId }) => messageId)).size).toBe(30);
  const count = "SELECT count(*)::int AS count FROM message WHERE dispute_id = $1";
  expect(await database.query(count, [story.disputeId])).toEqual([{ count: 30 }]);
  expect((await eventsOf(story)).map(({ sequence }) => sequence)).toEqual(times(31, (index) => index + 1));
  const { dispute, end } = await story.load();
  expect(end).toMatchObject({ sequence: 31, shopperSequence: 26, merchantSequence: 26 });
  expect(dispute.version).toBe(version);
});

it("does one thing for 20 identical commands at once, and gives all the same answer", async () => {
  const story = await open();
  await story.offer(story.merchant);
  const before = await eventsOf(story);
  const [taken, said] = [await story.latestOffer(), { ...story.input(), text: "Once." }];
  const context = factory.as(story.shopper);
  const acts: (() => Promise<DisputeChange>)[] = [
    () => sendMessage(context, { ...said, channel: "PARTIES" }),
    () => acceptOffer(context, taken),
  ];
  for (const act of acts) {
    const { accepted, codes } = await atOnce(times(20, () => act));
    expect(codes).toEqual([]);
    expect(accepted).toHaveLength(20);
    for (const answer of accepted) expect(answer).toEqual(accepted[0]);
  }
  expect(await eventsOf(story)).toHaveLength(before.length + 2);
});

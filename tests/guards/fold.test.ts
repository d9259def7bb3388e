import fc from "fast-check";
import { Role } from "../../src/domain/access/viewer.js";
import type { DisputeStatus } from "../../src/domain/dispute/dispute.js";
import { RefusedError } from "../../src/domain/errors.js";
import type { Database } from "../../src/persistence/database.js";
import { amendClaim } from "../../src/services/disputes/amend-claim.js";
import { claimNextCase } from "../../src/services/disputes/claim-next-case.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, TestClock } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { Story, type Cast, type ReachableStatus } from "../support/story.js";

let database: Database;
let factory: Factory;
let clock: TestClock;
let people: Omit<Cast, "purchase">;

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new TestClock();
  factory = new Factory(database, clock);
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR, capacity: 1_000 });
  people = { senior, mediator: await factory.mediator({ capacity: 1_000 }) };
});
afterAll(() => closeTestDatabase(database));

const reachable: readonly ReachableStatus[] = [
  ...(["MERCHANT_RESPONSE", "NEGOTIATING", "QUEUED", "IN_REVIEW"] as const),
  ...(["EVIDENCE", "REBUTTAL", "DECIDING", "RULED", "PERFORMING", "CLOSED"] as const),
];

/** What anybody might try next, sensible or not. */
const moves: Readonly<Record<string, (story: Story) => Promise<unknown>>> = {
  accept: (story) => story.accept(),
  refuse: (story) => story.refuse(),
  shopperOffers: (story) => story.offer(story.shopper, "70.00"),
  merchantOffers: (story) => story.offer(story.merchant, "30.00"),
  shopperAccepts: (story) => story.acceptLatest(story.shopper),
  merchantAccepts: (story) => story.acceptLatest(story.merchant),
  shopperDeclines: (story) => story.declineLatest(story.shopper),
  merchantDeclines: (story) => story.declineLatest(story.merchant),
  shopperCalls: (story) => story.callPlatform(),
  merchantCalls: (story) => story.callPlatform(story.merchant),
  assign: (story) => story.assign(),
  claim: (story) => claimNextCase(factory.as(story.cast.mediator), story.input()),
  close: (story) => story.close(),
  rule: (story) => story.rule(),
  ruleForMerchant: (story) => story.rule(null),
  ask: (story) => story.evidence.request(),
  shopperPrepares: (story) => story.evidence.draft(story.shopper, "It arrived open."),
  merchantPrepares: (story) => story.evidence.draft(story.merchant, "We packed it twice."),
  shopperHandsIn: (story) => story.evidence.handIn(story.shopper, "It arrived open."),
  merchantHandsIn: (story) => story.evidence.handIn(story.merchant, "We packed it twice."),
  comesLate: async (story) => {
    const itemId = await story.evidence.draft(story.shopper, "A letter of the carrier.");
    await story.evidence.submit(story.shopper, itemId, "It came by sea.");
  },
  takesBack: async (story) => {
    const [item] = await story.evidence.ofSides();
    await story.evidence.withdraw(story.shopper, item?.id ?? story.disputeId);
  },
  shopperIsDone: (story) => story.evidence.complete(story.shopper),
  merchantIsDone: (story) => story.evidence.complete(story.merchant),
  merchantExtends: (story) => story.evidence.extend(story.merchant),
  waives: (story) => story.evidence.waive("MERCHANT", "CARRIER_STATEMENT"),
  admits: async (story) => {
    const item = (await story.evidence.ofSides()).at(-1);
    await story.evidence.decide("admitEvidence", item?.id ?? story.disputeId);
  },
  excludes: async (story) => {
    const [item] = await story.evidence.ofSides();
    await story.evidence.decide("excludeEvidence", item?.id ?? story.disputeId);
  },
  shopperAnswers: (story) => story.evidence.rebut(story.shopper),
  merchantAnswers: (story) => story.evidence.rebut(story.merchant),
  withdraw: (story) => story.withdraw(),
  runOut: (story) => story.runOut(),
  say: (story) => story.say(story.shopper, "PARTIES", "Hello?"),
  note: (story) => story.say(story.cast.senior, "STAFF", "A note."),
  amendRemedy: (story) => amendClaim(factory.as(story.shopper), { ...story.input(), remedy: "REPLACEMENT" }),
  amendText: (story) =>
    amendClaim(factory.as(story.shopper), { ...story.input(), statement: "Still nothing." }),
};

/** An ending that every random walk may run into is drawn less often than the rest. */
const move = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("shopperCalls", "assign", "ask") },
  { weight: 1, arbitrary: fc.constantFrom("accept", "withdraw", "shopperAccepts", "merchantAccepts") },
  { weight: 12, arbitrary: fc.constantFrom(...Object.keys(moves)) },
);

async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
}

/** Every status that some dispute was in. */
async function statuses(): Promise<Set<DisputeStatus>> {
  const rows = await database.query<{ status: DisputeStatus }>(
    "SELECT DISTINCT payload #>> '{after,status}' AS status FROM dispute_event WHERE payload ? 'after'",
  );
  return new Set(rows.map(({ status }) => status));
}

describe("the log is the dispute", () => {
  it.each(reachable)("folding gives the row of a dispute that came to %s", async (status) => {
    const purchase = await factory.purchase({ lines: 2 });
    const lines = purchase.lines.map((orderLineId) => ({ orderLineId, amount: null })).reverse();
    const story = await Story.open(factory, { purchase, ...people }, { lines });
    await story.playTo(status);
    expect((await story.load()).dispute.status).toBe(status);
    await expectFolded(database);
  });

  it("folding gives the rows of disputes that were driven at random", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 8, maxLength: 30 }), async (names) => {
        const story = await Story.open(factory, { purchase: await factory.purchase(), ...people });
        for (const name of names) {
          clock.pass(0.01);
          await attempt(() => moves[name]!(story));
        }
      }),
      { numRuns: 40, seed: 20_261_122, endOnFailure: true },
    );
    expect(await expectFolded(database)).toBeGreaterThan(40);
    expect([...(await statuses())].sort()).toEqual([...reachable].sort());
    expect((await verifyLog(database)).broken).toBeNull();
  });
});

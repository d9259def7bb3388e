import { Role } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import { standing } from "../../src/domain/obligation/obligation.js";
import type { Database } from "../../src/persistence/database.js";
import { answerAppeal } from "../../src/services/disputes/answer-appeal.js";
import { appealRuling } from "../../src/services/disputes/appeal-ruling.js";
import type { DisputeChange } from "../../src/services/disputes/change.js";
import { fireDeadline } from "../../src/services/disputes/fire-deadline.js";
import { waiveAppeal } from "../../src/services/disputes/waive-appeal.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import {
  appealed,
  deciding,
  proposed,
  ruled,
  said,
  type Act,
  type Others,
} from "../support/conflicting-acts.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { Story, type Cast, type ReachableStatus } from "../support/story.js";

/** How many commands meet on one dispute. */
const AT_ONCE = 200;
/** Paid 110.00, of which 5.00 went back. */
const REFUNDABLE_MINOR = 10_500n;

let database: Database;
let factory: Factory;
let people: Omit<Cast, "purchase">;
let others: Others;

beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
  factory = new Factory(database);
  const senior = () => factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  people = { senior: await senior(), mediator: await factory.mediator() };
  const seniors = [await senior(), await senior(), await senior()];
  others = { successor: await factory.mediator(), seniors };
});
afterAll(async () => {
  expect((await verifyLog(database)).broken).toBeNull();
  await expectFolded(database);
});
afterAll(() => closeTestDatabase(database));

interface Answers {
  /** The answer to each key that was accepted. */
  readonly accepted: ReadonlyMap<string, DisputeChange>;
  readonly codes: ReadonlySet<string>;
}

/** Everybody does everything again and again, with two tries of each key, and the clock runs out where told so. */
async function allAtOnce(
  story: Story,
  acts: readonly Act[],
  { round, runOut }: { readonly round: number; readonly runOut: Date | null },
): Promise<Answers & { readonly fired: number }> {
  const accepted = new Map<string, DisputeChange>();
  const codes = new Set<string>();
  let fired = 0;
  const clockRuns = async () => {
    if (runOut === null) return;
    const context = { ...factory.as(people.senior), clock: { now: () => runOut } };
    if (await fireDeadline(context, story.disputeId)) fired += 1;
  };
  const early = Array.from({ length: round % 2 === 0 ? 0 : 3 }, clockRuns);
  const inputs = Array.from({ length: AT_ONCE / 2 }, () => story.input());
  const tries = [...inputs, ...inputs].map(async (input, index) => {
    const [by, act] = acts[((index % inputs.length) + round) % acts.length]!;
    try {
      const change = await act(factory.as(by), input);
      expect(accepted.get(input.clientMutationId) ?? change).toEqual(change);
      accepted.set(input.clientMutationId, change);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      codes.add(error.refusals[0].code);
    }
  });
  await Promise.all([...early, ...tries, clockRuns()]);
  return { accepted, codes, fired };
}

/** After these the dispute is over, or at least no longer disputed. */
const endings = new Set([
  ...["APPEAL_DECIDED", "APPEAL_WITHDRAWN", "DISPUTE_WITHDRAWN", "OFFER_ACCEPTED", "RULING_FINALISED"],
]);
/** Of each of these one happens, for the first of them ends what the others are about. */
const exclusive = [
  ["PROPOSAL_DECLINED", "PROPOSAL_RETRACTED"],
  ["RULING_ISSUED"],
  ["APPEAL_DECIDED", "APPEAL_WITHDRAWN"],
];
const refusals = new Set([
  ...["ATTEMPT_LIMIT", "CONFLICT_OF_INTEREST", "FORBIDDEN", "NOT_FOUND", "OFFER_EXPIRED"],
  ...["OFFER_NOT_OPEN", "STATE_CONFLICT", "STEPS_NOT_CONFIRMED"],
]);

const eventsOf = (story: Story) =>
  database.query<{
    type: string;
    sequence: number;
    actor_role: string;
    actor_id: string;
    payload: { obligations?: unknown[] };
  }>(
    "SELECT type, sequence, actor_role, actor_id, payload FROM dispute_event WHERE dispute_id = $1 ORDER BY sequence",
    [story.disputeId],
  );

/** The log has no gap, and the dispute owes what the log says, once, and no line more than can go back. */
async function expectSound(story: Story): Promise<void> {
  const events = await eventsOf(story);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  const { obligations } = (await story.load()).dispute;
  const written = events.reduce((sum, { payload }) => sum + (payload.obligations?.length ?? 0), 0);
  expect(obligations).toHaveLength(written);
  const owed = standing(obligations);
  for (const line of story.lines) {
    const onLine = owed.filter(({ orderLineId }) => orderLineId === line);
    expect(onLine.length).toBeLessThanOrEqual(1);
    const sum = onLine.reduce((total, { amountMinor }) => total + amountMinor, 0n);
    expect(sum).toBeLessThanOrEqual(REFUNDABLE_MINOR);
  }
}

const steps: readonly {
  readonly status: ReachableStatus;
  readonly acts: (story: Story, others: Others) => Promise<Act[]>;
  /** Whether the clock of the status runs out meanwhile. */
  readonly clock?: boolean;
}[] = [
  { status: "PROPOSED", acts: proposed },
  { status: "DECIDING", acts: deciding },
  { status: "RULED", acts: ruled, clock: true },
  { status: "APPEALED", acts: appealed },
];

/** A dispute about two lines in a status, with an offer of the merchant on the table. */
async function played(status: ReachableStatus): Promise<Story> {
  const purchase = await factory.purchase({ lines: 2 });
  const lines = purchase.lines.map((orderLineId) => ({ orderLineId, amount: null }));
  const story = await Story.open(factory, { purchase, ...people }, { lines });
  await story.playTo(status === "APPEALED" ? "RULED" : status);
  await story.offer(story.merchant);
  if (status !== "APPEALED") return story;
  // The shopper is bound, so that the merchant may take back what it appeals.
  await waiveAppeal(factory.as(story.shopper), story.input());
  const orderLineIds = [story.lines[0]!];
  await appealRuling(factory.as(story.merchant), { ...story.input(), ...said, orderLineIds });
  await answerAppeal(factory.as(story.shopper), { ...story.input(), answer: "It is so." });
  return story;
}

describe.each([0, 1, 2])(`${AT_ONCE} conflicting commands at once, round %i`, (round) => {
  it.each(steps)(
    "are won once a step in $status, and write each thing once",
    async ({ status, acts, clock = false }) => {
      const story = await played(status);
      const before = (await eventsOf(story)).length;
      const { accepted, codes, fired } = await allAtOnce(story, await acts(story, others), {
        ...{ round, runOut: clock ? (await story.load()).dispute.deadlineAt : null },
      });
      const won = (await eventsOf(story)).slice(before);
      const byClock = won.filter(({ actor_role: by }) => by === "SYSTEM");
      expect(accepted.size).toBe(won.length - byClock.length);
      expect(byClock.length > 0).toBe(fired > 0);
      expect(won.length).toBeGreaterThan(0);
      expect([...codes].filter((code) => !refusals.has(code))).toEqual([]);
      // Nothing is done twice by one side, and what ends the step is its last.
      const done = won.map(({ type, actor_id: by }) => `${type} ${by}`);
      expect(new Set(done).size).toBe(done.length);
      // What is owed early is overdue when the clock of the ruling would have run out.
      const types = won.map(({ type }) => type).filter((type) => type !== "OBLIGATIONS_OVERDUE");
      expect(types.filter((type, index) => endings.has(type) && index < types.length - 1)).toEqual([]);
      for (const among of exclusive)
        expect(types.filter((type) => among.includes(type)).length).toBeLessThanOrEqual(1);
      await expectSound(story);
      for (const change of accepted.values()) expect(change.disputeId).toBe(story.disputeId);
    },
  );
});

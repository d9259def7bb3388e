import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import { standing } from "../../src/domain/obligation/obligation.js";
import { addHours } from "../../src/domain/time.js";
import type { Database } from "../../src/persistence/database.js";
import { countQueueViews } from "../../src/persistence/read/queue-view.js";
import { claimNextCase } from "../../src/services/disputes/claim-next-case.js";
import { decideHumanReview } from "../../src/services/disputes/decide-human-review.js";
import { fireDeadline } from "../../src/services/disputes/fire-deadline.js";
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
  people = {
    senior: await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR }),
    mediator: await factory.mediator(),
  };
});
afterAll(async () => {
  expect((await verifyLog(database)).broken).toBeNull();
  await expectFolded(database);
});
afterAll(() => closeTestDatabase(database));

const open = async (): Promise<Story> =>
  Story.open(factory, { purchase: await factory.purchase(), ...people });

/** The merchant never answered: the refund is owed. */
async function defaulted(): Promise<Story> {
  const story = await open();
  await story.runOut();
  return story;
}

/** The claim was refused, and the shopper did not call the platform in. */
async function lapsed(): Promise<Story> {
  const story = await open();
  await story.evidence.prove();
  await story.refuse();
  await story.runOut();
  return story;
}

const decide = (story: Story, outcome: "UPHELD" | "OVERTURNED", by: Viewer = people.mediator) =>
  decideHumanReview(factory.as(by), { ...story.input(), outcome, reason: "The mail log shows it." });

/** The codes of what was refused, and how often something was accepted. */
async function codesOf(works: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(works);
  return settled.map((result) => {
    if (result.status === "fulfilled") return "ACCEPTED";
    if (result.reason instanceof RefusedError) return result.reason.refusals[0].code;
    throw result.reason;
  });
}

const openLines = async (story: Story): Promise<number> => {
  const rows = await database.query("SELECT 1 FROM dispute_line WHERE dispute_id = $1 AND open", [
    story.disputeId,
  ]);
  return rows.length;
};

const clockAt = (now: Date) => ({ ...factory.as(people.senior), clock: { now: () => now } });

const countsAt = (viewer: Viewer, breachingBefore: Date) =>
  countQueueViews(database, viewer, { filter: {}, breachingBefore });

describe("a human review", () => {
  it("waits in the queue beside all other cases, is claimed, and shows when the platform is late with it", async () => {
    const story = await defaulted();
    await story.askForPerson();
    const { decideUntil } = (await story.load()).dispute.humanReview!;
    const before = await countsAt(people.mediator, decideUntil);
    expect(before).toMatchObject({ HUMAN_REVIEWS: 1, UNASSIGNED: 1 });
    await claimNextCase(factory.as(people.mediator), { clientMutationId: "claims a review" });
    expect((await story.load()).dispute).toMatchObject({
      status: "IN_REVIEW",
      mediatorId: people.mediator.id,
    });
    // The clock of the status is put off, so that the review's alone can be what is breaching.
    await database.query("UPDATE dispute SET deadline_at = $2 WHERE id = $1", [
      story.disputeId,
      addHours(decideUntil, 1000),
    ]);
    const soon = await countsAt(people.mediator, addHours(decideUntil, 1));
    expect(soon).toMatchObject({ BREACHING: 1, HUMAN_REVIEWS: 1 });
    expect(await fireDeadline(clockAt(decideUntil), story.disputeId)).toBe(true);
    const late = await story.load();
    expect(late.dispute).toMatchObject({ level: 2, queue: { overdueAt: decideUntil } });
    await decide(story, "UPHELD");
    expect(await countsAt(people.mediator, decideUntil)).toMatchObject({ HUMAN_REVIEWS: 0 });
  });

  it("keeps the money from anybody else meanwhile, and puts it back as it was", async () => {
    const story = await defaulted();
    const [owed] = (await story.load()).dispute.obligations;
    await story.askForPerson();
    const other = { purchase: story.cast.purchase, ...people };
    await expect(Story.open(factory, other)).rejects.toThrow("ALREADY_DISPUTED");
    const [held] = (await story.load()).dispute.obligations;
    expect(held).toMatchObject({ id: owed?.id, amountMinor: owed?.amountMinor, status: "CONTESTED" });
    await story.assign();
    await decide(story, "UPHELD");
    const { dispute } = await story.load();
    expect(dispute.obligations).toMatchObject([{ id: owed?.id, status: "DUE" }]);
    expect(dispute.humanReview).toMatchObject({
      status: "DECIDED",
      decision: { outcome: "UPHELD", mediatorId: people.mediator.id },
    });
  });

  it("stores the machine's suggestion beside what the mediator decided, and the case is ruled on", async () => {
    const story = await (await open()).toHumanReview();
    await decide(story, "OVERTURNED");
    const [row] = await database.query<Record<string, unknown>>(
      `SELECT automatic_outcome ->> 'outcome' AS machine, automatic_outcome ->> 'clause' AS clause,
        human_review #>> '{decision,outcome}' AS person, human_review #>> '{decision,recommended,outcome}' AS advice
       FROM dispute WHERE id = $1`,
      [story.disputeId],
    );
    expect(row).toMatchObject({
      ...{ machine: "DEFAULTED", clause: "R-NOT_RECEIVED", person: "OVERTURNED" },
      advice: expect.stringMatching(/^RULED_FOR_/) as unknown,
    });
    await story.close();
    await story.rule("10.00");
    await story.runOut();
    const { obligations, outcome } = (await story.load()).dispute;
    expect(outcome).toBe("RULED_SPLIT");
    expect(standing(obligations)).toMatchObject([{ amountMinor: 10_00n, status: "DUE" }]);
  });

  it("takes the lines of a lapsed dispute again, unless they were disputed since, and frees them when it is upheld", async () => {
    const story = await lapsed();
    expect(await openLines(story)).toBe(0);
    await story.askForPerson(story.shopper);
    expect(await openLines(story)).toBe(1);
    await story.assign();
    await decide(story, "UPHELD");
    expect((await story.load()).dispute).toMatchObject({ status: "CLOSED", outcome: "LAPSED" });
    expect(await openLines(story)).toBe(0);
    const other = await lapsed();
    await Story.open(factory, { purchase: other.cast.purchase, ...people });
    expect(await codesOf([other.askForPerson(other.shopper)])).toEqual(["ALREADY_DISPUTED"]);
  });

  it("is never stored without its outcome, its grounds or who decided why, not even by SQL", async () => {
    const story = await (await open()).toHumanReview();
    await decide(story, "UPHELD");
    const changes = [
      "human_review = '{}'",
      "human_review = jsonb_set(human_review, '{decision,mediatorId}', 'null')",
      "human_review = jsonb_set(human_review, '{decision,reason}', '\"\"')",
      "human_review = jsonb_set(human_review, '{grounds}', '[]')",
      "automatic_outcome = NULL",
      `human_review = human_review || '{"status": "UNDER_REVIEW", "decision": null}'`,
    ];
    for (const change of changes) {
      const broken = database.query(`UPDATE dispute SET ${change} WHERE id = $1`, [story.disputeId]);
      await expect(broken).rejects.toThrow(/check constraint "dispute_human_review_/);
    }
  });
});

describe("two at once", () => {
  it("who ask for a person while the clock marks what is overdue: one asks, and nothing that is held is overdue", async () => {
    for (let round = 0; round < 4; round += 1) {
      const story = await defaulted();
      const { deadlineAt } = (await story.load()).dispute;
      const codes = await codesOf([
        story.askForPerson(),
        fireDeadline(clockAt(deadlineAt!), story.disputeId),
        story.askForPerson(),
      ]);
      expect(codes.filter((code) => code === "STATE_CONFLICT")).toHaveLength(1);
      const { dispute } = await story.load();
      expect(dispute).toMatchObject({ status: "QUEUED", humanReview: { status: "UNDER_REVIEW" } });
      expect(dispute.obligations.map(({ status }) => status)).toEqual(["CONTESTED"]);
    }
  });

  it("who decide: one decision counts, whatever the other says, and what is owed is written once", async () => {
    for (let round = 0; round < 4; round += 1) {
      const story = await (await open()).toHumanReview();
      const codes = await codesOf([decide(story, "UPHELD"), decide(story, "OVERTURNED"), story.withdraw()]);
      const { dispute } = await story.load();
      const decided = dispute.humanReview?.decision?.outcome ?? "MOOT";
      // A withdrawal can follow an overturned outcome, and nothing else can follow anything.
      expect(codes.filter((code) => code === "ACCEPTED").length).toBeLessThanOrEqual(
        decided === "OVERTURNED" ? 2 : 1,
      );
      expect(standing(dispute.obligations)).toHaveLength(decided === "UPHELD" ? 1 : 0);
      expect(dispute.obligations).toHaveLength(1);
    }
  });
});

import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import { addHours } from "../../src/domain/time.js";
import type { Database } from "../../src/persistence/database.js";
import { clearComplaint } from "../../src/services/conflict/clear-complaint.js";
import { complainAboutMediator } from "../../src/services/conflict/complain-about-mediator.js";
import { declareRelation } from "../../src/services/conflict/declare-relation.js";
import { endRelation } from "../../src/services/conflict/end-relation.js";
import { assignMediator } from "../../src/services/disputes/assign-mediator.js";
import { challengeMediator } from "../../src/services/disputes/challenge-mediator.js";
import { claimNextCase } from "../../src/services/disputes/claim-next-case.js";
import { recuse } from "../../src/services/disputes/recuse.js";
import { releaseCase, releaseCases } from "../../src/services/disputes/release-cases.js";
import { sendMessage } from "../../src/services/disputes/send-message.js";
import { endShift, startShift } from "../../src/services/staff/shift.js";
import { transferCase } from "../../src/services/disputes/transfer-case.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, storyBegin } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { Story } from "../support/story.js";

let database: Database;
let factory: Factory;
let senior: Viewer;
let mediator: Viewer;

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
});
beforeEach(async () => {
  senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  mediator = await factory.mediator();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

const reason = "There is a reason.";
const key = () => ({ clientMutationId: randomUUID() });

async function queued(merchant?: Viewer): Promise<Story> {
  const purchase = await factory.purchase(merchant === undefined ? {} : { merchant });
  const story = await Story.open(factory, { purchase, senior, mediator });
  await story.callPlatform(story.merchant);
  return story;
}

async function inReview(): Promise<Story> {
  const story = await queued();
  await story.assign();
  return story;
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return "ACCEPTED";
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals[0].code;
    throw error;
  }
}

const checksOf = ({ disputeId }: Story) =>
  database.query<{ conflict: boolean; act: string; results: Record<string, string> }>(
    "SELECT conflict, act, results FROM conflict_check WHERE dispute_id = $1 ORDER BY checked_at, id",
    [disputeId],
  );

const declaredTo = (story: Story, by = mediator) =>
  declareRelation(factory.as(by), {
    ...key(),
    ...{ side: "MERCHANT", partyId: story.merchant.merchantId!, kind: "FAMILY", until: null },
  });

describe("a conflict of interest", () => {
  it("refuses an assignment by its ground, and the check is kept with what it looked at", async () => {
    const story = await queued();
    await declaredTo(story);
    expect(await codeOf(story.assign())).toBe("CONFLICT_OF_INTEREST");
    const partyId = story.merchant.merchantId!;
    await endRelation(factory.as(mediator), { ...key(), partyId });
    await story.assign();
    const checks = await checksOf(story);
    expect(checks.map(({ conflict, act }) => [conflict, act])).toEqual([
      [true, "ASSIGN_MEDIATOR"],
      [false, "ASSIGN_MEDIATOR"],
    ]);
    expect(checks[0]?.results).toMatchObject({ DECLARED_RELATION: "CONFLICT", SAME_ADDRESS: "UNKNOWN" });
  });

  it("lets claimNextCase pass the case over, and refuses a hand-over", async () => {
    const [story, next] = [await queued(), await inReview()];
    await declaredTo(story);
    expect(await codeOf(claimNextCase(factory.as(mediator), key()))).toBe("NOT_FOUND");
    const other = await factory.mediator();
    await declaredTo(next, other);
    const to = { ...next.input(), mediatorId: other.id, reason };
    expect(await codeOf(transferCase(factory.as(mediator), to))).toBe("CONFLICT_OF_INTEREST");
    expect(await checksOf(next)).toHaveLength(2);
    expect(
      await database.query("SELECT 1 FROM case_handover WHERE dispute_id = $1", [next.disputeId]),
    ).toEqual([]);
    expect((await claimNextCase(factory.as(other), key())).disputeId).toBe(story.disputeId);
  });

  it("arises where the person acted for a side of the same order before", async () => {
    const story = await queued();
    // One person, who sells and now mediates.
    await database.query(
      "INSERT INTO mediator (id, public_name, level, capacity, certified_reasons, related_merchant_ids) VALUES ($1, 'Two hats', 2, 9, '{}', '{}')",
      [story.merchant.id],
    );
    const input = { ...story.input(), mediatorId: story.merchant.id };
    await expect(assignMediator(factory.as(senior), input)).rejects.toMatchObject({
      refusals: [{ code: "CONFLICT_OF_INTEREST", details: { grounds: ["EARLIER_ROLE"] } }],
    });
  });

  it("arises by too many cases of one merchant", async () => {
    const first = await inReview();
    for (let count = 1; count < 10; count += 1) await (await queued(first.merchant)).assign();
    await expect((await queued(first.merchant)).assign()).rejects.toMatchObject({
      refusals: [{ details: { grounds: ["TOO_MANY_CASES"] } }],
    });
    expect(await codeOf((await queued()).assign())).toBe("ACCEPTED");
  });

  it("arises by a complaint until somebody else clears it", async () => {
    const first = await inReview();
    const complaint = { ground: "BIAS" as const, statement: "They took sides." };
    const about = { ...key(), disputeId: first.disputeId, ...complaint };
    await complainAboutMediator(factory.as(first.merchant), about);
    expect(await codeOf(complainAboutMediator(factory.as(first.merchant), { ...about, ...key() }))).toBe(
      "ATTEMPT_LIMIT",
    );
    const second = await queued(first.merchant);
    expect(await codeOf(second.assign())).toBe("CONFLICT_OF_INTEREST");
    const cleared = { disputeId: first.disputeId, mediatorId: mediator.id, reason };
    const oneself = { ...mediator, role: Role.SENIOR_MEDIATOR };
    expect(await codeOf(clearComplaint(factory.as(oneself), { ...key(), ...cleared }))).toBe(
      "FOUR_EYES_REQUIRED",
    );
    await clearComplaint(factory.as(senior), { ...key(), ...cleared });
    expect(await codeOf(second.assign())).toBe("ACCEPTED");
  });

  it("stays on record: neither checks nor hand-overs can be changed, and nobody gets a case back by SQL", async () => {
    const story = await inReview();
    await transferCase(factory.as(mediator), { ...story.input(), mediatorId: senior.id, reason });
    for (const table of ["conflict_check", "case_handover"])
      await expect(database.query(`DELETE FROM ${table}`)).rejects.toThrow();
    await recuse(factory.as(senior), { ...story.input(), reason });
    await expect(
      database.query("UPDATE dispute SET mediator_id = $1 WHERE id = $2", [senior.id, story.disputeId]),
    ).rejects.toThrow("dispute_removed_mediator");
  });
});

describe("a silent mediator", () => {
  const later = (hours: number) => ({
    ...factory.as(senior),
    clock: { now: () => addHours(storyBegin, hours) },
  });

  it("loses the case to the queue once, however many workers look, and both sides are told", async () => {
    const story = await inReview();
    expect(await releaseCase(later(47), story.disputeId)).toBe(false);
    const context = later(49);
    const released = await Promise.all(
      Array.from({ length: 5 }, () => releaseCase(context, story.disputeId)),
    );
    expect(released.filter(Boolean)).toHaveLength(1);
    const { dispute } = await story.load();
    expect(dispute).toMatchObject({ status: "QUEUED", mediatorId: null, level: 2 });
    expect(dispute.deadlineAt).toEqual(addHours(storyBegin, 49 + 24));
    const [event] = await database.query<{ audience: string; actor_role: string }>(
      "SELECT audience, actor_role FROM dispute_event WHERE dispute_id = $1 AND type = 'CASE_RELEASED'",
      [story.disputeId],
    );
    expect(event).toEqual({ audience: "ALL", actor_role: "SYSTEM" });
  });

  it("keeps it by a sign of life", async () => {
    const [silent, lively] = [await inReview(), await inReview()];
    const says = { ...lively.input(), channel: "PARTIES" as const, text: "I am at it." };
    await sendMessage({ ...factory.as(mediator), clock: later(20).clock }, says);
    await releaseCases(later(50));
    expect((await silent.load()).dispute.status).toBe("QUEUED");
    expect((await lively.load()).dispute).toMatchObject({ status: "IN_REVIEW", mediatorId: mediator.id });
  });
});

describe("a mediator off shift", () => {
  const at = (viewer: Viewer, hours: number) => ({
    ...factory.as(viewer),
    clock: { now: () => addHours(storyBegin, hours) },
  });

  it("loses the case when the shift has been over for too long, whatever was said since; during a shift nobody does", async () => {
    const story = await inReview();
    await startShift(at(mediator, 0), key());
    await endShift(at(mediator, 2), key());
    const says = { ...story.input(), channel: "PARTIES" as const, text: "I am back soon." };
    await sendMessage(at(mediator, 20), says);
    await releaseCases(at(senior, 25));
    expect((await story.load()).dispute.status).toBe("IN_REVIEW");
    await startShift(at(mediator, 25), key());
    await releaseCases(at(senior, 36));
    expect((await story.load()).dispute.status).toBe("IN_REVIEW");
    await endShift(at(mediator, 36), key());
    await releaseCases(at(senior, 60));
    expect((await story.load()).dispute).toMatchObject({ status: "QUEUED", mediatorId: null });
    const [event] = await database.query<{ payload: { cause: string } }>(
      "SELECT payload FROM dispute_event WHERE dispute_id = $1 AND type = 'CASE_RELEASED'",
      [story.disputeId],
    );
    expect(event?.payload.cause).toBe("OFF_SHIFT");
  });
});

it("lets exactly one of 20 mediators have a case, though they step down, hand it on, take it and are challenged at once", async () => {
  const story = await inReview();
  const others = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      factory.mediator({ level: 2, role: index % 2 === 0 ? Role.SENIOR_MEDIATOR : Role.MEDIATOR }),
    ),
  );
  const attempts = others.flatMap((by, index) => [
    () =>
      transferCase(factory.as(by), { ...story.input(), mediatorId: others[(index + 7) % 20]!.id, reason }),
    () => recuse(factory.as(by), { ...story.input(), reason }),
    () => claimNextCase(factory.as(by), key()),
  ]);
  const acts = [
    ...attempts,
    () => recuse(factory.as(mediator), { ...story.input(), reason }),
    () => challengeMediator(factory.as(story.shopper), story.input()),
  ];
  const answers = await Promise.all(acts.map((act) => codeOf(act())));
  expect(answers.filter((code) => code === "ACCEPTED").length).toBeGreaterThan(0);
  const { dispute, end } = await story.load();
  const events = await database.query<{ type: string; payload: { mediatorId?: string } }>(
    "SELECT type, payload FROM dispute_event WHERE dispute_id = $1 ORDER BY sequence",
    [story.disputeId],
  );
  expect(events).toHaveLength(end.sequence);
  // Whoever got it last has it, unless it went back after that.
  const got = ["MEDIATOR_ASSIGNED", "CASE_TRANSFERRED"];
  const back = ["MEDIATOR_RECUSED", "MEDIATOR_CHALLENGED"];
  const last = events.findLast(({ type }) => [...got, ...back].includes(type))!;
  const expected = got.includes(last.type) ? last.payload.mediatorId : null;
  expect(dispute.mediatorId).toBe(expected);
  expect(dispute.status).toBe(expected === null ? "QUEUED" : "IN_REVIEW");
  expect(dispute.desk.removedMediatorIds).not.toContain(dispute.mediatorId);
});

import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import { addHours } from "../../src/domain/time.js";
import type { Database } from "../../src/persistence/database.js";
import { acceptOffer } from "../../src/services/disputes/accept-offer.js";
import { answerAppeal } from "../../src/services/disputes/answer-appeal.js";
import { decideAppeal, type DecideAppealInput } from "../../src/services/disputes/decide-appeal.js";
import {
  declareInadmissible,
  type DeclareInadmissibleInput,
} from "../../src/services/disputes/declare-inadmissible.js";
import { withdrawAppeal } from "../../src/services/disputes/withdraw-appeal.js";
import { withdrawDispute } from "../../src/services/disputes/withdraw-dispute.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { Story, type Cast } from "../support/story.js";

let database: Database;
let factory: Factory;
let people: Omit<Cast, "purchase">;
let second: Viewer;

beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
  factory = new Factory(database);
  const seniors = { level: 3, role: Role.SENIOR_MEDIATOR } as const;
  people = { senior: await factory.mediator(seniors), mediator: await factory.mediator() };
  second = await factory.mediator(seniors);
});
afterAll(async () => {
  expect((await verifyLog(database)).broken).toBeNull();
  await expectFolded(database);
});
afterAll(() => closeTestDatabase(database));

async function storyIn(status: "QUEUED" | "IN_REVIEW"): Promise<Story> {
  return (await Story.open(factory, { purchase: await factory.purchase(), ...people })).playTo(status);
}

const why = { ground: "NO_CLAIM", statement: "Nothing follows.", clause: "R-NOT_RECEIVED" } as const;

function declare(story: Story, by: Viewer = people.mediator, change: Partial<DeclareInadmissibleInput> = {}) {
  return declareInadmissible(factory.as(by), { ...story.input(), ...why, ...change });
}

async function declared(): Promise<Story> {
  const story = await storyIn("IN_REVIEW");
  await declare(story);
  return story;
}

function decided(story: Story, by: Viewer, change: Partial<DecideAppealInput> = {}) {
  const upheld = { outcome: "UPHELD", reasons: "It is right.", ruling: null, remittal: null } as const;
  return decideAppeal(factory.as(by), { ...story.input(), ...upheld, ...change });
}

const answered = (story: Story, by: Viewer) =>
  answerAppeal(factory.as(by), { ...story.input(), answer: "It is right." });

/** The code of a refusal, or what was accepted. */
async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "ACCEPTED";
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals[0].code;
    throw error;
  }
}

const openLines = async (story: Story): Promise<number> => {
  const rows = await database.query("SELECT 1 FROM dispute_line WHERE dispute_id = $1 AND open", [
    story.disputeId,
  ]);
  return rows.length;
};

const checksOf = (story: Story, act: string): Promise<{ mediator_id: string; conflict: boolean }[]> =>
  database.query(
    "SELECT mediator_id, conflict FROM conflict_check WHERE dispute_id = $1 AND act = $2 ORDER BY checked_at, id",
    [story.disputeId, act],
  );

describe("a declaration of inadmissibility", () => {
  it("closes the dispute on a ground and a clause, frees its lines, and says until when it is appealed", async () => {
    const story = await storyIn("IN_REVIEW");
    expect(await codeOf(declare(story, people.mediator, { clause: "R-UNHEARD_OF" }))).toBe("UNKNOWN_CLAUSE");
    expect(await codeOf(declare(story, people.mediator, { statement: " " }))).toBe("INVALID_TEXT");
    expect(await codeOf(declare(story, second))).toBe("FORBIDDEN");
    expect(await openLines(story)).toBe(1);
    await declare(story);
    const { dispute } = await story.load();
    const { inadmissibility, closedAt } = dispute;
    expect(dispute).toMatchObject({ status: "CLOSED", outcome: "INADMISSIBLE", inadmissibility: why });
    expect(inadmissibility).toMatchObject({
      mediatorId: people.mediator.id,
      appealableUntil: addHours(closedAt!, 7 * 24),
    });
    expect(await openLines(story)).toBe(0);
    expect(await codeOf(declare(story))).toBe("STATE_CONFLICT");
  });

  it("is a senior's in the queue, where everybody else is refused, and its check is stored", async () => {
    const story = await storyIn("QUEUED");
    expect(await codeOf(declare(story, people.mediator))).toBe("STATE_CONFLICT");
    expect(await codeOf(declare(story, story.merchant))).toBe("FORBIDDEN");
    await declare(story, people.senior);
    expect(await checksOf(story, "DECLARE_INADMISSIBLE")).toEqual([
      { mediator_id: people.senior.id, conflict: false },
    ]);
  });

  it("is refused to whoever has a relation with the merchant, and the check stays", async () => {
    const purchase = await factory.purchase();
    const related = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
    await database.query("UPDATE mediator SET related_merchant_ids = ARRAY[$2::uuid] WHERE id = $1", [
      related.id,
      purchase.merchants[0]!.merchantId,
    ]);
    const story = await (await Story.open(factory, { purchase, ...people })).playTo("QUEUED");
    expect(await codeOf(declare(story, related))).toBe("CONFLICT_OF_INTEREST");
    expect(await checksOf(story, "DECLARE_INADMISSIBLE")).toEqual([
      { mediator_id: related.id, conflict: true },
    ]);
    expect((await story.load()).dispute.status).toBe("QUEUED");
  });
});

describe("an appeal against it", () => {
  it("takes the lines again, and ends as it was where a senior upholds it", async () => {
    const story = await declared();
    await story.appeal(story.shopper);
    expect((await story.load()).dispute).toMatchObject({
      ...{ status: "APPEALED", outcome: "INADMISSIBLE", closedAt: null },
      appeals: [{ rulingId: null, side: "SHOPPER", status: "UNDER_REVIEW" }],
    });
    expect(await openLines(story)).toBe(1);
    await story.say(second, "PARTIES", "I look at the appeal.");
    expect(await codeOf(decided(story, second))).toBe("STATE_CONFLICT");
    await answered(story, story.merchant);
    const reversed = { outcome: "REVERSED", reasons: "No." } as const;
    expect(await codeOf(decided(story, second, reversed))).toBe("VALIDATION");
    await decided(story, second);
    expect((await story.load()).dispute).toMatchObject({ status: "CLOSED", outcome: "INADMISSIBLE" });
    expect(await openLines(story)).toBe(0);
    expect(await codeOf(story.appeal(story.shopper))).toBe("ATTEMPT_LIMIT");
    expect(await checksOf(story, "DECIDE_APPEAL")).toContainEqual({
      mediator_id: second.id,
      conflict: false,
    });
  });

  it("is never decided by whoever declared it, nor by whoever had a part in the case", async () => {
    const queued = await storyIn("QUEUED");
    await declare(queued, people.senior);
    await queued.appeal(queued.merchant);
    await answered(queued, queued.shopper);
    expect(await codeOf(decided(queued, people.senior))).toBe("CONFLICT_OF_INTEREST");
    const author = database.query(
      `UPDATE appeal SET status = 'DECIDED', outcome = 'UPHELD', reasons = 'So.', decided_by = $2, decided_at = now()
       WHERE dispute_id = $1`,
      [queued.disputeId, people.senior.id],
    );
    await expect(author).rejects.toThrow(/author of a declaration/);
    await decided(queued, second);
  });

  it("goes on with another mediator where it is remitted, who can rule, and the ruling is appealed in turn", async () => {
    const story = await declared();
    await story.appeal(story.shopper);
    await answered(story, story.merchant);
    const demands = [{ side: "SHOPPER", slot: "OTHER", level: "OPTIONAL" }] as const;
    const remit = (mediator: Viewer) =>
      decided(story, second, {
        outcome: "REMITTED",
        remittal: { mediatorId: mediator.id, text: "Show it.", demands },
      });
    expect(await codeOf(remit(people.mediator))).toBe("CONFLICT_OF_INTEREST");
    const third = await factory.mediator({ level: 3 });
    await remit(third);
    const { dispute } = await story.load();
    expect(dispute).toMatchObject({ status: "EVIDENCE", outcome: null, mediatorId: third.id });
    expect(dispute.inadmissibility).toMatchObject(why);
    expect((await checksOf(story, "DECIDE_APPEAL")).map(({ mediator_id }) => mediator_id)).toContain(
      third.id,
    );
    while ((await story.load()).dispute.status !== "DECIDING") await story.runOut();
    await Story.resume(story, third).rule();
    await story.appeal(story.merchant);
    expect((await story.load()).dispute.appeals.map(({ rulingId }) => rulingId === null)).toEqual([
      true,
      false,
    ]);
  });

  it("is once a side, as a whole and in time, and can be taken back", async () => {
    const story = await declared();
    const appeal = story.appeal(story.shopper);
    await appeal;
    await story.appeal(story.merchant);
    const withdraw = (by: Viewer) => withdrawAppeal(factory.as(by), story.input());
    await withdraw(story.shopper);
    await withdraw(story.merchant);
    expect((await story.load()).dispute).toMatchObject({ status: "CLOSED", outcome: "INADMISSIBLE" });
    const late = await declared();
    const { inadmissibility } = (await late.load()).dispute;
    await database.query(
      "UPDATE dispute SET inadmissibility = jsonb_set(inadmissibility, '{appealableUntil}', to_jsonb($2::text)) WHERE id = $1",
      [late.disputeId, inadmissibility!.declaredAt.toISOString()],
    );
    expect(await codeOf(late.appeal(late.shopper))).toBe("WINDOW_CLOSED");
    await database.query(
      "UPDATE dispute SET inadmissibility = jsonb_set(inadmissibility, '{appealableUntil}', to_jsonb($2::text)) WHERE id = $1",
      [late.disputeId, inadmissibility!.appealableUntil.toISOString()],
    );
  });

  it("is refused where a line was disputed since", async () => {
    const story = await declared();
    const again = await Story.open(factory, story.cast);
    expect(await codeOf(story.appeal(story.shopper))).toBe("ALREADY_DISPUTED");
    await again.withdraw();
    expect(await codeOf(story.appeal(story.shopper))).toBe("ALREADY_DISPUTED");
  });

  it("is not for disputes that ended otherwise", async () => {
    const story = await storyIn("QUEUED");
    await story.withdraw();
    expect(await codeOf(story.appeal(story.shopper))).toBe("STATE_CONFLICT");
  });
});

describe("100 conflicting acts at once", () => {
  it.each([1, 2, 3])("have one winner and leave one event (try %i)", async () => {
    const story = await storyIn("IN_REVIEW");
    await story.offer(story.merchant);
    const { version } = (await story.load()).dispute;
    const offer = await story.latestOffer();
    const at = () => ({ ...story.input(), expectedVersion: version });
    const acts = [
      () => declareInadmissible(factory.as(people.mediator), { ...at(), ...why }),
      () => withdrawDispute(factory.as(story.shopper), at()),
      () => acceptOffer(factory.as(story.shopper), { ...offer, ...at() }),
      () => story.evidence.request(),
    ];
    const codes = await Promise.all(
      Array.from({ length: 100 }, (_, index) => codeOf(acts[index % acts.length]!())),
    );
    expect(codes.filter((code) => code === "ACCEPTED")).toHaveLength(1);
    expect((await story.load()).dispute.version).toBe(version + 1);
  });
});

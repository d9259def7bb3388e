import { randomUUID } from "node:crypto";
import { defaultRulebook } from "../../seeds/default-rulebook.js";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import { FEEDBACK_A_DAY } from "../../src/domain/rulebook/feedback.js";
import { addDays } from "../../src/domain/time.js";
import type { Database } from "../../src/persistence/database.js";
import { seedRulebook } from "../../src/services/rulebook/seed-rulebook.js";
import {
  answerRuleFeedback,
  type AnswerRuleFeedbackInput,
} from "../../src/services/rule-feedback/answer-rule-feedback.js";
import {
  submitRuleFeedback,
  type SubmitRuleFeedbackInput,
} from "../../src/services/rule-feedback/submit-rule-feedback.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person, storyBegin, TestClock } from "../support/factory.js";
import { Story } from "../support/story.js";

const clause = "R-NOT_RECEIVED";
const book = defaultRulebook();
const later = { ...book, version: "2027-01" };
const shipping = {
  ...book,
  version: "2027-02",
  reasons: {
    ...book.reasons,
    NOT_RECEIVED: { ...book.reasons["NOT_RECEIVED"]!, merchantResponseHours: 24 },
  },
};
const older = { ...shipping, version: "2015-01" };

let database: Database;
let clock: TestClock;
let factory: Factory;
const editor = person(Role.RULE_EDITOR);
const approver = person(Role.RULE_APPROVER);

beforeAll(async () => {
  database = await openTestDatabase();
  await seedRulebook(database, later, addDays(storyBegin, 40));
  await seedRulebook(database, shipping, addDays(storyBegin, 70));
  await seedRulebook(database, older, new Date("2015-01-01T00:00:00.000Z"));
});
beforeEach(() => {
  clock = new TestClock();
  factory = new Factory(database, clock);
});
afterAll(() => closeTestDatabase(database));

async function give(by: Viewer, change: Partial<SubmitRuleFeedbackInput> = {}): Promise<string> {
  const said = { kind: "UNCLEAR" as const, wrong: "Who proves it?", instead: "The merchant." };
  const input = { clientMutationId: randomUUID(), clause, ...said, ...change };
  return (await submitRuleFeedback(factory.as(by), input)).feedbackId;
}

async function answer(
  by: Viewer,
  feedbackId: string,
  change: Partial<AnswerRuleFeedbackInput>,
): Promise<void> {
  const input = { clientMutationId: randomUUID(), feedbackId, answer: "We looked.", shippedVersion: null };
  await answerRuleFeedback(factory.as(by), { ...input, status: "TRIAGED", ...change });
}

async function refusalOf(work: Promise<unknown>): Promise<{ code: string; field: readonly string[] }> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RefusedError)) throw new Error("It was not refused.", { cause: error });
  const { code, field, message } = error.refusals[0];
  expect(message).toMatch(/^\S.{15,}\.$/);
  return { code, field };
}

async function stepsOf(feedbackId: string): Promise<unknown[]> {
  const rows = await database.query<Record<string, unknown>>(
    `SELECT sequence, status, actor_role, shipped_version FROM rule_feedback_step WHERE feedback_id = $1 ORDER BY sequence`,
    [feedbackId],
  );
  return rows.map((row) => Object.values(row));
}

async function accepted(by = person(Role.SHOPPER)): Promise<string> {
  const id = await give(by);
  await answer(editor, id, { status: "TRIAGED", answer: null });
  await answer(approver, id, { status: "ACCEPTED" });
  return id;
}

describe("giving feedback on a rule", () => {
  it("takes the version in force where none is named, and keeps the first step", async () => {
    const id = await give(person(Role.MERCHANT_AGENT));
    const [row] = await database.query("SELECT rulebook_version, status FROM rule_feedback WHERE id = $1", [
      id,
    ]);
    expect(row).toEqual({ rulebook_version: book.version, status: "NEW" });
    expect(await stepsOf(id)).toEqual([[1, "NEW", "MERCHANT_AGENT", null]]);
  });

  it("gives the first answer to the same key, and keeps nothing twice", async () => {
    const shopper = person(Role.SHOPPER);
    const clientMutationId = randomUUID();
    const ids = await Promise.all([1, 2, 3].map(() => give(shopper, { clientMutationId })));
    expect(new Set(ids).size).toBe(1);
    const [row] = await database.query(
      "SELECT count(*)::int AS count FROM rule_feedback WHERE author_id = $1",
      [shopper.id],
    );
    expect(row).toEqual({ count: 1 });
  });

  it.each([Role.INTEGRATION, Role.AUDITOR, Role.SYSTEM])("is not for %s", async (role) => {
    expect(await refusalOf(give(person(role)))).toMatchObject({ code: "FORBIDDEN" });
  });

  it("is refused for a clause or a version that does not exist, and for a text that cannot be kept", async () => {
    const by = person(Role.SHOPPER);
    const codes = await Promise.all(
      [
        { clause: "R-NOTHING" },
        { clause: "constructor" },
        { rulebookVersion: "never" },
        { wrong: " " },
        { instead: "a\0" },
      ].map(async (change) => refusalOf(give(by, change))),
    );
    expect(codes).toEqual([
      { code: "UNKNOWN_CLAUSE", field: ["clause"] },
      { code: "UNKNOWN_CLAUSE", field: ["clause"] },
      { code: "NOT_FOUND", field: ["rulebookVersion"] },
      { code: "INVALID_TEXT", field: ["wrong"] },
      { code: "INVALID_TEXT", field: ["instead"] },
    ]);
  });

  it("names a dispute of one's own, and not one that one may not see", async () => {
    const cast = {
      purchase: await factory.purchase(),
      mediator: await factory.mediator(),
      senior: person(Role.SENIOR_MEDIATOR),
    };
    const { disputeId, shopper } = await Story.open(factory, cast);
    await give(shopper, { disputeId });
    for (const stranger of [person(Role.SHOPPER), cast.mediator, editor]) {
      const code = { code: "NOT_FOUND", field: ["disputeId"] };
      expect(await refusalOf(give(stranger, { disputeId }))).toEqual(code);
      expect(await refusalOf(give(stranger, { disputeId: randomUUID() }))).toEqual(code);
    }
  });

  it(`stops at ${FEEDBACK_A_DAY} open ones of a day, also when all come at once`, async () => {
    const by = person(Role.SHOPPER);
    const tries = Array.from({ length: FEEDBACK_A_DAY + 3 }, () => give(by).catch((error: unknown) => error));
    const results = await Promise.all(tries);
    const refused = results.filter((result) => result instanceof RefusedError);
    expect(refused.map(({ refusals }) => refusals[0].code)).toEqual([
      "RATE_LIMITED",
      "RATE_LIMITED",
      "RATE_LIMITED",
    ]);
    expect(refused[0]!.refusals[0].details).toEqual({
      maximum: FEEDBACK_A_DAY,
      possibleAt: addDays(clock.now(), 1).toISOString(),
    });
  });

  it("goes on when one was answered for good, and on the next day", async () => {
    const by = person(Role.SHOPPER);
    const ids = [];
    for (let count = 0; count < FEEDBACK_A_DAY; count += 1) ids.push(await give(by));
    expect(await refusalOf(give(by))).toMatchObject({ code: "RATE_LIMITED" });
    await answer(editor, ids[0]!, { status: "TRIAGED" });
    expect(await refusalOf(give(by))).toMatchObject({ code: "RATE_LIMITED" });
    await answer(editor, ids[0]!, { status: "REJECTED" });
    await give(by);
    expect(await refusalOf(give(by))).toMatchObject({ code: "RATE_LIMITED" });
    clock.pass(24);
    await give(by);
  });
});

describe("answering it", () => {
  it("keeps every step, and none of them can be changed or taken away", async () => {
    const id = await accepted();
    await answer(editor, id, { status: "SHIPPED", answer: null, shippedVersion: shipping.version });
    expect(await stepsOf(id)).toEqual([
      [1, "NEW", "SHOPPER", null],
      [2, "TRIAGED", "RULE_EDITOR", null],
      [3, "ACCEPTED", "RULE_APPROVER", null],
      [4, "SHIPPED", "RULE_EDITOR", shipping.version],
    ]);
    for (const text of [
      "UPDATE rule_feedback_step SET answer = 'x'",
      "DELETE FROM rule_feedback_step",
      "TRUNCATE rule_feedback_step",
    ])
      await expect(database.query(text)).rejects.toThrow(/append-only|permission denied/);
  });

  it("names as shipping only a published, later version that changed the clause", async () => {
    const id = await accepted();
    const ship = (shippedVersion: string) =>
      refusalOf(answer(editor, id, { status: "SHIPPED", shippedVersion }));
    const field = ["shippedVersion"];
    expect(await ship("2030-01")).toEqual({ code: "NOT_FOUND", field });
    expect(await ship(later.version)).toEqual({ code: "CLAUSE_UNCHANGED", field });
    expect(await ship(book.version)).toEqual({ code: "CLAUSE_UNCHANGED", field });
    expect(await ship(older.version)).toEqual({ code: "CLAUSE_UNCHANGED", field });
    expect(await stepsOf(id)).toHaveLength(3);
  });

  it("is not for its author, and for nobody outside the rule staff even if it does not exist", async () => {
    const id = await give(editor);
    expect(await refusalOf(answer(editor, id, {}))).toMatchObject({ code: "FORBIDDEN" });
    await answer(approver, id, {});
    expect(await refusalOf(answer(person(Role.AUDITOR), randomUUID(), {}))).toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await refusalOf(answer(approver, randomUUID(), {}))).toMatchObject({ code: "NOT_FOUND" });
  });

  it("of many at once from one version lets one through", async () => {
    const id = await accepted();
    const rest = { expectedVersion: 3 };
    const results = await Promise.all(
      [editor, approver, person(Role.RULE_EDITOR)].map((by, index) =>
        answer(
          by,
          id,
          index === 0
            ? { status: "SHIPPED", shippedVersion: shipping.version, ...rest }
            : { status: "REJECTED", ...rest },
        ).then(
          () => "done",
          (error: unknown) => (error as RefusedError).refusals[0].code,
        ),
      ),
    );
    expect(results.toSorted()).toEqual(["VERSION_CONFLICT", "VERSION_CONFLICT", "done"]);
    expect(await stepsOf(id)).toHaveLength(4);
  });
});

import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { standing } from "../../src/domain/obligation/obligation.js";
import { addHours } from "../../src/domain/time.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { appealRuling } from "../../src/services/disputes/appeal-ruling.js";
import { clarifyRuling } from "../../src/services/disputes/clarify-ruling.js";
import { correctRuling, type CorrectRulingInput } from "../../src/services/disputes/correct-ruling.js";
import { issueRuling } from "../../src/services/disputes/issue-ruling.js";
import { requestClarification } from "../../src/services/disputes/request-clarification.js";
import { waiveAppeal } from "../../src/services/disputes/waive-appeal.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { readRulingDocument } from "../../src/services/ruling/read-ruling-document.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { codeOf } from "../support/story-at.js";
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

/** Under rules that recommend nothing: who orders an amount then may have mistyped it. */
function plainly(viewer: Viewer): UseCaseContext {
  const context = factory.as(viewer);
  return {
    ...context,
    rulebook: async (version, sql) => {
      const book = await context.rulebook(version, sql);
      const reasons = Object.entries(book.reasons).map(([code, rule]) => [
        code,
        { ...rule, recommendations: [] },
      ]);
      return { ...book, reasons: Object.fromEntries(reasons) as typeof book.reasons };
    },
  };
}

/** A ruling that orders a refund of 1.00 where its own formula gives all that was paid. */
async function mistyped(): Promise<{ story: Story; given: bigint }> {
  const cast = { purchase: await factory.purchase(), ...people };
  const story = await (await Story.open(factory, cast)).playTo("DECIDING");
  await issueRuling(plainly(story.cast.mediator), {
    ...{ ...story.input(), outcome: "RULED_FOR_SHOPPER", reasons: "So.", clauses: ["R-NOT_RECEIVED"] },
    findings: [{ text: "It is lsot.", sources: ["SHIPMENT_RECORD"], recordedAbsence: null }],
    ...{ faultShares: [], remedies: [{ kind: "REFUND", orderLineId: story.lines[0]!, amount: "1.00" }] },
  });
  const { dispute } = await story.load();
  const result = dispute.ruling!.remedies[0]!.formulaTrace!.result;
  return { story, given: BigInt(result.replace(".", "")) };
}

const correct = (story: Story, change: Partial<CorrectRulingInput> = {}, by = plainly(story.cast.mediator)) =>
  correctRuling(by, {
    ...{ ...story.input(), reason: "A slip of the keyboard.", amounts: [] },
    texts: [{ part: "FINDING", position: 0, text: "It is lost." }],
    ...change,
  });

const amountOf = (given: bigint) => {
  const digits = given.toString().padStart(3, "0");
  return { texts: [], amounts: [{ position: 0, amount: `${digits.slice(0, -2)}.${digits.slice(-2)}` }] };
};

async function owedIn(story: Story): Promise<bigint[]> {
  const { dispute } = await story.load();
  return standing(dispute.obligations).map(({ amountMinor }) => amountMinor);
}

describe("a ruling with slips", () => {
  it("reads as it should have read, beside what was served, for both sides and in both documents", async () => {
    const { story, given } = await mistyped();
    const { amounts } = amountOf(given);
    await correct(story, { amounts });
    const source = `query ($id: ID!) { node(id: $id) { ... on Dispute { ruling {
      findings { text } ruledRemedies { amount { amount } } appealableUntil
      asIssued { findings conclusions remedies { amount { amount } } appealableUntil }
      corrections { number reason restartsAppeal appealableUntil correctedBy { id } changes { path before after } } } } } }`;
    const answer = await execute(factory.as(story.merchant), source, {
      id: toGlobalId("Dispute", story.disputeId),
    });
    expect(answer.errors).toBeUndefined();
    const { dispute } = await story.load();
    const appealableUntil = dispute.deadlineAt!.toISOString();
    const { amount } = amounts[0]!;
    expect(JSON.parse(JSON.stringify(answer.data!["node"]))).toEqual({
      ruling: {
        ...{ findings: [{ text: "It is lost." }], ruledRemedies: [{ amount: { amount } }], appealableUntil },
        asIssued: {
          ...{ findings: ["It is lsot."], conclusions: [null], remedies: [{ amount: { amount: "1.00" } }] },
          appealableUntil: expect.any(String) as string,
        },
        corrections: [
          {
            ...{ number: 1, reason: "A slip of the keyboard.", restartsAppeal: true, appealableUntil },
            correctedBy: { id: toGlobalId("Mediator", story.cast.mediator.id) },
            changes: [
              { path: "findings.0.text", before: "It is lsot.", after: "It is lost." },
              { path: "remedies.0.amount", before: "1.00", after: amount },
            ],
          },
        ],
      },
    });
    await requestClarification(factory.as(story.shopper), { ...story.input(), question: "Which <lamp>?" });
    const asked = "query ($id: ID!) { workbench(disputeId: $id) { questions { side question } } }";
    const onDesk = await execute(factory.as(story.cast.mediator), asked, {
      id: toGlobalId("Dispute", story.disputeId),
    });
    expect(JSON.parse(JSON.stringify(onDesk.data))).toEqual({
      workbench: { questions: [{ side: "SHOPPER", question: "Which <lamp>?" }] },
    });
    await clarifyRuling(factory.as(story.cast.mediator), {
      ...{ ...story.input(), side: "SHOPPER", answer: "The one of the claim." },
    });
    const { disputeId } = story;
    const pages = await Promise.all(
      (["EN", "ZH"] as const).map((language) =>
        readRulingDocument(factory.as(story.merchant), { disputeId, language }),
      ),
    );
    for (const page of pages)
      for (const told of [`1.00 → ${amount}`, "It is lsot.", "Which &lt;lamp&gt;?", "The one of the claim."])
        expect(page!.html).toContain(told);
    expect(pages[1]!.html).toContain("送达后的更正");
  });

  it("stays as it was served in SQL, and a version that says more than a correction may is not kept", async () => {
    const { story } = await mistyped();
    const forged = (changed: string) =>
      database.query(
        `INSERT INTO ruling_correction SELECT gen_random_uuid(), dispute_id, id, 1, mediator_id, 'A slip.', '[{}]'::jsonb,
          findings, conclusions, 'Otherwise.', ${changed}, issued_at, false, appealable_until FROM ruling WHERE dispute_id = $1`,
        [story.disputeId],
      );
    await expect(forged(`jsonb_set(remedies, '{0,kind}', '"COMPENSATION"')`)).rejects.toThrow(
      /texts and amounts/,
    );
    await expect(forged(`jsonb_set(remedies, '{0,amountMinor}', '"200"')`)).rejects.toThrow(
      /its formula gives/,
    );
    await correct(story);
    await expect(forged("remedies")).rejects.toThrow(/follow one another/);
    await expect(database.query("UPDATE ruling_correction SET reason = 'None.'")).rejects.toThrow();
    await requestClarification(factory.as(story.shopper), { ...story.input(), question: "Which?" });
    await expect(database.query("UPDATE ruling_clarification SET question = 'None.'")).rejects.toThrow(
      /once/,
    );
  });

  it("is corrected while both waive, or before: in either order the right amount alone is owed", async () => {
    const { story, given } = await mistyped();
    await waiveAppeal(plainly(story.shopper), story.input());
    const codes = await Promise.all([
      codeOf(correct(story, amountOf(given))),
      codeOf(waiveAppeal(plainly(story.merchant), story.input())),
    ]);
    expect(codes).toEqual(["accepted", "accepted"]);
    const { dispute } = await story.load();
    expect(dispute.status).toBe("RULED");
    expect(await owedIn(story)).toEqual([]);
    await waiveAppeal(plainly(story.shopper), story.input()).catch(() => undefined);
    await waiveAppeal(plainly(story.merchant), story.input()).catch(() => undefined);
    expect(await owedIn(story)).toEqual([given]);
    const sums = await database.query<{ kept: string }>(
      "SELECT amount_minor::text AS kept FROM obligation WHERE dispute_id = $1 AND status <> 'WAIVED'",
      [story.disputeId],
    );
    expect(sums).toEqual([{ kept: given.toString() }]);
  });

  it("and an appeal at the same moment come one after the other: the amount of what is appealed stands", async () => {
    const { story, given } = await mistyped();
    const appeal = { grounds: ["CALCULATION_ERROR"], statement: "It is not what I paid." } as const;
    const [corrected, appealed] = await Promise.all([
      codeOf(correct(story, amountOf(given))),
      codeOf(
        appealRuling(plainly(story.shopper), {
          ...{ ...story.input(), ...appeal, orderLineIds: [], evidenceItemIds: [] },
        }),
      ),
    ]);
    expect(appealed).toBe("accepted");
    const { dispute } = await story.load();
    const ordered = dispute.ruling!.remedies[0]!.amountMinor;
    expect([corrected, ordered]).toEqual(
      corrected === "accepted" ? ["accepted", given] : ["STATE_CONFLICT", 1_00n],
    );
    expect(await codeOf(correct(story, amountOf(given)))).toBe(
      corrected === "accepted" ? "VALIDATION" : "STATE_CONFLICT",
    );
  });
});

describe("whoever stands in for the author", () => {
  it("is offered the correction once the author is away for too long, and is checked for conflicts", async () => {
    const author = await factory.mediator();
    people = { ...people, mediator: author };
    const { story } = await mistyped();
    const { senior } = story.cast;
    expect(await codeOf(correct(story, {}, factory.as(senior)))).toBe("FORBIDDEN");
    await database.query(
      "UPDATE mediator SET shift_started_at = $2::timestamptz - interval '8 hours', shift_ends_at = $2 WHERE id = $1",
      [author.id, addHours(factory.as(senior).clock.now(), -1_000)],
    );
    const source = `query ($id: ID!) { node(id: $id) { ... on Dispute { allowedActions { action dueAt } } } }`;
    const { data } = await execute(factory.as(senior), source, {
      id: toGlobalId("Dispute", story.disputeId),
    });
    const { allowedActions } = data!["node"] as { allowedActions: { action: string; dueAt: string }[] };
    expect(allowedActions.map(({ action }) => action)).toContain("CORRECT_RULING");
    const related = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
    const { dispute } = await story.load();
    await database.query("UPDATE mediator SET related_merchant_ids = ARRAY[$2::uuid] WHERE id = $1", [
      related.id,
      dispute.merchantId,
    ]);
    expect(await codeOf(correct(story, {}, factory.as(related)))).toBe("CONFLICT_OF_INTEREST");
    expect(await codeOf(correct(story, {}, factory.as(senior)))).toBe("accepted");
  });
});

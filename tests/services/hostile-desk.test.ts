import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { complainAboutMediator } from "../../src/services/conflict/complain-about-mediator.js";
import { declareRelation } from "../../src/services/conflict/declare-relation.js";
import { answerAppeal } from "../../src/services/disputes/answer-appeal.js";
import { assignMediator } from "../../src/services/disputes/assign-mediator.js";
import { challengeMediator } from "../../src/services/disputes/challenge-mediator.js";
import { claimNextCase } from "../../src/services/disputes/claim-next-case.js";
import { decideAppeal } from "../../src/services/disputes/decide-appeal.js";
import { declareInadmissible } from "../../src/services/disputes/declare-inadmissible.js";
import { escalateDispute } from "../../src/services/disputes/escalate-dispute.js";
import { issueRuling } from "../../src/services/disputes/issue-ruling.js";
import { mergeDisputes } from "../../src/services/disputes/merge-disputes.js";
import { recuse } from "../../src/services/disputes/recuse.js";
import { stateSealedLimit } from "../../src/services/disputes/state-sealed-limit.js";
import { transferCase } from "../../src/services/disputes/transfer-case.js";
import { draftRuling } from "../../src/services/ruling/draft-ruling.js";
import { approveRuling } from "../../src/services/ruling/review-ruling.js";
import type { RulingContent } from "../../src/services/ruling/ruling-content.js";
import { submitRulingForReview } from "../../src/services/ruling/submit-ruling-for-review.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import { operationOf } from "../support/api-client.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { person } from "../support/person.js";
import { codeOf, storyAt } from "../support/story-at.js";
import { Story } from "../support/story.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

const senior = { level: 3, role: Role.SENIOR_MEDIATOR } as const;

function written(story: Story): RulingContent {
  return {
    outcome: "RULED_FOR_SHOPPER",
    findings: [{ text: "It never came.", sources: ["ORDER_RECORD"], recordedAbsence: null }],
    ...{ reasons: "So it follows.", clauses: ["R-NOT_RECEIVED"], faultShares: [] },
    remedies: [{ kind: "REFUND", orderLineId: story.lines[0]!, amount: "10.00" }],
    divergenceReason: "Part of it came.",
  };
}

/** A case for two pairs of eyes, in the hands of a senior, with two more who had nothing to do with it. */
async function caseOfSenior() {
  const { story } = await storyAt(database, "DECIDING");
  const { factory } = story;
  const { dispute } = await story.load();
  const limits = { secondReviewAbove: { [dispute.currency]: "1.00" } };
  const asks = async (version: string) => {
    const rulebook = await factory.as(story.shopper).rulebook(version);
    return { ...rulebook, limits: { ...rulebook.limits, ...limits } };
  };
  const as = (viewer: Viewer): UseCaseContext => ({ ...factory.as(viewer), rulebook: asks });
  const [author, reviewer] = [await factory.mediator(senior), await factory.mediator(senior)];
  const give = (from: Viewer, to: Viewer) =>
    transferCase(as(from), { ...story.input(), mediatorId: to.id, reason: "My desk is full." });
  const version = (draftVersion: number) => ({ ...story.input(), draftVersion });
  const save = (by: Viewer, expectedDraftVersion: number) =>
    draftRuling(as(by), { ...story.input(), ruling: written(story), expectedDraftVersion });
  const issue = (by: Viewer) => issueRuling(as(by), { ...story.input(), ...written(story) });
  await give(story.cast.senior, author);
  await save(author, 0);
  return { story, as, author, reviewer, give, version, save, issue };
}

const upheld = { outcome: "UPHELD", reasons: "It is right.", ruling: null, remittal: null } as const;

/** The ruling of such a case, and that it is right, as an appeal says by whom. */
async function upheldBy(
  { story, as }: Pick<Awaited<ReturnType<typeof caseOfSenior>>, "story" | "as">,
  by: Viewer,
) {
  await story.appeal();
  await answerAppeal(as(story.shopper), { ...story.input(), answer: "It is right." });
  return codeOf(decideAppeal(as(by), { ...story.input(), ...upheld }));
}

describe("two pairs of eyes", () => {
  it("are not those of one person who hands the case on to approve the own ruling", async () => {
    const { story, as, author, reviewer, give, version, save } = await caseOfSenior();
    const { mediator } = story.cast;
    await give(author, mediator);
    await save(mediator, 1);
    await submitRulingForReview(as(mediator), version(2));
    expect(await codeOf(approveRuling(as(author), version(2)))).toBe("FOUR_EYES_REQUIRED");
    expect(await codeOf(approveRuling(as(reviewer), version(2)))).toBe("accepted");
  });

  it("are not those of one person who stepped down from the case", async () => {
    const { story, as, author, version, save } = await caseOfSenior();
    await recuse(as(author), { ...story.input(), reason: "I know the merchant." });
    await story.assign();
    await story.close();
    const { mediator } = story.cast;
    await save(mediator, 1);
    await submitRulingForReview(as(mediator), version(2));
    expect(await codeOf(approveRuling(as(author), version(2)))).toBe("FOUR_EYES_REQUIRED");
  });

  it("are not those of one person who approves, takes the case and issues what was approved", async () => {
    const { as, author, reviewer, give, version, issue } = await caseOfSenior();
    await submitRulingForReview(as(author), version(1));
    await approveRuling(as(reviewer), version(1));
    await give(reviewer, reviewer);
    expect(await codeOf(issue(reviewer))).toBe("FOUR_EYES_REQUIRED");
  });
});

it("lets no ruling be reviewed by somebody with a relation to a side", async () => {
  const { story, as, author, reviewer, version } = await caseOfSenior();
  await submitRulingForReview(as(author), version(1));
  const relation = { side: "SHOPPER", partyId: story.shopper.id, kind: "FAMILY", until: null } as const;
  await declareRelation(as(reviewer), { clientMutationId: "cousin", ...relation });
  expect(await codeOf(approveRuling(as(reviewer), version(1)))).toBe("CONFLICT_OF_INTEREST");
});

describe("the second instance", () => {
  it("is nobody who approved the ruling", async () => {
    const stage = await caseOfSenior();
    const { as, author, reviewer, version, issue } = stage;
    await submitRulingForReview(as(author), version(1));
    await approveRuling(as(reviewer), version(1));
    await issue(author);
    expect(await upheldBy(stage, reviewer)).toBe("CONFLICT_OF_INTEREST");
  });

  it("is nobody who was handed the case and handed it on", async () => {
    const stage = await caseOfSenior();
    const { story, author, give } = stage;
    await give(author, story.cast.mediator);
    await story.rule("0.50");
    expect(await upheldBy(stage, author)).toBe("CONFLICT_OF_INTEREST");
  });
});

describe("a complaint", () => {
  it("is told to nobody whom it is about, neither by a refusal nor by the checks", async () => {
    const { story: first } = await storyAt(database, "IN_REVIEW");
    const { factory, cast, merchant, disputeId } = first;
    const { mediator } = cast;
    const complaint = { ground: "BIAS", statement: "They took sides." } as const;
    await complainAboutMediator(factory.as(merchant), { clientMutationId: "why", disputeId, ...complaint });
    const again = { purchase: await factory.purchase({ merchant }), mediator, senior: cast.senior };
    const second = await (await Story.open(factory, again)).playTo("QUEUED");
    const claim = claimNextCase(factory.as(mediator), { clientMutationId: "next" });
    await expect(claim).rejects.toThrow("NOT_FOUND: No case in the queue is for you to take.");
    await expect(second.assign()).rejects.toThrow("COMPLAINT_BY_PARTY");
    const checks = async (viewer: Viewer) => {
      const id = toGlobalId("Dispute", second.disputeId);
      const source =
        "query ($id: ID!) { dispute(id: $id) { conflictChecks { findings { ground result } } } }";
      return JSON.stringify(await execute(factory.as(viewer), source, { id }));
    };
    expect(await checks(cast.senior)).toContain("COMPLAINT_BY_PARTY");
    expect(await checks(mediator)).not.toContain("COMPLAINT_BY_PARTY");
  });
});

it("a senior who is on no list of staff approves nothing and decides nothing", async () => {
  const { as, author, version } = await caseOfSenior();
  const stranger = person(Role.SENIOR_MEDIATOR);
  await submitRulingForReview(as(author), version(1));
  expect(await codeOf(approveRuling(as(stranger), version(1)))).toBe("NOT_FOUND");
  const { story: queued } = await storyAt(database, "QUEUED");
  const declared = { ground: "OUT_OF_TIME", statement: "Too late.", clause: "R-NOT_RECEIVED" } as const;
  const declare = declareInadmissible(queued.factory.as(stranger), { ...queued.input(), ...declared });
  expect(await codeOf(declare)).toBe("NOT_FOUND");
});

describe("mergeDisputes", () => {
  /** Two disputes about two lines of one order, the first with its mediator. */
  async function two() {
    const { story: first } = await storyAt(database, "IN_REVIEW", { lines: 2 });
    const { factory, cast } = first;
    const lines = [{ orderLineId: cast.purchase.lines[1]!, amount: null }];
    const second = await (await Story.open(factory, cast, { lines })).playTo("QUEUED");
    const merge = (goesOn: Story, ends: Story, by: Viewer = person(Role.FRONTLINE_AGENT)) =>
      mergeDisputes(factory.as(by), { ...goesOn.input(), mergedDisputeId: ends.disputeId });
    return { first, second, merge };
  }
  const unwanted = (story: Story) =>
    challengeMediator(story.factory.as(story.shopper), { ...story.input(), ground: null, statement: null });

  it("keeps who had the dispute that ended from deciding the appeal of the one that goes on", async () => {
    const { first, second, merge } = await two();
    const { factory, cast } = second;
    const [had, apart] = [await factory.mediator(senior), await factory.mediator(senior)];
    const given = { ...second.input(), mediatorId: had.id };
    await assignMediator(factory.as(cast.senior), given);
    await merge(first, second);
    await first.close();
    await first.rule("0.50");
    const stage = { story: first, as: (viewer: Viewer) => factory.as(viewer) };
    expect(await upheldBy(stage, had)).toBe("CONFLICT_OF_INTEREST");
    expect(await codeOf(decideAppeal(factory.as(apart), { ...first.input(), ...upheld }))).toBe("accepted");
  });

  it("gives nobody a case that he or she was taken off", async () => {
    const { first, second, merge } = await two();
    const { mediator } = first.cast;
    await second.assign();
    await unwanted(second);
    expect(await codeOf(merge(first, second, mediator))).toBe("CONFLICT_OF_INTEREST");
    await unwanted(first);
    await merge(second, first);
    expect((await second.load()).dispute.desk.removedMediatorIds).toEqual([mediator.id]);
  });

  it("keeps the level that a side asked for in the one that ends", async () => {
    const { first, second, merge } = await two();
    const { factory, shopper } = second;
    await escalateDispute(factory.as(shopper), { ...second.input(), reason: "It is hard." });
    await merge(first, second);
    expect((await first.load()).dispute.desk.requiredLevel).toBe(2);
  });

  it("settles nothing by limits that were stated for less", async () => {
    const { first, second, merge } = await two();
    const { factory, shopper, merchant } = first;
    const state = (by: Viewer) => stateSealedLimit(factory.as(by), { ...first.input(), amount: "30.00" });
    await state(shopper);
    await merge(first, second);
    await state(merchant);
    expect((await first.load()).dispute.status).toBe("IN_REVIEW");
  });
});

it("answers who hands cases on, and sees them no more, without an error", async () => {
  const { story } = await storyAt(database, "IN_REVIEW");
  const { factory, cast, disputeId } = story;
  const input = {
    ...{ clientMutationId: "away", reason: "My desk is full." },
    disputes: [{ disputeId: toGlobalId("Dispute", disputeId) }],
    mediatorId: toGlobalId("Mediator", cast.senior.id),
  };
  const answer = await execute(factory.as(cast.mediator), operationOf("bulkTransfer"), { input });
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({ bulkTransfer: { results: [{ dispute: null, userErrors: [] }] } });
});

it("refuses NUL in what is looked for, which PostgreSQL cannot hold", async () => {
  const { factory } = (await storyAt(database, "MERCHANT_RESPONSE")).story;
  const context = factory.as(await factory.mediator(senior));
  const asked = [
    `{ macros(reason: "\\u0000") { code } }`,
    `{ reviewSample(name: "\\u0000") { name } }`,
    `mutation { startRehearsal(input: { clientMutationId: "nul", reason: "\\u0000" }) { userErrors { code } } }`,
  ];
  for (const source of asked) {
    const answer = await execute(context, source, {});
    expect(JSON.stringify(answer)).toContain("INVALID_TEXT");
  }
});

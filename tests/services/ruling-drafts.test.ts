import { randomUUID } from "node:crypto";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { Role } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { answerAppeal } from "../../src/services/disputes/answer-appeal.js";
import { decideAppeal } from "../../src/services/disputes/decide-appeal.js";
import { issueRuling } from "../../src/services/disputes/issue-ruling.js";
import { draftRuling } from "../../src/services/ruling/draft-ruling.js";
import { previewRuling } from "../../src/services/ruling/preview-ruling.js";
import { approveRuling, returnRuling } from "../../src/services/ruling/review-ruling.js";
import type { RulingContent, WrittenRuling } from "../../src/services/ruling/ruling-content.js";
import { submitRulingForReview } from "../../src/services/ruling/submit-ruling-for-review.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { codeOf, outcomesAtOnce, storyAt } from "../support/story-at.js";
import type { Story } from "../support/story.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

const empty: WrittenRuling = {
  ...{ outcome: null, findings: [], reasons: "", clauses: [], faultShares: [], remedies: [] },
};

function written(story: Story, reasons = "So it follows."): RulingContent {
  return {
    outcome: "RULED_FOR_SHOPPER",
    findings: [{ text: "It never came.", sources: ["ORDER_RECORD"], recordedAbsence: null }],
    ...{ reasons, clauses: ["R-NOT_RECEIVED"], faultShares: [] },
    remedies: [{ kind: "REFUND", orderLineId: story.lines[0]!, amount: "10.00" }],
    divergenceReason: "Part of it came.",
  };
}

/** A case of which every ruling that orders money needs a second pair of eyes. */
async function caseForTwo() {
  const { story } = await storyAt(database, "DECIDING");
  const { dispute } = await story.load();
  const asks = async (version: string) => {
    const rulebook = await story.factory.as(story.shopper).rulebook(version);
    return {
      ...rulebook,
      limits: { ...rulebook.limits, secondReviewAbove: { [dispute.currency]: "1.00" }, rulingDrafts: 3 },
    };
  };
  const as = (viewer: Viewer): UseCaseContext => ({ ...story.factory.as(viewer), rulebook: asks });
  const { mediator, senior } = story.cast;
  const save = (ruling: WrittenRuling, expectedDraftVersion: number, by = mediator) =>
    draftRuling(as(by), { ...story.input(), ruling, expectedDraftVersion });
  const version = (draftVersion: number) => ({ ...story.input(), draftVersion });
  return { story, as, mediator, senior, save, version };
}

describe("the draft of a ruling", () => {
  it("is saved in versions, may lack anything, and leaves the dispute's version and log alone", async () => {
    const { story, save } = await caseForTwo();
    const before = await story.load();
    expect(await save(empty, 0)).toMatchObject({ version: 1 });
    expect(await save(written(story), 1)).toMatchObject({ version: 2 });
    expect(await codeOf(save(empty, 1))).toBe("VERSION_CONFLICT");
    expect(await story.load()).toEqual(before);
  });

  it("is saved once where two windows save at once", async () => {
    const { story, save } = await caseForTwo();
    const results = await outcomesAtOnce([1, 2, 3].map(() => () => save(written(story), 0)));
    expect(results).toEqual(["VERSION_CONFLICT", "VERSION_CONFLICT", "accepted"]);
  });

  it("is kept in as many versions as the rulebook says, and what a version says never changes", async () => {
    const { story, save } = await caseForTwo();
    for (let version = 0; version < 5; version += 1) await save(empty, version);
    const kept = await database.query<{ version: number }>(
      "SELECT version FROM ruling_draft WHERE dispute_id = $1 ORDER BY version",
      [story.disputeId],
    );
    expect(kept.map(({ version }) => version)).toEqual([3, 4, 5]);
    await expect(
      database.query(`UPDATE ruling_draft SET content = '{}' WHERE dispute_id = $1`, [story.disputeId]),
    ).rejects.toMatchObject({ code: "42501" });
  });

  it("is for the mediator of the case and for seniors: the sides and others read nothing and write nothing", async () => {
    const { story, save, mediator, senior } = await caseForTwo();
    await save(written(story), 0);
    const read = async (viewer: Viewer) => {
      const answer = await execute(
        story.factory.as(viewer),
        "query ($id: ID!) { dispute(id: $id) { rulingDraft { version status content } } }",
        { id: toGlobalId("Dispute", story.disputeId) },
      );
      return (answer.data as { dispute: { rulingDraft: unknown } }).dispute.rulingDraft;
    };
    const content = expect.objectContaining({
      remedies: [{ kind: "REFUND", orderLineId: toGlobalId("OrderLine", story.lines[0]!), amount: "10.00" }],
    }) as object;
    for (const viewer of [mediator, senior])
      expect(await read(viewer)).toEqual({ version: 1, status: "DRAFT", content });
    const others = [Role.FRONTLINE_AGENT, Role.INTEGRATION].map((role) => ({
      id: randomUUID(),
      role,
      merchantId: null,
    }));
    for (const viewer of [story.shopper, story.merchant, ...others]) {
      expect(await read(viewer)).toBeNull();
      expect(await codeOf(save(empty, 1, viewer))).toBe("FORBIDDEN");
    }
    expect(await codeOf(save(empty, 1, senior))).toBe("FORBIDDEN");
  });
});

describe("a ruling that needs a second pair of eyes", () => {
  it("is issued only as a senior approved it, and says who did, to staff alone", async () => {
    const { story, as, mediator, senior, save, version } = await caseForTwo();
    const issue = (content: RulingContent) => issueRuling(as(mediator), { ...story.input(), ...content });
    expect(await codeOf(issue(written(story)))).toBe("FOUR_EYES_REQUIRED");
    const preview = await previewRuling(as(mediator), { ...story.input(), ...written(story) });
    expect(preview.refusals.map(({ code }) => code)).toEqual(["FOUR_EYES_REQUIRED"]);
    expect(preview.foreseen?.final.obligations).toHaveLength(1);

    await save(written(story), 0);
    expect(await codeOf(issue(written(story)))).toBe("FOUR_EYES_REQUIRED");
    await submitRulingForReview(as(mediator), version(1));
    expect(await codeOf(issue(written(story)))).toBe("FOUR_EYES_REQUIRED");
    await approveRuling(as(senior), version(1));
    expect(await codeOf(issue(written(story, "Otherwise.")))).toBe("FOUR_EYES_REQUIRED");
    await issue(written(story));
    expect((await story.load()).dispute.ruling?.review).toMatchObject({ reviewerId: senior.id });
    const { data } = await execute(
      story.factory.as(story.shopper),
      "query ($id: ID!) { dispute(id: $id) { events(last: 1) { nodes { payload } } } }",
      { id: toGlobalId("Dispute", story.disputeId) },
    );
    expect(JSON.stringify(data)).not.toContain(senior.id);
  });

  it("loses its approval when another version is saved", async () => {
    const { story, as, mediator, senior, save, version } = await caseForTwo();
    await save(written(story), 0);
    await submitRulingForReview(as(mediator), version(1));
    await approveRuling(as(senior), version(1));
    await save(written(story), 1);
    const again = issueRuling(as(mediator), { ...story.input(), ...written(story) });
    expect(await codeOf(again)).toBe("FOUR_EYES_REQUIRED");
  });

  it("goes back with a reason, and comes again as another version", async () => {
    const { story, as, mediator, senior, save, version } = await caseForTwo();
    await save(written(story), 0);
    await submitRulingForReview(as(mediator), version(1));
    await returnRuling(as(senior), { ...version(1), reason: "Say why half." });
    expect(await codeOf(submitRulingForReview(as(mediator), version(1)))).toBe("STATE_CONFLICT");
    expect(await codeOf(approveRuling(as(senior), version(1)))).toBe("STATE_CONFLICT");
    await save(written(story), 1);
    expect(await codeOf(submitRulingForReview(as(mediator), version(2)))).toBe("accepted");
  });

  it("is not handed in before it could be issued, and not looked at by its author or somebody who is no senior", async () => {
    const { story, as, mediator, save, version } = await caseForTwo();
    const { factory } = story;
    await save(empty, 0);
    expect(await codeOf(submitRulingForReview(as(mediator), version(1)))).toBe("REASONS_REQUIRED");
    await save({ ...written(story), clauses: [] }, 1);
    expect(await codeOf(submitRulingForReview(as(mediator), version(2)))).toBe("REASONS_REQUIRED");
    await save(written(story), 2);
    expect(await codeOf(approveRuling(as({ ...mediator, role: Role.SENIOR_MEDIATOR }), version(3)))).toBe(
      "FOUR_EYES_REQUIRED",
    );
    await submitRulingForReview(as(mediator), version(3));
    expect(await codeOf(approveRuling(as({ ...mediator, role: Role.SENIOR_MEDIATOR }), version(3)))).toBe(
      "FOUR_EYES_REQUIRED",
    );
    expect(await codeOf(approveRuling(as(mediator), version(3)))).toBe("FORBIDDEN");
    expect(await codeOf(approveRuling(as(story.shopper), version(3)))).toBe("FORBIDDEN");
    expect(await codeOf(approveRuling(as(await factory.mediator()), version(3)))).toBe("NOT_FOUND");
  });

  it("is approved or returned once where two seniors decide at once", async () => {
    const { story, as, mediator, senior, save, version } = await caseForTwo();
    const other = await story.factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
    await save(written(story), 0);
    await submitRulingForReview(as(mediator), version(1));
    const results = await outcomesAtOnce([
      () => approveRuling(as(senior), version(1)),
      () => returnRuling(as(other), { ...version(1), reason: "No." }),
    ]);
    expect(results).toEqual(["STATE_CONFLICT", "accepted"]);
  });

  it("cannot be approved by its author, nor be kept with an approval that nobody gave, not even by SQL", async () => {
    const { story, as, mediator, save, version } = await caseForTwo();
    await save(written(story), 0);
    await submitRulingForReview(as(mediator), version(1));
    const approve = `UPDATE ruling_draft SET status = 'APPROVED', reviewer_id = author_id, reviewed_at = now() WHERE dispute_id = $1`;
    await expect(database.query(approve, [story.disputeId])).rejects.toMatchObject({ code: "23514" });
  });

  it("is part of the ruling for whoever approved or returned a draft, who therefore does not decide its appeal", async () => {
    const { story, as, mediator, senior, save, version } = await caseForTwo();
    const seniors = { level: 3, role: Role.SENIOR_MEDIATOR } as const;
    const [returning, stranger] = [
      await story.factory.mediator(seniors),
      await story.factory.mediator(seniors),
    ];
    await save(written(story, "In short."), 0);
    await submitRulingForReview(as(mediator), version(1));
    await returnRuling(as(returning), { ...version(1), reason: "Say more." });
    await save(written(story), 1);
    await submitRulingForReview(as(mediator), version(2));
    await approveRuling(as(senior), version(2));
    await issueRuling(as(mediator), { ...story.input(), ...written(story) });
    await story.appeal(story.merchant);
    await answerAppeal(as(story.shopper), { ...story.input(), answer: "It is right." });
    const upheld = { outcome: "UPHELD", reasons: "It is right.", ruling: null, remittal: null } as const;
    const decidedBy = (by: Viewer) => codeOf(decideAppeal(as(by), { ...story.input(), ...upheld }));
    expect(await decidedBy(senior)).toBe("CONFLICT_OF_INTEREST");
    expect(await decidedBy(returning)).toBe("CONFLICT_OF_INTEREST");
    expect(await decidedBy(stranger)).toBe("accepted");
  });
});

import { randomUUID } from "node:crypto";
import type { Viewer } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import type { DisputeChange } from "../../src/services/disputes/change.js";
import { fireDeadline } from "../../src/services/disputes/fire-deadline.js";
import { completeEvidence } from "../../src/services/evidence/complete-evidence.js";
import { saveEvidenceDraft } from "../../src/services/evidence/save-evidence-draft.js";
import { submitEvidence } from "../../src/services/evidence/submit-evidence.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { saying } from "../support/story-evidence.js";
import { codeOf, outcomesAtOnce, storyAt } from "../support/story-at.js";
import type { Story } from "../support/story.js";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
});
afterAll(async () => {
  expect((await verifyLog(database)).broken).toBeNull();
  await expectFolded(database);
});
afterAll(() => closeTestDatabase(database));

async function countOf(story: Story, type: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM dispute_event WHERE dispute_id = $1 AND type = $2",
    [story.disputeId, type],
  );
  return row!.count;
}

const roundOf = async (story: Story) => (await story.load()).dispute.evidence.rounds.at(-1)!;

describe("at the same instant", () => {
  it("100 completions by both sides bring one exchange about", async () => {
    const { story } = await storyAt(database, "EVIDENCE");
    const by = [story.shopper, story.merchant];
    const works = Array.from({ length: 100 }, (_, index) => () => story.evidence.complete(by[index % 2]!));
    const codes = await outcomesAtOnce(works);
    expect(codes.filter((code) => code === "accepted")).toHaveLength(2);
    expect(new Set(codes)).toEqual(new Set(["accepted", "STATE_CONFLICT"]));
    expect([await countOf(story, "EVIDENCE_COMPLETED"), await countOf(story, "EVIDENCE_EXCHANGED")]).toEqual([
      1, 1,
    ]);
    expect((await story.load()).dispute.status).toBe("REBUTTAL");
  });

  it("a side is done, hands in and edits while the other brings the exchange about: each item counts once or is left a draft", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { story } = await storyAt(database, "EVIDENCE");
      const { evidence, shopper, merchant, factory } = story;
      const itemId = await evidence.draft(shopper, "Version 1.");
      await evidence.complete(merchant);
      const submit = () => evidence.submit(shopper, itemId);
      const save = () => evidence.draft(shopper, "Version 2.", { itemId });
      const exchange = () => evidence.complete(shopper);
      const works = [submit, exchange, save, submit, exchange, save];
      await outcomesAtOnce(round % 2 === 0 ? works : works.toReversed());
      const [event] = await database.query<{ items: { id: string; contentHash: string }[] }>(
        "SELECT payload -> 'items' AS items FROM dispute_event WHERE dispute_id = $1 AND type = 'EVIDENCE_EXCHANGED'",
        [story.disputeId],
      );
      const told = event!.items.filter(({ id }) => id === itemId);
      expect(told).toHaveLength(1);
      const [row] = await database.query(
        "SELECT status, content_hash AS hash, narrative FROM evidence_item WHERE id = $1",
        [itemId],
      );
      expect(row).toMatchObject({ status: "EXCHANGED", hash: told[0]!.contentHash });
      expect(factory.clock.now()).toEqual((await roundOf(story)).exchangedAt);
    }
  });

  it("the clock and the two sides at the deadline agree on one exchange, after which nothing is sealed any more", async () => {
    for (let round = 0; round < 4; round += 1) {
      const { story, clock } = await storyAt(database, "EVIDENCE");
      const { evidence, shopper, merchant, factory } = story;
      const drafts = [await evidence.draft(shopper, "Mine."), await evidence.draft(merchant, "Ours.")];
      clock.pass(48);
      const codes = await outcomesAtOnce([
        () => fireDeadline(factory.as(story.cast.senior), story.disputeId),
        () => evidence.submit(shopper, drafts[0]!),
        () => evidence.complete(merchant),
        () => evidence.draft(merchant, "Ours, edited.", { itemId: drafts[1]! }),
      ]);
      expect(codes).toEqual(["EVIDENCE_IMMUTABLE", "EVIDENCE_IMMUTABLE", "STATE_CONFLICT", "accepted"]);
      expect(await countOf(story, "EVIDENCE_EXCHANGED")).toBe(1);
      const items = await evidence.ofSides();
      expect(new Set(items.map(({ status }) => status))).toEqual(new Set(["EXCHANGED"]));
      expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(drafts));
    }
  });

  it("a request of a mediator, many times over, opens one round", async () => {
    const { story } = await storyAt(database, "IN_REVIEW");
    const codes = await outcomesAtOnce(Array.from({ length: 20 }, () => () => story.evidence.request()));
    expect(codes.filter((code) => code === "accepted")).toHaveLength(1);
    expect((await story.load()).dispute.evidence.rounds).toHaveLength(1);
  });

  it("an item is admitted and excluded: the last word stands, and both are in the log", async () => {
    const { story } = await storyAt(database, "REBUTTAL");
    const [item] = await story.evidence.ofSides();
    const decide = (index: number) => () =>
      story.evidence.decide(index % 2 === 0 ? "admitEvidence" : "excludeEvidence", item!.id);
    expect(await outcomesAtOnce(Array.from({ length: 10 }, (_, index) => decide(index)))).toEqual(
      Array.from({ length: 10 }, () => "accepted"),
    );
    expect([await countOf(story, "EVIDENCE_ADMITTED"), await countOf(story, "EVIDENCE_EXCLUDED")]).toEqual([
      5, 5,
    ]);
  });
});

describe("one key", () => {
  const many = <Answer>(work: () => Promise<Answer>) => Promise.all(Array.from({ length: 12 }, work));

  it("begins one draft and hands in one item, however often it is sent at once", async () => {
    const { story } = await storyAt(database, "EVIDENCE");
    const context = story.factory.as(story.shopper);
    const draft = { ...story.input(), ...saying("Once.") };
    const saved = await many(() => saveEvidenceDraft(context, draft));
    const [{ itemId }] = [saved[0]!];
    expect(saved).toEqual(saved.map(() => ({ itemId })));
    const [row] = await database.query<{ versions: number }>(
      "SELECT count(*)::int AS versions FROM evidence_item_version WHERE item_id = $1",
      [itemId],
    );
    expect(row).toEqual({ versions: 1 });
    const handing = { ...story.input(), itemId };
    const changes = await many<DisputeChange>(() => submitEvidence(context, handing));
    expect(new Set(changes.map(({ eventId }) => eventId)).size).toBe(1);
    expect(changes[0]).toMatchObject({ itemId });
    expect(await codeOf(submitEvidence(context, { ...handing, itemId: randomUUID() }))).toBe(
      "IDEMPOTENCY_MISMATCH",
    );
  });

  it("is answered the same after the round is over", async () => {
    const { story } = await storyAt(database, "EVIDENCE");
    const context = story.factory.as(story.merchant);
    const input = story.input();
    const first = await completeEvidence(context, input);
    await story.evidence.complete(story.shopper);
    expect(await completeEvidence(context, input)).toEqual(first);
  });
});

describe("a stale version", () => {
  it("is refused for every act that both sides see, and the sealed acts of the other side make none stale", async () => {
    const { story } = await storyAt(database, "EVIDENCE");
    const { shopper, merchant, evidence, factory } = story;
    const { version } = (await story.load()).dispute;
    await evidence.handIn(merchant, "Sealed.");
    const complete = (by: Viewer, expectedVersion: number) =>
      codeOf(completeEvidence(factory.as(by), { ...story.input(), expectedVersion }));
    expect(await complete(shopper, version - 1)).toBe("VERSION_CONFLICT");
    expect(await complete(shopper, version)).toBe("accepted");
    expect(await complete(merchant, version)).toBe("accepted");
    const input = { ...story.input(), expectedVersion: version };
    const { itemId } = await saveEvidenceDraft(factory.as(shopper), { ...story.input(), ...saying("Late.") });
    const late = submitEvidence(factory.as(shopper), { ...input, itemId, lateGround: "By sea." });
    expect(await codeOf(late)).toBe("VERSION_CONFLICT");
  });
});

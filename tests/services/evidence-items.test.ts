import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import { addHours } from "../../src/domain/time.js";
import type { Database } from "../../src/persistence/database.js";
import { discardEvidenceDraft } from "../../src/services/evidence/discard-evidence-draft.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { sha256Of, storeFile } from "../support/stored-file.js";
import { storyAt } from "../support/story-at.js";
import type { Story } from "../support/story.js";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyLog(database)).broken).toBeNull();
  await expectFolded(database);
});
afterAll(() => closeTestDatabase(database));

interface StoredItem {
  readonly status: string;
  readonly narrative: string | null;
  readonly slot: string;
  readonly version_number: number;
  readonly content_hash: string;
  readonly happened_at: Date | null;
  readonly captured_at: Date | null;
  readonly order_line_ids: readonly string[];
}

async function stored(itemId: string): Promise<StoredItem> {
  const [row] = await database.query<StoredItem>("SELECT * FROM evidence_item WHERE id = $1", [itemId]);
  return row!;
}

const sha256 = (value: unknown) => createHash("sha256").update(canonicalize(value)!).digest("hex");

/** The hash that an item of a side must have by what the tables hold of it. */
async function hashOf(itemId: string): Promise<string> {
  const { slot, narrative, happened_at, captured_at, order_line_ids } = await stored(itemId);
  const files = await database.query<{ id: string; sha256: string }>(
    `SELECT file.id, file.sha256 FROM evidence_item_file AS named JOIN evidence_file AS file ON file.id = named.file_id
     WHERE named.item_id = $1 ORDER BY named.position`,
    [itemId],
  );
  const [happenedAt, capturedAt] = [happened_at, captured_at].map((at) => at?.toISOString() ?? null);
  return sha256({ itemId, slot, narrative, happenedAt, capturedAt, orderLineIds: order_line_ids, files });
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  if (error instanceof RefusedError) return error.refusals[0].code;
  return error instanceof Error ? error.message : "accepted";
}

function discard(story: Story, by: Viewer, itemId: string) {
  return discardEvidenceDraft(story.factory.as(by), { ...story.input(), itemId });
}

describe("a draft", () => {
  it("is edited as often as its side likes, and every version is kept", async () => {
    const { story } = await storyAt(database, "EVIDENCE");
    const { evidence, shopper: by } = story;
    const { version, updatedAt } = (await story.load()).dispute;
    const itemId = await evidence.draft(by, "One lamp.");
    await evidence.draft(by, "Two lamps.", { itemId, slot: "PHOTO_OF_PACKAGE" });
    await evidence.draft(by, "Three lamps.", { itemId });
    expect(await stored(itemId)).toMatchObject({
      ...{ status: "DRAFT", narrative: "Three lamps.", slot: "OTHER", version_number: 3 },
    });
    const kept = await database.query<{ narrative: string }>(
      "SELECT content ->> 'narrative' AS narrative FROM evidence_item_version WHERE item_id = $1 ORDER BY number",
      [itemId],
    );
    expect(kept.map(({ narrative }) => narrative)).toEqual(["One lamp.", "Two lamps.", "Three lamps."]);
    expect((await story.load()).dispute).toMatchObject({ version, updatedAt });
  });

  it("is thrown away by its side alone", async () => {
    const { story } = await storyAt(database, "EVIDENCE");
    const itemId = await story.evidence.draft(story.shopper, "One lamp.");
    expect(await codeOf(discard(story, story.merchant, itemId))).toBe("NOT_FOUND");
    await discard(story, story.shopper, itemId);
    expect(await stored(itemId)).toBeUndefined();
    expect(await codeOf(story.evidence.submit(story.shopper, itemId))).toBe("NOT_FOUND");
  });

  it("is handed in at the end of the round by the clock, in its last complete version, and none is lost", async () => {
    const { story, clock } = await storyAt(database, "EVIDENCE");
    const { evidence, shopper, merchant } = story;
    const sealed = (await evidence.ofSides()).map(({ id }) => id);
    const edited = await evidence.draft(shopper, "The first words.");
    const emptied = await evidence.draft(merchant, "Before it was emptied.", { slot: "DELIVERY_SIGNATURE" });
    const empty = await evidence.draft(merchant, null);
    const spoilt = await evidence.draft(shopper, "Without the picture.");
    const fileId = await storeFile(database, { disputeId: story.disputeId, by: shopper });
    await evidence.draft(shopper, "With the picture.", { itemId: spoilt, fileIds: [fileId] });
    await evidence.draft(merchant, null, { itemId: emptied });
    await database.query("UPDATE evidence_file SET status = 'REJECTED' WHERE id = $1", [fileId]);

    const { deadlineAt } = (await story.load()).dispute;
    clock.pass((deadlineAt!.getTime() - clock.now().getTime()) / 3_600_000 - 1 / 60);
    await evidence.draft(shopper, "A minute before the end.", { itemId: edited });
    await evidence.fireAt();

    expect(await stored(edited)).toMatchObject({
      status: "EXCHANGED",
      narrative: "A minute before the end.",
    });
    expect(await stored(emptied)).toMatchObject({
      ...{ status: "EXCHANGED", narrative: "Before it was emptied.", slot: "DELIVERY_SIGNATURE" },
      version_number: 1,
    });
    expect(await stored(spoilt)).toMatchObject({ status: "EXCHANGED", narrative: "Without the picture." });
    expect(await stored(empty)).toMatchObject({ status: "DRAFT", narrative: null });
    const { dispute } = await story.load();
    expect(dispute.status).toBe("REBUTTAL");
    const items = await evidence.ofSides();
    expect(items.map(({ id }) => id)).toEqual([...sealed, edited, emptied, spoilt].sort());
    for (const { id, contentHash, exchangedAt } of items) {
      expect([id, await hashOf(id)]).toEqual([id, contentHash]);
      expect(exchangedAt).toEqual(deadlineAt);
    }
  });

  it("that is saved after the end finds that the clock went first, and what was there before was handed in", async () => {
    const { story, clock } = await storyAt(database, "EVIDENCE");
    const { evidence, shopper: by } = story;
    const itemId = await evidence.draft(by, "In time.");
    clock.pass(48);
    expect(await codeOf(evidence.draft(by, "Too late.", { itemId }))).toBe("EVIDENCE_IMMUTABLE");
    expect(await codeOf(discard(story, by, itemId))).toBe("EVIDENCE_IMMUTABLE");
    expect(await stored(itemId)).toMatchObject({ status: "EXCHANGED", narrative: "In time." });
    // Another one can be prepared: late evidence is possible.
    expect(await stored(await evidence.draft(by, "Late."))).toMatchObject({ status: "DRAFT" });
  });

  it("waits until every timer that has run out has fired", async () => {
    const { story, clock } = await storyAt(database, "EVIDENCE");
    await story.offer(story.merchant);
    // The round has ended, and the offer has expired.
    clock.pass(24 * 30);
    expect(await codeOf(story.evidence.draft(story.shopper, "Long after."))).toBe("accepted");
    const { status, offers } = (await story.load()).dispute;
    expect({ status, offer: offers.at(-1)!.status }).toEqual({ status: "REBUTTAL", offer: "EXPIRED" });
  });
});

describe("what a draft may hold", () => {
  it("are files of its own side that are whole and fit the slot, and lines of the dispute", async () => {
    const { story } = await storyAt(database, "EVIDENCE");
    const { disputeId, shopper: by, merchant, lines, evidence } = story;
    const save = (change: object) =>
      codeOf(evidence.draft(by, "See.", { slot: "PHOTO_OF_PACKAGE", ...change }));
    const file = (about: object = {}) => storeFile(database, { disputeId, by, ...about });
    const own = await file();
    expect(await save({ fileIds: [own], orderLineIds: lines })).toBe("accepted");
    expect(await save({ fileIds: [own, own] })).toBe("VALIDATION");
    expect(await save({ fileIds: [await file({ by: merchant })] })).toBe("NOT_FOUND");
    expect(await save({ fileIds: [disputeId] })).toBe("NOT_FOUND");
    for (const status of ["UPLOADING", "REJECTED", "QUARANTINED", "EXPIRED", "ERASED"])
      expect([status, await save({ fileIds: [await file({ status })] })]).toEqual([
        status,
        "FILE_NOT_USABLE",
      ]);
    expect(await save({ fileIds: [await file({ status: "EXAMINING" })] })).toBe("accepted");
    expect(await save({ fileIds: [await file({ contentType: "application/pdf" })] })).toBe(
      "FILE_TYPE_NOT_FOR_SLOT",
    );
    const [foreign] = (await story.factory.purchase()).lines;
    expect(await save({ orderLineIds: [foreign] })).toBe("NOT_FOUND");
    expect(await save({ slot: "BANK_STATEMENT" })).toBe("SLOT_NOT_ASKED");
    expect(await save({ happenedAt: addHours(story.factory.clock.now(), 49) })).toBe("VALIDATION");
    expect(sha256Of(own)).toMatch(/^[0-9a-f]{64}$/);
  });

  it("fills its slot up to the limit of the rules; what is withdrawn makes room", async () => {
    const { story } = await storyAt(database, "EVIDENCE");
    const { evidence, shopper: by } = story;
    const first = await evidence.handIn(by, "Number 1.");
    for (let number = 2; number <= 10; number += 1) await evidence.draft(by, `Number ${number}.`);
    expect(await codeOf(evidence.draft(by, "Number 11."))).toBe("SLOT_FULL");
    await evidence.withdraw(by, first);
    expect(await codeOf(evidence.draft(by, "Number 11."))).toBe("accepted");
  });

  it("must say or show something before it is handed in", async () => {
    const { story } = await storyAt(database, "EVIDENCE");
    const { evidence, shopper: by } = story;
    const itemId = await evidence.draft(by, null);
    expect(await codeOf(evidence.submit(by, itemId))).toBe("EVIDENCE_INCOMPLETE");
    await evidence.draft(by, "Something.", { itemId });
    expect(await codeOf(evidence.submit(by, itemId))).toBe("accepted");
  });
});

describe("a sealed item", () => {
  it("cannot be edited, but be taken back and replaced by another one", async () => {
    const { story } = await storyAt(database, "EVIDENCE");
    const { evidence, shopper: by, merchant } = story;
    const itemId = await evidence.handIn(by, "The wrong picture.");
    expect(await evidence.item(itemId)).toMatchObject({
      status: "SUBMITTED",
      contentHash: await hashOf(itemId),
    });
    expect(await codeOf(evidence.draft(by, "Edited.", { itemId }))).toBe("EVIDENCE_IMMUTABLE");
    expect(await codeOf(evidence.submit(by, itemId))).toBe("EVIDENCE_IMMUTABLE");
    expect(await codeOf(evidence.withdraw(merchant, itemId))).toBe("NOT_FOUND");
    await evidence.withdraw(by, itemId);
    expect(await codeOf(evidence.withdraw(by, itemId))).toBe("EVIDENCE_IMMUTABLE");
    const another = await evidence.handIn(by, "The right picture.");
    await evidence.fireAt();
    expect(await stored(itemId)).toMatchObject({ status: "WITHDRAWN" });
    expect(await stored(another)).toMatchObject({ status: "EXCHANGED" });
    expect(await codeOf(evidence.withdraw(by, another))).toBe("STATE_CONFLICT");
  });

  it("leaves the version as it is, so that a stale one is refused only after the exchange", async () => {
    const { story } = await storyAt(database, "EVIDENCE");
    const { evidence, shopper, merchant } = story;
    const { version } = (await story.load()).dispute;
    await evidence.handIn(shopper, "Sealed.");
    await evidence.complete(shopper);
    expect((await story.load()).dispute.version).toBe(version);
    await evidence.complete(merchant);
    expect((await story.load()).dispute.version).toBe(version + 1);
  });
});

describe("late evidence", () => {
  it("needs a ground, is flagged, seen by both, and admitted or excluded with a reason", async () => {
    const { story } = await storyAt(database, "REBUTTAL");
    const { evidence, shopper: by, merchant } = story;
    const itemId = await evidence.draft(by, "A letter of the carrier.");
    expect(await codeOf(evidence.submit(by, itemId))).toBe("EVIDENCE_WINDOW_CLOSED");
    await evidence.submit(by, itemId, "It came by sea.");
    expect(await evidence.item(itemId)).toMatchObject({ status: "EXCHANGED", lateGround: "It came by sea." });
    expect(await codeOf(evidence.draft(merchant, "Edited.", { itemId }))).toBe("NOT_FOUND");
    await evidence.decide("excludeEvidence", itemId);
    expect(await evidence.item(itemId)).toMatchObject({
      status: "EXCLUDED",
      decisionReason: "So it is fair to both.",
    });
    await evidence.decide("admitEvidence", itemId);
    expect(await evidence.item(itemId)).toMatchObject({ status: "ADMITTED" });
  });

  it("keeps no ground where it is in time, and before a round it is open at once", async () => {
    const { story } = await storyAt(database, "NEGOTIATING");
    const { evidence, merchant: by } = story;
    const itemId = await evidence.draft(by, "The signature.", { slot: "DELIVERY_SIGNATURE" });
    await evidence.submit(by, itemId, "None was needed.");
    expect(await evidence.item(itemId)).toMatchObject({ status: "EXCHANGED", lateGround: null, round: 0 });
  });
});

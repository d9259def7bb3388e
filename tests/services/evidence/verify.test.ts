import { randomBytes } from "node:crypto";
import { open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "../../../src/persistence/database.js";
import type { BrokenLink } from "../../../src/services/log/broken-link.js";
import { verifyAll, type VerifiedCounts } from "../../../src/services/log/verify-all.js";
import { closeTestDatabase, openTestDatabase } from "../../support/database.js";
import { keepFile, tamperWith } from "../../support/kept-file.js";
import { storyAt } from "../../support/story-at.js";
import type { Story } from "../../support/story.js";

let database: Database;
let story: Story;
let files: { shopper: string; merchant: string };
let number: string;

/** A dispute in which both sides handed a file in, which was exchanged. */
beforeEach(async () => {
  database = await openTestDatabase();
  ({ story } = await storyAt(database, "EVIDENCE"));
  const { shopper, merchant, evidence } = story;
  files = {
    shopper: await keepFile(story, shopper, randomBytes(200_000)),
    merchant: await keepFile(story, merchant, randomBytes(100)),
  };
  const photo = { slot: "PHOTO_OF_PACKAGE", fileIds: [files.shopper] } as const;
  await evidence.handIn(shopper, "What came.", photo);
  await evidence.handIn(merchant, "What was sent.", { fileIds: [files.merchant] });
  await evidence.complete(shopper);
  await evidence.complete(merchant);
  ({ number } = (await story.load()).dispute);
});
afterEach(async () => {
  await story.factory.evidence.remove();
  await closeTestDatabase(database);
});

async function verify(bytes = true): Promise<{ counts: VerifiedCounts; broken: BrokenLink[] }> {
  const broken: BrokenLink[] = [];
  const context = story.factory.as(story.shopper);
  const counts = await verifyAll(context, { bytes, onBroken: (link) => broken.push(link) });
  return { counts, broken };
}

async function expectBroken(link: Partial<BrokenLink>, problem: RegExp): Promise<void> {
  const { broken } = await verify();
  const expected = { disputeNumber: number, problem: expect.stringMatching(problem) as string, ...link };
  expect(broken).toEqual([expect.objectContaining(expected)]);
}

async function addressOf(fileId: string, column = "object_address"): Promise<string> {
  const [row] = await database.query<{ address: string }>(
    `SELECT ${column} AS address FROM evidence_file WHERE id = $1`,
    [fileId],
  );
  return row!.address;
}

function pathOf(address: string): string {
  return join(story.factory.evidence.folder, "objects", address.slice(0, 2), address);
}

async function changeByte(path: string, position: number): Promise<void> {
  const file = await open(path, "r+");
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, position);
  byte[0] = byte[0]! ^ 1;
  await file.write(byte, 0, 1, position);
  await file.close();
}

const tamper = (table: string, statement: string, values: readonly unknown[] = [story.disputeId]) =>
  tamperWith(database, table, statement, values);

describe("verifyAll", () => {
  it("finds nothing where nothing was touched, and counts what it looked at", async () => {
    const { counts, broken } = await verify();
    expect(broken).toEqual([]);
    expect(counts).toMatchObject({ disputes: 1, entries: 8, files: 2, erased: 0, bytes: 2 * 200_100 });
    expect((await verify(false)).counts).toEqual({ ...counts, bytes: 0 });
  });

  it.each([0, 40, 1_000, 70_000, -1])(
    "names a file of which byte %p was changed in the storage",
    async (at) => {
      const path = pathOf(await addressOf(files.shopper));
      const { length } = await readFile(path);
      await changeByte(path, at < 0 ? length + at : at);
      await expectBroken({ chain: "files", fileId: files.shopper }, /original/);
    },
  );

  it("names a file whose copy for others was changed, cut off or removed", async () => {
    const path = pathOf(await addressOf(files.merchant, "shared_address"));
    const whole = await readFile(path);
    await changeByte(path, 60);
    await expectBroken({ chain: "files", fileId: files.merchant }, /copy for others cannot be decrypted/);
    await writeFile(path, whole.subarray(0, -1));
    await expectBroken({ chain: "files", fileId: files.merchant }, /copy for others cannot be decrypted/);
    await rm(path);
    await expectBroken({ chain: "files", fileId: files.merchant }, /copy for others is missing/);
    await writeFile(path, whole);
    expect((await verify()).broken).toEqual([]);
  });

  it("names a file whose copy for others was taken off its row, so that others would get the original", async () => {
    const fields = "shared_address = NULL, shared_sha256 = NULL, shared_byte_size = NULL, shared_type = NULL";
    await tamper("evidence_file", `UPDATE evidence_file SET ${fields} WHERE id = $1`, [files.shopper]);
    await expectBroken({ chain: "files", fileId: files.shopper }, /copy for others is not the one/);
  });

  it("names both of two objects that were swapped in the storage, first one of them", async () => {
    const [one, other] = [pathOf(await addressOf(files.shopper)), pathOf(await addressOf(files.merchant))];
    await rename(one, `${one}.kept`);
    await rename(other, one);
    await rename(`${one}.kept`, other);
    await expectBroken({ chain: "files", fileId: files.shopper }, /is another file's/);
  });

  it("names a file whose row was pointed at another file's object", async () => {
    const other = await addressOf(files.merchant);
    await tamper("evidence_file", "UPDATE evidence_file SET object_address = $2 WHERE id = $1", [
      files.shopper,
      other,
    ]);
    await expectBroken({ chain: "files", fileId: files.shopper }, /is another file's/);
  });

  it("names a file whose bytes and address were exchanged for others that the same key encrypted", async () => {
    const later = await keepFile(story, story.shopper, randomBytes(200_000));
    await tamper(
      "evidence_file",
      "UPDATE evidence_file SET sha256 = (SELECT sha256 FROM evidence_file WHERE id = $2) WHERE id = $1",
      [files.shopper, later],
    );
    await expectBroken({ chain: "events" }, /item of evidence .* was changed, or a file of it/);
  });

  it.each([
    ["the first entry", "DELETE FROM evidence_custody WHERE dispute_id = $1 AND sequence = 1", 1, /Entry 1/],
    ["an entry between", "DELETE FROM evidence_custody WHERE dispute_id = $1 AND sequence = 3", 3, /Entry 3/],
  ])("names custody of which %s was removed", async (_name, statement, sequence, problem) => {
    await tamper("evidence_custody", statement);
    await expectBroken({ chain: "custody", sequence }, problem);
  });

  it("names custody that was cut off at its end, by the exchange that tells of it or by its remembered end", async () => {
    const [exchange] = await database.query<{ sequence: number }>(
      "SELECT sequence FROM dispute_event WHERE dispute_id = $1 AND type = 'EVIDENCE_EXCHANGED'",
      [story.disputeId],
    );
    const later = await keepFile(story, story.shopper, randomBytes(10));
    await tamper(
      "evidence_custody",
      "DELETE FROM evidence_custody WHERE file_id = $1 AND act = 'SANITISED'",
      [later],
    );
    await expectBroken({ chain: "custody", sequence: 11, fileId: later }, /ends here, but it had 12/);
    await tamper("evidence_custody", "DELETE FROM evidence_custody WHERE dispute_id = $1 AND sequence > 7");
    await expectBroken({ chain: "events", sequence: exchange!.sequence }, /entry 8 is missing/);
    await tamper("evidence_custody", "DELETE FROM evidence_custody WHERE dispute_id = $1");
    await expectBroken({ chain: "events", sequence: exchange!.sequence }, /entry 8 is missing/);
  });

  it.each([
    ["detail", `detail = detail || '{"byteSize": 1}'`],
    ["act", "act = 'VIEWED'"],
    ["actor", "actor_role = 'AUDITOR'"],
    ["time", "occurred_at = occurred_at + interval '1 ms'"],
    [
      "file",
      "file_id = (SELECT max(id::text)::uuid FROM evidence_file WHERE id <> evidence_custody.file_id)",
    ],
  ])("names a custody entry of which the %s was changed", async (_name, change) => {
    await tamper(
      "evidence_custody",
      `UPDATE evidence_custody SET ${change} WHERE dispute_id = $1 AND sequence = 5`,
    );
    await expectBroken({ chain: "custody", sequence: 5 }, /changed after it was written/);
  });

  it("names a custody entry whose hash was made anew", async () => {
    await tamper(
      "evidence_custody",
      "UPDATE evidence_custody SET hash = repeat('a', 64) WHERE dispute_id = $1 AND sequence = 5",
    );
    await expectBroken({ chain: "custody", sequence: 5 }, /changed/);
  });

  it("names two events that were reordered", async () => {
    const move = (from: number, to: number) =>
      tamper(
        "dispute_event",
        "UPDATE dispute_event SET sequence = $3 WHERE dispute_id = $1 AND sequence = $2",
        [story.disputeId, from, to],
      );
    await move(3, 1_000);
    await move(4, 3);
    await move(1_000, 4);
    await expectBroken({ chain: "events", sequence: 3 }, /link to the event before is wrong/);
  });

  it("names an item whose words, files or platform record were changed", async () => {
    for (const [change, from] of [
      ["narrative = 'Something else.'", "source = 'UPLOAD'"],
      ["happened_at = created_at", "source = 'UPLOAD'"],
      [`record = record || '{"order": null}'`, "source = 'SYSTEM'"],
    ] as const) {
      const pick = `SELECT id FROM evidence_item WHERE dispute_id = $1 AND ${from} ORDER BY id LIMIT 1`;
      const kept = await database.query(
        `SELECT to_json(item)::text AS row FROM evidence_item AS item WHERE id = (${pick})`,
        [story.disputeId],
      );
      await tamper("evidence_item", `UPDATE evidence_item SET ${change} WHERE id = (${pick})`);
      await expectBroken({ chain: "events" }, /item of evidence .* was changed/);
      await tamper(
        "evidence_item",
        `UPDATE evidence_item SET (narrative, happened_at, record) =
           (SELECT narrative, happened_at, record FROM json_populate_record(NULL::evidence_item, $2))
         WHERE id = (${pick})`,
        [story.disputeId, (kept as { row: string }[])[0]!.row],
      );
      expect((await verify()).broken).toEqual([]);
    }
  });

  it("names a key that cannot be unwrapped, and a file that counts as erased and was not", async () => {
    const { wrapped } = (
      await database.query<{ wrapped: Buffer }>(
        "SELECT wrapped_key AS wrapped FROM dispute_key WHERE dispute_id = $1",
        [story.disputeId],
      )
    )[0]!;
    await tamper(
      "dispute_key",
      "UPDATE dispute_key SET wrapped_key = sha256(wrapped_key) WHERE dispute_id = $1",
    );
    await expectBroken({ chain: "files" }, /key of its dispute cannot be unwrapped/);
    await tamper("dispute_key", "UPDATE dispute_key SET wrapped_key = $2 WHERE dispute_id = $1", [
      story.disputeId,
      wrapped,
    ]);
    await tamper("evidence_file", "UPDATE evidence_file SET status = 'ERASED' WHERE id = $1", [
      files.merchant,
    ]);
    await expectBroken({ chain: "files", fileId: files.merchant }, /not on record/);
  });

  it("names each dispute once and goes on to the next", async () => {
    const { story: other } = await storyAt(database, "EVIDENCE");
    const fileId = await keepFile(other, other.shopper, randomBytes(10));
    await tamper(
      "dispute_event",
      "UPDATE dispute_event SET clause = 'x' WHERE dispute_id = $1 AND sequence > 1",
    );
    await tamper(
      "evidence_custody",
      "UPDATE evidence_custody SET actor_role = 'AUDITOR' WHERE file_id = $1",
      [fileId],
    );
    const { broken } = await verify(false);
    expect(broken).toHaveLength(2);
    expect(broken).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ disputeNumber: number, chain: "events", sequence: 2 }),
        expect.objectContaining({ chain: "custody", sequence: 1, fileId }),
      ]),
    );
    await other.factory.evidence.remove();
  });
});

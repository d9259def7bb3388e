import { verifyLog } from "../../../src/services/log/verify-log.js";
import type { Database } from "../../../src/persistence/database.js";
import { closeTestDatabase, openTestDatabase } from "../../support/database.js";
import { storeFile } from "../../support/stored-file.js";
import { storyAt } from "../../support/story-at.js";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyLog(database)).broken).toBeNull();
});
afterAll(() => closeTestDatabase(database));

it("a draft is not handed in where a file turns out to be of another kind than its slot takes", async () => {
  const { story } = await storyAt(database, "EVIDENCE");
  const { disputeId, shopper: by, evidence } = story;
  const file = (type: string) =>
    storeFile(database, { disputeId, by, status: "EXAMINING", contentType: type });
  const turnsOut = (id: string, type: string) =>
    database.query("UPDATE evidence_file SET status = 'ACCEPTED', content_type = $2 WHERE id = $1", [
      id,
      type,
    ]);
  const [letter, film] = [await file("image/png"), await file("image/png")];
  const slot = { slot: "PHOTO_OF_PACKAGE" } as const;
  const alone = await evidence.draft(by, null, { ...slot, fileIds: [letter] });
  const earlier = await evidence.draft(by, "In words.", slot);
  await evidence.draft(by, null, { ...slot, itemId: earlier, fileIds: [letter] });
  const fitting = await evidence.draft(by, null, { ...slot, fileIds: [film] });
  await turnsOut(letter, "application/pdf");
  await turnsOut(film, "video/mp4");
  const refused = evidence.submit(by, alone);
  await expect(refused).rejects.toMatchObject({
    refusals: [
      { code: "FILE_TYPE_NOT_FOR_SLOT", message: expect.stringContaining("application/pdf") as string },
    ],
  });
  await evidence.fireAt();
  const rows = await database.query("SELECT id, status, narrative FROM evidence_item WHERE id = ANY ($1)", [
    [alone, earlier, fitting],
  ]);
  expect(rows).toHaveLength(3);
  expect(rows).toEqual(
    expect.arrayContaining([
      { id: alone, status: "DRAFT", narrative: null },
      { id: earlier, status: "EXCHANGED", narrative: "In words." },
      { id: fitting, status: "EXCHANGED", narrative: null },
    ]),
  );
});

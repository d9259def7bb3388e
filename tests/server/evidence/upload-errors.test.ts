import { systemViewer, type Viewer } from "../../../src/domain/access/viewer.js";
import { addHours } from "../../../src/domain/time.js";
import { fireDeadline } from "../../../src/services/disputes/fire-deadline.js";
import { Factory } from "../../support/factory.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { picture, PNG, send, UploadStage, type Refused } from "../../support/upload-stage.js";

let platform: TestPlatform;
let stage: UploadStage;

beforeAll(async () => {
  platform = await startTestPlatform("test", { EVIDENCE_SIDE_FILES: "4" });
});
beforeEach(async () => {
  stage = await UploadStage.inRound(platform, new Factory(platform.database, platform.clock));
});
afterAll(() => platform.close());
afterAll(() => {
  expect(platform.complaints).toEqual([]);
});

async function draft(change: object = {}, by: Viewer = stage.shopper) {
  const input = { disputeId: stage.disputeId, slot: "PHOTO_OF_PACKAGE", narrative: "So it came.", ...change };
  const { item, userErrors } = (await stage.mutate(by, "saveEvidenceDraft", input)) as unknown as {
    item: { id: string } | null;
    userErrors: Refused[];
  };
  return { itemId: item?.id ?? "", refused: userErrors[0] };
}

const pass = (hours: number) =>
  platform.clock.moveTo(platform.database, addHours(platform.clock.now(), hours));

/** What a client is told: the code it goes by, what was the matter, and what to do about it. */
function expectTold(refused: Refused | undefined, code: string, details: object, advice: RegExp): void {
  expect(refused).toMatchObject({ code, details });
  expect(refused!.message).toMatch(advice);
}

describe("a file that cannot be handed in is refused with a code, what is the matter and what to do", () => {
  it("too large", async () => {
    const [refused] = (await stage.create(stage.shopper, PNG, { byteSize: 2 ** 30 })).userErrors;
    const { maximumBytes } = refused!.details as { maximumBytes: number };
    expect(maximumBytes).toBeGreaterThan(0);
    expectTold(refused, "FILE_TOO_LARGE", { byteSize: 2 ** 30 }, /Shorten or compress it/);
    const { url } = await stage.announce(stage.shopper, PNG);
    const answer = await send(url, picture(PNG.length + 1));
    expect([answer.status, answer.code]).toEqual([413, "FILE_TOO_LARGE"]);
    expect(answer.message).toMatch(/Ask for an upload of the right size/);
  });

  it("wrong hash", async () => {
    const [right, wrong] = [picture(200), picture(200)];
    const { fileId, url } = await stage.announce(stage.shopper, right);
    const answer = await send(url, wrong);
    expect([answer.status, answer.code]).toEqual([422, "HASH_MISMATCH"]);
    expect(answer.message).toMatch(/Send them again to the same address/);
    const [refused] = (await stage.complete(stage.shopper, fileId)).userErrors;
    expectTold(refused, "HASH_MISMATCH", { announced: expect.any(String) as string }, /Send them again/);
  });

  it("wrong type for the slot", async () => {
    const bytes = Buffer.from("It came open.");
    const text = { filename: "note.txt", contentType: "text/plain" };
    const { fileId } = await stage.announce(stage.shopper, bytes, text);
    const early = await draft({ fileIds: [fileId] });
    expectTold(early.refused, "FILE_NOT_USABLE", { status: "UPLOADING" }, /Complete its upload first/);
    const { platform: api } = stage;
    await api.database.query("UPDATE evidence_file SET status = 'EXAMINING' WHERE declared_type = $1", [
      "text/plain",
    ]);
    const { refused } = await draft({ fileIds: [fileId] });
    const details = { mediaType: "text/plain", kinds: ["IMAGE", "VIDEO"] };
    expectTold(refused, "FILE_TYPE_NOT_FOR_SLOT", details, /Choose another file or another slot/);
  });

  it("slot full", async () => {
    for (let number = 1; number <= 10; number += 1) expect((await draft()).refused).toBeUndefined();
    const { refused } = await draft();
    expectTold(refused, "SLOT_FULL", { maximum: 10 }, /Edit or withdraw one of them/);
  });

  it("quota", async () => {
    for (let number = 1; number <= 4; number += 1) await stage.announce(stage.shopper, PNG);
    const [refused] = (await stage.create(stage.shopper, PNG)).userErrors;
    const details = { files: 4, maximumFiles: 4 };
    expectTold(refused, "QUOTA_EXCEEDED", details, /Cancel uploads that you do not need/);
  });

  it("expired address", async () => {
    const { fileId, url } = await stage.announce(stage.shopper, PNG);
    await pass(2);
    const answer = await send(url, PNG);
    expect([answer.status, answer.code]).toEqual([410, "UPLOAD_EXPIRED"]);
    expect(answer.message).toMatch(/Ask for a new upload/);
    const [refused] = (await stage.complete(stage.shopper, fileId)).userErrors;
    expectTold(
      refused,
      "UPLOAD_EXPIRED",
      { expiresAt: expect.any(String) as string },
      /Ask for a new upload/,
    );
  });

  it("not yours", async () => {
    const { fileId, url } = await stage.announce(stage.shopper, PNG);
    await send(url, PNG);
    const [refused] = (await stage.complete(stage.merchant, fileId)).userErrors;
    expect(refused).toMatchObject({ code: "NOT_FOUND", field: ["fileId"] });
    expect(refused!.message).toMatch(/Check the id/);
    await stage.complete(stage.shopper, fileId);
    expect((await draft({ fileIds: [fileId] }, stage.merchant)).refused).toMatchObject({
      code: expect.stringMatching(/NOT_FOUND|SLOT_NOT_ASKED/) as string,
    });
    const other = await draft({ slot: "CARRIER_STATEMENT", fileIds: [fileId] }, stage.merchant);
    expect(other.refused).toMatchObject({ code: "NOT_FOUND", field: ["fileIds", "0"] });
  });

  it("round closed, with when", async () => {
    const prepared = await draft();
    const { disputeId } = stage;
    const end = (await stage.story.load()).dispute.deadlineAt!;
    await pass(48);
    await fireDeadline(platform.contextOf(systemViewer), stage.story.disputeId);
    const closedAt = end.toISOString();
    const edited = await draft({ itemId: prepared.itemId });
    expectTold(edited.refused, "EVIDENCE_IMMUTABLE", { closedAt }, /exchanged at .*Begin another one/);
    const { itemId } = await draft();
    const late = await stage.mutate(stage.shopper, "submitEvidence", { disputeId, itemId });
    expectTold(late.userErrors[0], "EVIDENCE_WINDOW_CLOSED", { closedAt }, /closed at .*needs a lateGround/);
    expect(late.userErrors[0]!.message).toContain(closedAt);
    await stage.story.withdraw();
    const [refused] = (await stage.create(stage.shopper, PNG)).userErrors;
    expectTold(
      refused,
      "STATE_CONFLICT",
      { status: "CLOSED", closedAt: platform.clock.now().toISOString() },
      /was closed at .*If it is reopened/,
    );
  });
});

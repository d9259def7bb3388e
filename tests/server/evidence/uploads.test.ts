import { randomBytes, randomUUID } from "node:crypto";
import { toGlobalId } from "../../../src/graphql/global-id.js";
import { expectSameBytes } from "../../support/bytes.js";
import { examineNow, sha256Of } from "../../support/evidence.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { breakOff, fetchBytes, picture, PNG, send, UploadStage } from "../../support/upload-stage.js";

let platform: TestPlatform;
let stage: UploadStage;

beforeAll(async () => {
  platform = await startTestPlatform("test", { EVIDENCE_SIDE_FILES: "8", EVIDENCE_TEXT_MIB: "1" });
});
beforeEach(async () => {
  stage = await UploadStage.open(platform);
});
afterAll(() => platform.close());
afterAll(() => {
  expect(platform.complaints).toEqual([]);
});

const rowsOf = (uuid: string) =>
  platform.database.query<{ status: string; object_address: string | null }>(
    "SELECT status, object_address FROM evidence_file WHERE id = $1",
    [uuid],
  );

describe("handing a file in", () => {
  it("goes from the announcement to a file that its side opens again, byte for byte", async () => {
    const bytes = picture(300_000);
    const announced = await stage.announce(stage.shopper, bytes, { filename: "../my  photo.png" });
    expect((await send(announced.url, bytes)).status).toBe(204);
    const { file, userErrors } = await stage.complete(stage.shopper, announced.fileId);
    expect(userErrors).toEqual([]);
    expect(file).toMatchObject({ status: "EXAMINING", filename: "my  photo.png" });
    expect(await stage.address(stage.shopper, announced.fileId)).toBeNull();
    expect(await examineNow(platform.contextOf(stage.shopper), announced.uuid)).toBe(true);
    expect(await examineNow(platform.contextOf(stage.shopper), announced.uuid)).toBe(false);
    expect(await stage.read(stage.shopper, announced.fileId)).toMatchObject({
      ...{ status: "ACCEPTED", contentType: "image/png", byteSize: 300_000, sha256: sha256Of(bytes) },
      ...{ side: "SHOPPER", uploaderRole: "SHOPPER", shared: null, dispute: { id: stage.disputeId } },
    });
    const answer = await fetchBytes((await stage.address(stage.shopper, announced.fileId))!);
    expect(answer.status).toBe(200);
    expectSameBytes(answer.bytes, bytes);
    expect((await stage.custody()).map(({ act, actor_role }) => [act, actor_role])).toEqual([
      ["RECEIVED", "SHOPPER"],
      ["HASHED", "SHOPPER"],
      ["EXAMINED", "SYSTEM"],
      ["VIEWED", "SHOPPER"],
    ]);
  });

  it("keeps nothing readable on the disk", async () => {
    const bytes = picture(100_000);
    const { uuid } = await stage.handIn(stage.merchant, bytes);
    const address = (await rowsOf(uuid))[0]!.object_address!;
    const { evidence } = platform.contextOf(stage.shopper);
    const stored: Uint8Array[] = [];
    for await (const piece of await evidence!.storage.objects.get(address)) stored.push(piece);
    expect(Buffer.concat(stored).includes(PNG.subarray(0, 16))).toBe(false);
  });

  it("gives the same answer to the same key, and the same file to another", async () => {
    const key: string = randomUUID();
    const first = await stage.create(stage.shopper, PNG, { clientMutationId: key });
    const second = await stage.create(stage.shopper, PNG, { clientMutationId: key });
    expect(second).toEqual(first);
    const url = new URL(first.upload!.url, platform.url).href;
    await send(url, PNG);
    const completed = await stage.complete(stage.shopper, first.file!.id, key + "-2");
    expect(await stage.complete(stage.shopper, first.file!.id, key + "-2")).toEqual(completed);
    expect(await stage.complete(stage.shopper, first.file!.id)).toMatchObject({ userErrors: [] });
    expect(await stage.custody()).toHaveLength(2);
  });

  it("yields one file when twenty complete at once", async () => {
    const { fileId, uuid, url } = await stage.announce(stage.shopper, PNG);
    await send(url, PNG);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => stage.complete(stage.shopper, fileId)),
    );
    for (const { file, userErrors } of answers) expect([file?.id, userErrors]).toEqual([fileId, []]);
    expect(await stage.custody()).toHaveLength(2);
    const jobs = await platform.database.query(
      "SELECT FROM graphile_worker.jobs WHERE task_identifier = 'examine-evidence' AND key = $1",
      [`evidence:${uuid}`],
    );
    expect(jobs).toHaveLength(1);
  });

  it("yields one object when the same bytes arrive twice at once", async () => {
    const bytes = picture(2_000_000);
    const { url, fileId, uuid } = await stage.announce(stage.shopper, bytes);
    const statuses = (await Promise.all([send(url, bytes), send(url, bytes)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([204, 409]);
    expect((await stage.complete(stage.shopper, fileId)).userErrors).toEqual([]);
    expect(await examineNow(platform.contextOf(stage.shopper), uuid)).toBe(true);
  });

  it("keeps what is dangerous from everybody and removes what is unusable", async () => {
    const elf = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), randomBytes(200)]);
    const dangerous = await stage.handIn(stage.shopper, elf);
    expect(await stage.read(stage.shopper, dangerous.fileId)).toMatchObject({
      ...{ status: "QUARANTINED", findings: ["EXECUTABLE"], downloadUrl: null, sharedDownloadUrl: null },
    });
    const unusable = await stage.handIn(stage.shopper, randomBytes(500));
    expect(await stage.read(stage.shopper, unusable.fileId)).toMatchObject({ status: "REJECTED" });
    expect(await rowsOf(unusable.uuid)).toEqual([{ status: "REJECTED", object_address: null }]);
  });
});

describe("what is refused", () => {
  const refusal = async (payload: Promise<{ userErrors: readonly unknown[] }>) =>
    (await payload).userErrors[0];

  it("says so before any byte is sent", async () => {
    const { shopper } = stage;
    const cases: [Record<string, unknown>, string, string][] = [
      [{ byteSize: 0 }, "VALIDATION", "byteSize"],
      [{ sha256: "abc" }, "VALIDATION", "sha256"],
      [{ byteSize: 21 * 1024 * 1024 }, "FILE_TOO_LARGE", "byteSize"],
      [{ contentType: "application/zip" }, "FILE_TYPE_NOT_ACCEPTED", "contentType"],
      [{ contentType: "image/svg+xml" }, "FILE_TYPE_NOT_ACCEPTED", "contentType"],
      [{ filename: "photo.png.exe" }, "FILE_TYPE_NOT_ACCEPTED", "filename"],
      [{ filename: "foto\u202egpj.exe" }, "FILE_TYPE_NOT_ACCEPTED", "filename"],
      [{ disputeId: toGlobalId("Dispute", randomUUID()) }, "NOT_FOUND", "disputeId"],
    ];
    for (const [change, code, field] of cases) {
      expect(await refusal(stage.create(shopper, PNG, change))).toMatchObject({ code, field: [field] });
    }
    const text = { contentType: "text/plain", filename: "note.txt", byteSize: 2 ** 20 + 1 };
    expect(await refusal(stage.create(shopper, PNG, text))).toMatchObject({
      details: { maximumBytes: 2 ** 20 },
    });
  });

  it("is more than a side may have; what was given up or the other side has does not count", async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => stage.create(stage.shopper, PNG)));
    const refused = all.flatMap(({ userErrors }) => userErrors);
    expect(refused.map(({ code }) => code)).toEqual(["QUOTA_EXCEEDED", "QUOTA_EXCEEDED"]);
    expect(refused[0]!.details).toMatchObject({ files: 8, maximumFiles: 8 });
    expect((await stage.create(stage.merchant, PNG)).userErrors).toEqual([]);
    const { file } = all.find((payload) => payload.file !== null)!;
    await stage.mutate(stage.shopper, "cancelEvidenceUpload", { fileId: file!.id });
    expect((await stage.create(stage.shopper, PNG)).userErrors).toEqual([]);
  });

  it("is whoever is no party, and everybody once the dispute is closed", async () => {
    await stage.story.playTo("IN_REVIEW");
    const { mediator } = stage.story.cast;
    expect(await refusal(stage.create(mediator, PNG))).toMatchObject({ code: "FORBIDDEN" });
    const { fileId, url } = await stage.announce(stage.shopper, PNG);
    await send(url, PNG);
    await stage.story.withdraw();
    expect(await refusal(stage.create(stage.shopper, PNG))).toMatchObject({
      ...{ code: "STATE_CONFLICT", details: { status: "CLOSED" } },
    });
    expect(await refusal(stage.complete(stage.shopper, fileId))).toMatchObject({ code: "STATE_CONFLICT" });
    expect(await stage.custody()).toEqual([]);
  });

  it("is what has not arrived, or arrived otherwise; the right bytes can still be sent", async () => {
    const bytes = picture(100_000);
    const { fileId, url } = await stage.announce(stage.shopper, bytes);
    expect(await refusal(stage.complete(stage.shopper, fileId))).toMatchObject({
      ...{ code: "UPLOAD_INCOMPLETE", details: { received: 0, byteSize: 100_000 } },
    });
    expect(await send(url, bytes.subarray(1))).toMatchObject({ status: 400, code: "UPLOAD_INCOMPLETE" });
    expect(await send(url, Buffer.concat([bytes, bytes]))).toMatchObject({
      status: 413,
      code: "FILE_TOO_LARGE",
    });
    await breakOff(url, bytes, { method: "PUT", headers: {}, after: 50_000 });
    const wrong = picture(100_000);
    expect(await send(url, wrong)).toMatchObject({ status: 422, code: "HASH_MISMATCH" });
    expect(await refusal(stage.complete(stage.shopper, fileId))).toMatchObject({
      ...{ code: "HASH_MISMATCH", details: { announced: sha256Of(bytes), received: sha256Of(wrong) } },
    });
    expect((await send(url, bytes)).status).toBe(204);
    expect(await send(url, bytes)).toMatchObject({ status: 409, code: "STATE_CONFLICT" });
    expect((await stage.complete(stage.shopper, fileId)).userErrors).toEqual([]);
    expect(await send(url, bytes)).toMatchObject({ status: 409, code: "STATE_CONFLICT" });
  });

  it("is what was given up", async () => {
    const { fileId, url } = await stage.announce(stage.shopper, PNG);
    await send(url, PNG);
    const payload = await stage.mutate(stage.shopper, "cancelEvidenceUpload", { fileId });
    expect(payload).toMatchObject({ file: { status: "EXPIRED" }, userErrors: [] });
    expect(await send(url, PNG)).toMatchObject({ status: 410, code: "UPLOAD_EXPIRED" });
    expect(await refusal(stage.complete(stage.shopper, fileId))).toMatchObject({ code: "UPLOAD_EXPIRED" });
    const done = await stage.handIn(stage.shopper, PNG);
    const late = stage.mutate(stage.shopper, "cancelEvidenceUpload", { fileId: done.fileId });
    expect(await refusal(late)).toMatchObject({ code: "STATE_CONFLICT" });
  });
});

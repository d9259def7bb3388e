import { expectSameBytes } from "../../support/bytes.js";
import { examineNow } from "../../support/evidence.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { startS3Server, type S3Server } from "../../support/s3-server.js";
import { fetchBytes, picture, send, UploadStage, type FilePayload } from "../../support/upload-stage.js";

interface SeveralPayload {
  readonly results: readonly FilePayload[];
  readonly userErrors: FilePayload["userErrors"];
}

let s3: S3Server;
let platform: TestPlatform;
let stage: UploadStage;

beforeAll(async () => {
  s3 = await startS3Server();
  const { endpoint, bucket, accessKeyId, secretAccessKey } = s3.config;
  platform = await startTestPlatform("test", {
    ...{ EVIDENCE_STORAGE: "s3", S3_ENDPOINT: endpoint ?? "", S3_BUCKET: bucket },
    ...{ S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey },
  });
  stage = await UploadStage.open(platform);
});
afterAll(() => platform.close());
afterAll(() => s3.stop());

async function expectOpens(fileId: string, uuid: string, bytes: Buffer): Promise<void> {
  await examineNow(platform.contextOf(stage.shopper), uuid);
  const answer = await fetchBytes((await stage.address(stage.shopper, fileId))!);
  expectSameBytes(answer.bytes, bytes);
}

it("bytes go to the bucket in parts with signed addresses, and are taken from there encrypted", async () => {
  const bytes = picture(70 * 1024 * 1024);
  const video = { filename: "clip.mp4", contentType: "video/mp4" };
  const { fileId, uuid, parts } = await stage.announce(stage.shopper, bytes, video);
  expect(parts).toHaveLength(2);
  await fetch(parts![0]!.url, { method: "PUT", body: bytes.subarray(0, parts![0]!.byteSize) as never });
  const early = await stage.complete(stage.shopper, fileId);
  expect(early.userErrors[0]).toMatchObject({
    ...{ code: "UPLOAD_INCOMPLETE", details: { received: parts![0]!.byteSize } },
  });
  await fetch(parts![1]!.url, { method: "PUT", body: bytes.subarray(parts![1]!.offset) as never });
  expect((await stage.complete(stage.shopper, fileId)).userErrors).toEqual([]);
  await expectOpens(fileId, uuid, bytes);
  const { direct } = platform.contextOf(stage.shopper).evidence!.storage;
  expect(await direct!.parts(uuid)).toEqual([]);
});

it("other bytes in the bucket than announced are refused and removed, and can be sent again", async () => {
  const bytes = picture(1_000);
  const { fileId, uuid, parts } = await stage.announce(stage.shopper, bytes);
  await fetch(parts![0]!.url, { method: "PUT", body: picture(1_000) as never });
  expect((await stage.complete(stage.shopper, fileId)).userErrors[0]).toMatchObject({
    code: "HASH_MISMATCH",
  });
  await fetch(parts![0]!.url, { method: "PUT", body: bytes as never });
  const answers = await Promise.all([1, 2, 3].map(() => stage.complete(stage.shopper, fileId)));
  for (const { userErrors } of answers) expect(userErrors).toEqual([]);
  await expectOpens(fileId, uuid, bytes);
});

it("of several files in the bucket one that is wrong is refused alone, and the others are taken", async () => {
  const bytes = [picture(1_000), picture(2_000), picture(3_000)];
  const announced = await Promise.all(bytes.map((each) => stage.announce(stage.shopper, each)));
  for (const [index, { parts }] of announced.entries()) {
    const sent = index === 1 ? picture(2_000) : bytes[index];
    await fetch(parts![0]!.url, { method: "PUT", body: sent as never });
  }
  const fileIds = announced.map(({ fileId }) => fileId);
  const input = { disputeId: stage.disputeId, fileIds };
  const payload = await stage.mutate(stage.shopper, "completeEvidenceUploads", input);
  const { results, userErrors } = payload as unknown as SeveralPayload;
  expect(userErrors).toEqual([]);
  const refused = results.map((result) => result.userErrors.map(({ code, field }) => [code, field]));
  expect(refused).toEqual([[], [["HASH_MISMATCH", ["fileIds", "1"]]], []]);
  await fetch(announced[1]!.parts![0]!.url, { method: "PUT", body: bytes[1] as never });
  expect((await stage.complete(stage.shopper, fileIds[1]!)).userErrors).toEqual([]);
});

it("bytes can go through the platform all the same", async () => {
  const bytes = picture(100_000);
  const { fileId, uuid, url } = await stage.announce(stage.shopper, bytes);
  expect((await send(url, bytes)).status).toBe(204);
  expect((await stage.complete(stage.shopper, fileId)).userErrors).toEqual([]);
  await expectOpens(fileId, uuid, bytes);
});

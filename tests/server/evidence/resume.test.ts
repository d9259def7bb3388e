import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Upload } from "tus-js-client";
import { expectSameBytes } from "../../support/bytes.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { breakOff, fetchBytes, picture, UploadStage, type Announced } from "../../support/upload-stage.js";
import { examineNow } from "../../support/evidence.js";

const MIB = 1024 * 1024;
let platform: TestPlatform;
let stage: UploadStage;

beforeAll(async () => {
  platform = await startTestPlatform();
  stage = await UploadStage.open(platform);
});
afterAll(() => platform.close());
afterAll(() => {
  expect(platform.complaints).toEqual([]);
});

const tus = { "tus-resumable": "1.0.0" };
const part = (offset: number) => ({
  ...tus,
  "upload-offset": String(offset),
  "content-type": "application/offset+octet-stream",
});

/** Sends with the client of the tus project, from wherever the server is. */
function sendByTus(url: string, bytes: Buffer, options: { chunkSize?: number } = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      uploadUrl: url,
      retryDelays: null,
      onError: reject,
      onSuccess: () => {
        resolve();
      },
      ...options,
    });
    upload.start();
  });
}

async function offsetOf(url: string): Promise<number> {
  const { status, headers } = await fetchBytes(url, { method: "HEAD", headers: tus });
  expect(status).toBe(200);
  return Number(headers.get("upload-offset"));
}

async function expectWhole({ fileId, uuid }: Announced, bytes: Buffer): Promise<void> {
  expect((await stage.complete(stage.shopper, fileId)).userErrors).toEqual([]);
  await examineNow(platform.contextOf(stage.shopper), uuid);
  const answer = await fetchBytes((await stage.address(stage.shopper, fileId))!);
  expectSameBytes(answer.bytes, bytes);
  const staging = join(platform.config.dataDirectory, "evidence", "staging");
  expect(await readdir(staging)).not.toContain(uuid);
}

it("a tus client sends a file whole, and in small parts", async () => {
  for (const chunkSize of [Infinity, 300_000]) {
    const bytes = picture(2 * MIB + 17);
    const announced = await stage.announce(stage.shopper, bytes);
    await sendByTus(announced.url, bytes, { chunkSize });
    expect(await offsetOf(announced.url)).toBe(bytes.length);
    await expectWhole(announced, bytes);
  }
});

it("a broken connection goes on where it broke", async () => {
  const bytes = picture(12 * MIB);
  const announced = await stage.announce(stage.shopper, bytes);
  await breakOff(announced.url, bytes, { method: "PATCH", headers: part(0), after: 9 * MIB });
  const offset = await offsetOf(announced.url);
  expect(offset).toBeGreaterThan(7 * MIB);
  expect(offset).toBeLessThanOrEqual(9 * MIB);
  const { userErrors } = await stage.complete(stage.shopper, announced.fileId);
  expect(userErrors[0]).toMatchObject({ code: "UPLOAD_INCOMPLETE", details: { received: offset } });
  await sendByTus(announced.url, bytes);
  await expectWhole(announced, bytes);
});

it("what is not kept of the protocol is refused, and nothing is lost by it", async () => {
  const bytes = picture(1_000);
  const { url } = await stage.announce(stage.shopper, bytes);
  const patch = (offset: number, body: Buffer, headers = {}) =>
    fetchBytes(url, { method: "PATCH", body: body as never, headers: { ...part(offset), ...headers } });
  expect((await patch(0, bytes.subarray(0, 400))).status).toBe(204);
  expect(await patch(0, bytes)).toMatchObject({ status: 409, code: "STATE_CONFLICT" });
  expect(await patch(400, randomBytes(601))).toMatchObject({ status: 413, code: "FILE_TOO_LARGE" });
  const invalid = await patch(400, bytes.subarray(400), { "upload-offset": "0x190" });
  expect(invalid).toMatchObject({ status: 400, code: "VALIDATION" });
  expect(invalid.message).toContain("Invalid upload-offset. Ask by HEAD");
  const bare = await fetchBytes(url, { method: "PATCH", body: bytes as never });
  expect(bare).toMatchObject({ status: 412, code: "VALIDATION" });
  const malformed = await fetchBytes(`${url.slice(0, -9)}%zz`, { method: "PUT", body: bytes as never });
  expect(malformed).toMatchObject({ status: 400, code: "VALIDATION" });
  expect((await fetchBytes(url, { method: "HEAD" })).status).toBe(412);
  expect(await offsetOf(url)).toBe(400);
});

it("other bytes than announced have to be sent again from the beginning", async () => {
  const bytes = picture(MIB);
  const announced = await stage.announce(stage.shopper, bytes);
  await expect(sendByTus(announced.url, picture(MIB))).rejects.toThrow("HASH_MISMATCH");
  expect(await offsetOf(announced.url)).toBe(0);
  await sendByTus(announced.url, bytes);
  await expectWhole(announced, bytes);
});

it("what waits for the rest is not readable on the disk", async () => {
  const bytes = picture(MIB);
  const { url, uuid } = await stage.announce(stage.shopper, bytes);
  await fetchBytes(url, { method: "PATCH", body: bytes.subarray(0, MIB / 2) as never, headers: part(0) });
  const { staging } = platform.contextOf(stage.shopper).evidence!.storage;
  expect(await staging.parts(uuid)).toHaveLength(1);
  const stored: Uint8Array[] = [];
  for await (const piece of await staging.get(uuid, 0)) stored.push(piece);
  expect(Buffer.concat(stored).includes(bytes.subarray(0, 16))).toBe(false);
});

import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Role, type Viewer } from "../../../src/domain/access/viewer.js";
import { readConfig } from "../../../src/server/config.js";
import { FileCopy } from "../../../src/domain/evidence/file-copies.js";
import { urlOf } from "../../../src/services/evidence/signed-url.js";
import type { ExamineFile } from "../../../src/services/evidence/examiner.js";
import { writeFile } from "node:fs/promises";
import { expectSameBytes } from "../../support/bytes.js";
import { examineNow } from "../../support/evidence.js";
import { person } from "../../support/person.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { fetchBytes, picture, PNG, send, UploadStage, type Announced } from "../../support/upload-stage.js";

let platform: TestPlatform;
let stage: UploadStage;

beforeAll(async () => {
  platform = await startTestPlatform("test", { EVIDENCE_SIDE_FILES: "1000" });
  stage = await UploadStage.open(platform);
});
afterAll(() => platform.close());
afterAll(() => {
  expect(platform.complaints).toEqual([]);
});

const shared = Buffer.from("what others may see");
/** Makes a copy for others. */
const sanitise: ExamineFile = async ({ workFolder }) => {
  const path = join(workFolder, "copy");
  await writeFile(path, shared);
  const copy = { path, contentType: "image/webp" };
  return { treatment: "SANITISE", contentType: "image/png", findings: ["LOCATION_REMOVED"], shared: copy };
};

async function sanitised(viewer: Viewer, bytes: Buffer): Promise<Announced> {
  const announced = await stage.announce(viewer, bytes);
  await send(announced.url, bytes);
  await stage.complete(viewer, announced.fileId);
  await examineNow(platform.contextOf(viewer), announced.uuid, sanitise);
  return announced;
}

const nothing = { status: 404, code: "NOT_FOUND" };

describe("a download", () => {
  it("is saved, never shown, and kept by no cache", async () => {
    const { fileId } = await stage.handIn(stage.shopper, picture(1_000), { filename: 'a"b;ç照.png' });
    const url = (await stage.address(stage.shopper, fileId))!;
    const { headers } = await fetchBytes(url);
    expect(headers.get("content-disposition")).toBe(
      `attachment; filename="a_b___.png"; filename*=UTF-8''a%22b%3B%C3%A7%E7%85%A7.png`,
    );
    expect(headers.get("content-type")).toBe("image/png");
    expect(headers.get("content-length")).toBe("1000");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; .*sandbox$/);
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("cache-control")).toBe("private, no-store");
  });

  it("gives parts, and says when there is no such part", async () => {
    const bytes = picture(200_000);
    const { fileId } = await stage.handIn(stage.shopper, bytes);
    const url = (await stage.address(stage.shopper, fileId))!;
    const before = (await stage.custody()).length;
    const ask = (range: string) => fetchBytes(url, { headers: { range } });
    for (const [range, start, end] of [
      ["bytes=0-0", 0, 0],
      ["bytes=65530-131080", 65_530, 131_080],
      ["bytes=199999-", 199_999, 199_999],
      ["bytes=-100", 199_900, 199_999],
      ["bytes=0-999999999", 0, 199_999],
    ] as const) {
      const { status, headers, bytes: part } = await ask(range);
      expect([status, headers.get("content-range")]).toEqual([206, `bytes ${start}-${end}/200000`]);
      expectSameBytes(part, bytes.subarray(start, end + 1));
    }
    expect((await ask("bytes=200000-")).status).toBe(416);
    for (const whole of ["bytes=5-1", "bytes=0-1,3-4", "pages=1-2", "bytes=-"])
      expect([whole, (await ask(whole)).status]).toEqual([whole, 200]);
    // One address is one view, however many parts a player asks for.
    expect(await stage.custody()).toHaveLength(before + 1);
  });

  it.each(["a\r\nSet-Cookie: x=1.png", "\u202egnp.png", "..%2f", "'; rm -rf", "%0d%0a"])(
    "keeps %j inside its header",
    async (filename) => {
      const { fileId } = await stage.handIn(stage.shopper, PNG, { filename });
      const { headers } = await fetchBytes((await stage.address(stage.shopper, fileId))!);
      expect(headers.get("set-cookie")).toBeNull();
      expect(headers.get("content-disposition")).toMatch(
        /^attachment; filename="[\w .-]+"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/,
      );
    },
  );

  const names = join(readConfig().datasetDirectory, "evidence", "bad", "file-names.json");
  (existsSync(names) ? it : it.skip)("takes every bad name of the open data set or refuses it", async () => {
    for (const filename of JSON.parse(readFileSync(names, "utf8")) as string[]) {
      const { file, userErrors } = await stage.create(stage.shopper, PNG, { filename });
      if (file === null) expect(userErrors[0]).toMatchObject({ code: "FILE_TYPE_NOT_ACCEPTED" });
      else expect(file.filename).toMatch(/^(?![.\s])[^/\\\p{Cc}\u202e]{1,200}(?<![.\s])$/u);
    }
  });
});

describe("who gets what", () => {
  it("its side gets the original and others what is meant for them, once it is exchanged", async () => {
    const { shopper, merchant } = stage;
    const bytes = picture(50_000);
    const { fileId, uuid } = await sanitised(shopper, bytes);
    expect(await stage.read(merchant, fileId)).toBeNull();
    expect(await stage.read(person(Role.AUDITOR), fileId)).toMatchObject({ status: "SANITISED" });
    await stage.exchange(uuid);
    const get = async (viewer: Viewer, field?: string) => {
      const url = await stage.address(viewer, fileId, field);
      return url === null ? null : (await fetchBytes(url)).bytes;
    };
    for (const viewer of [shopper, person(Role.AUDITOR), person(Role.FRONTLINE_AGENT)]) {
      expectSameBytes((await get(viewer))!, bytes);
      expectSameBytes((await get(viewer, "sharedDownloadUrl"))!, shared);
    }
    expectSameBytes((await get(merchant))!, shared);
    expect(await stage.read(merchant, fileId)).toMatchObject({
      shared: { contentType: "image/webp", byteSize: shared.length },
    });
    // An address for the original that somebody else's program made up from ours is not signed.
    const setting = platform.contextOf(merchant).evidence!;
    const grant = { viewer: merchant, fileId: uuid, copy: FileCopy.ORIGINAL, nonce: randomUUID() };
    const made = urlOf(setting, { ...grant, expiresAt: new Date(platform.clock.now().getTime() + 60_000) });
    expect(await fetchBytes(platform.url + made)).toMatchObject(nothing);
  });

  it("a draft, a sealed or withdrawn item opens nothing, nor does one for another audience", async () => {
    const { shopper, merchant } = stage;
    for (const status of ["DRAFT", "SUBMITTED", "WITHDRAWN", "QUARANTINED"]) {
      const { fileId, uuid } = await stage.handIn(shopper, PNG);
      await stage.exchange(uuid, "ALL", status);
      expect([status, await stage.read(merchant, fileId)]).toEqual([status, null]);
      expect([status, await stage.read(person(Role.FRONTLINE_AGENT), fileId)]).toEqual([status, null]);
    }
    const { fileId, uuid } = await stage.handIn(shopper, PNG);
    await stage.exchange(uuid, "STAFF");
    expect(await stage.read(merchant, fileId)).toBeNull();
    expect(await stage.read(person(Role.INTEGRATION), fileId)).toBeNull();
    expect(await stage.read(person(Role.FRONTLINE_AGENT), fileId)).not.toBeNull();
  });

  it("an address is of no use to anybody else, changed, or after its time", async () => {
    const { shopper, merchant } = stage;
    const own = await stage.handIn(shopper, PNG);
    const url = (await stage.address(shopper, own.fileId))!;
    const asking = async (viewer: Viewer) =>
      fetchBytes(url, { headers: { authorization: `Bearer ${await platform.token(viewer)}` } });
    expect((await asking(shopper)).status).toBe(200);
    for (const other of [merchant, { ...shopper, role: Role.AUDITOR }, person(Role.SHOPPER)])
      expect(await asking(other)).toMatchObject(nothing);
    expect(await fetchBytes(url, { headers: { authorization: "Bearer nonsense" } })).toMatchObject(nothing);
    const begin = url.lastIndexOf("/") + 1;
    const [path, token] = [url.slice(0, begin), url.slice(begin)];
    for (let at = 0; at < token.length; at += 7) {
      const changed = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
      expect([at, (await fetchBytes(path + changed)).status]).toEqual([at, 404]);
    }
    for (const wrong of ["", "..", "%2e%2e%2fetc", token.split(".")[0]!, `${token}/x`])
      expect((await fetchBytes(path + wrong)).status).toBe(404);
    // An address to send bytes to is none to read from, and the other way round.
    expect(await send(url.replace("/files/", "/uploads/"), PNG)).toMatchObject(nothing);
    const sending = await stage.announce(shopper, PNG);
    expect(await fetchBytes(sending.url.replace("/uploads/", "/files/"))).toMatchObject(nothing);
  });

  it("an address that was good is not when the file may not be opened any more", async () => {
    const { fileId, uuid } = await stage.handIn(stage.shopper, PNG);
    const url = (await stage.address(stage.shopper, fileId))!;
    for (const status of ["QUARANTINED", "REJECTED", "ERASED", "EXAMINING"]) {
      await platform.database.query("UPDATE evidence_file SET status = $2 WHERE id = $1", [uuid, status]);
      expect([status, await fetchBytes(url)]).toMatchObject([status, nothing]);
    }
    await platform.database.query("UPDATE evidence_file SET status = 'ACCEPTED' WHERE id = $1", [uuid]);
    expect((await fetchBytes(url)).status).toBe(200);
    await platform.clock.moveTo(platform.database, new Date(platform.clock.now().getTime() + 301_000));
    expect(await fetchBytes(url)).toMatchObject(nothing);
  });

  it("nobody sends to, completes or gives up another's upload", async () => {
    const { fileId, url } = await stage.announce(stage.shopper, PNG);
    const other = await UploadStage.open(platform);
    for (const viewer of [stage.merchant, other.shopper, person(Role.AUDITOR)]) {
      const authorization = `Bearer ${await platform.token(viewer)}`;
      expect(await send(url, PNG, { authorization })).toMatchObject(nothing);
      for (const name of ["completeEvidenceUpload", "cancelEvidenceUpload"]) {
        expect((await stage.mutate(viewer, name, { fileId })).userErrors[0]).toMatchObject({
          code: "NOT_FOUND",
        });
      }
    }
    await platform.clock.moveTo(platform.database, new Date(platform.clock.now().getTime() + 3_601_000));
    expect(await send(url, PNG)).toMatchObject({ status: 410, code: "UPLOAD_EXPIRED" });
    const { userErrors } = await stage.complete(stage.shopper, fileId);
    expect(userErrors[0]).toMatchObject({ code: "UPLOAD_EXPIRED" });
  });
});

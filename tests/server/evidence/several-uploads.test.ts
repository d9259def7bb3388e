import { randomUUID } from "node:crypto";
import type { Viewer } from "../../../src/domain/access/viewer.js";
import { fromGlobalId, toGlobalId } from "../../../src/graphql/global-id.js";
import { expectSameBytes } from "../../support/bytes.js";
import { examineNow, sha256Of } from "../../support/evidence.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import {
  fetchBytes,
  picture,
  PNG,
  send,
  UploadStage,
  type FilePayload,
  type Refused,
} from "../../support/upload-stage.js";

let platform: TestPlatform;
let stage: UploadStage;

beforeAll(async () => {
  platform = await startTestPlatform("test", { EVIDENCE_SIDE_FILES: "8", EVIDENCE_FILES_PER_CALL: "6" });
});
beforeEach(async () => {
  stage = await UploadStage.open(platform);
});
afterAll(() => platform.close());
afterAll(() => {
  expect(platform.complaints).toEqual([]);
});

interface SeveralPayload {
  readonly results: readonly (FilePayload & { readonly index: number })[];
  readonly userErrors: readonly Refused[];
}

const saidOf = (bytes: Uint8Array, change: object = {}) => ({
  ...{ filename: "photo.png", contentType: "image/png", byteSize: bytes.length, sha256: sha256Of(bytes) },
  ...change,
});

const mutate = async (viewer: Viewer, name: string, input: object): Promise<SeveralPayload> =>
  (await stage.mutate(viewer, name, { disputeId: stage.disputeId, ...input })) as unknown as SeveralPayload;

const announce = (files: readonly object[], key: string = randomUUID(), viewer = stage.shopper) =>
  mutate(viewer, "createEvidenceUploads", { files, clientMutationId: key });

const complete = (
  fileIds: readonly (string | undefined)[],
  key: string = randomUUID(),
  viewer = stage.shopper,
) => mutate(viewer, "completeEvidenceUploads", { fileIds, clientMutationId: key });

const codesOf = ({ results }: SeveralPayload) =>
  results.map(({ userErrors }) => userErrors[0]?.code ?? "TAKEN");

const sendTo = async (payload: SeveralPayload, index: number, bytes: Uint8Array) =>
  (await send(new URL(payload.results[index]!.upload!.url, platform.url).href, bytes)).status;

const idsOf = ({ results }: SeveralPayload) => results.map(({ file }) => file!.id);

async function jobsOf(fileIds: readonly string[]): Promise<number> {
  const keys = fileIds.map((id) => `evidence:${fromGlobalId("EvidenceFile", id)}`);
  const jobs = await platform.database.query("SELECT FROM graphile_worker.jobs WHERE key = ANY ($1)", [keys]);
  return jobs.length;
}

describe("handing several files of a dispute in", () => {
  it("goes from one announcement to files that their side opens again, byte for byte", async () => {
    const all = [picture(200_000), picture(3_000), picture(1_200_000)];
    const announced = await announce(all.map((bytes) => saidOf(bytes)));
    expect(codesOf(announced)).toEqual(["TAKEN", "TAKEN", "TAKEN"]);
    const sent = await Promise.all(all.map((bytes, index) => sendTo(announced, index, bytes)));
    expect(sent).toEqual([204, 204, 204]);
    const completed = await complete(idsOf(announced));
    expect(completed.results.map(({ index, file }) => [index, file?.id, file?.status])).toEqual(
      idsOf(announced).map((id, index) => [index, id, "EXAMINING"]),
    );
    expect(await jobsOf(idsOf(announced))).toBe(3);
    const custody = (await stage.custody()).map(({ act, detail }) => [act, detail]);
    expect(custody).toEqual(
      all.flatMap((bytes) => [
        ["RECEIVED", { byteSize: bytes.length }],
        ["HASHED", { sha256: sha256Of(bytes) }],
      ]),
    );
    for (const [index, id] of idsOf(announced).entries()) {
      await examineNow(platform.contextOf(stage.shopper), fromGlobalId("EvidenceFile", id));
      const answer = await fetchBytes((await stage.address(stage.shopper, id))!);
      expectSameBytes(answer.bytes, all[index]!);
    }
  });

  it("tells of each file why it is not taken, and takes the others; the same key answers the same", async () => {
    const key: string = randomUUID();
    const files = [
      saidOf(PNG),
      saidOf(PNG, { byteSize: 0 }),
      saidOf(PNG, { filename: "a.exe" }),
      saidOf(PNG),
    ];
    const announced = await announce(files, key);
    expect(codesOf(announced)).toEqual(["TAKEN", "VALIDATION", "FILE_TYPE_NOT_ACCEPTED", "TAKEN"]);
    expect(announced.results[1]).toMatchObject({ index: 1, file: null, upload: null });
    expect(announced.results[2]!.userErrors[0]!.field).toEqual(["files", "2", "filename"]);
    expect(await announce(files, key)).toEqual(announced);
    const [first, , , last] = announced.results;
    const others = await stage.announce(stage.merchant, PNG);
    await send(others.url, PNG);
    await sendTo(announced, 0, PNG);
    await sendTo(announced, 3, Buffer.alloc(PNG.length));
    const asked = [first!.file!.id, others.fileId, last!.file!.id, toGlobalId("EvidenceFile", randomUUID())];
    const completed = await complete(asked, `${key}-2`);
    expect(codesOf(completed)).toEqual(["TAKEN", "NOT_FOUND", "HASH_MISMATCH", "NOT_FOUND"]);
    expect(completed.results[1]!.userErrors[0]).toEqual({
      ...completed.results[3]!.userErrors[0],
      field: ["fileIds", "1"],
    });
    expect(await complete(asked, `${key}-2`)).toEqual(completed);
    expect(await stage.custody()).toHaveLength(2);
    await sendTo(announced, 3, PNG);
    expect(codesOf(await complete(asked))).toEqual(["TAKEN", "NOT_FOUND", "TAKEN", "NOT_FOUND"]);
    expect(await stage.custody()).toHaveLength(4);
  });

  it("counts each file that is taken for the next one's quota, and keeps nothing where none is", async () => {
    const six = Array.from({ length: 6 }, () => saidOf(PNG));
    expect(new Set(codesOf(await announce(six)))).toEqual(new Set(["TAKEN"]));
    const key: string = randomUUID();
    const three = await announce(six.slice(3));
    expect(codesOf(three)).toEqual(["TAKEN", "TAKEN", "QUOTA_EXCEEDED"]);
    expect(codesOf(await announce(six.slice(5), key))).toEqual(["QUOTA_EXCEEDED"]);
    await stage.mutate(stage.shopper, "cancelEvidenceUpload", { fileId: three.results[0]!.file!.id });
    expect(codesOf(await announce(six.slice(5), key))).toEqual(["TAKEN"]);
  });

  it("yields each file once when calls about the same ones meet each other and the single mutation", async () => {
    const announced = await announce([saidOf(PNG), saidOf(PNG), saidOf(PNG)]);
    await Promise.all([0, 1, 2].map((index) => sendTo(announced, index, PNG)));
    const ids = idsOf(announced);
    const several = Promise.all(
      Array.from({ length: 6 }, (_, turn) => complete(turn % 2 === 0 ? ids : ids.toReversed())),
    );
    const singles = Promise.all(ids.map((id) => stage.complete(stage.shopper, id)));
    for (const payload of await several) expect(codesOf(payload)).toEqual(["TAKEN", "TAKEN", "TAKEN"]);
    for (const { userErrors } of await singles) expect(userErrors).toEqual([]);
    expect(await stage.custody()).toHaveLength(6);
    expect(await jobsOf(ids)).toBe(3);
  });

  it("brings parts together that came by tus", async () => {
    const bytes = [picture(50_000), picture(60_000)];
    const announced = await announce(bytes.map((each) => saidOf(each)));
    for (const [index, each] of bytes.entries()) {
      const { url } = announced.results[index]!.upload!;
      const headers = { "tus-resumable": "1.0.0", "content-type": "application/offset+octet-stream" };
      for (const [start, end] of [
        [0, 20_000],
        [20_000, index === 0 ? 50_000 : 30_000],
      ] as const) {
        const { status } = await fetchBytes(new URL(url, platform.url).href, {
          ...{ method: "PATCH", body: each.subarray(start, end) as unknown as ArrayBuffer },
          headers: { ...headers, "upload-offset": String(start) },
        });
        expect(status).toBe(204);
      }
    }
    const completed = await complete(idsOf(announced));
    expect(codesOf(completed)).toEqual(["TAKEN", "UPLOAD_INCOMPLETE"]);
    expect(completed.results[1]!.userErrors[0]!.details).toEqual({ received: 30_000, byteSize: 60_000 });
  });

  it("is refused as a whole where nothing can be handed in, and for no file, too many or one twice", async () => {
    const said = saidOf(PNG);
    const refusalOf = async (payload: Promise<SeveralPayload>) => {
      const { results, userErrors } = await payload;
      return [results.length, userErrors[0]?.code, userErrors[0]?.field];
    };
    const stranger = (await UploadStage.open(platform)).shopper;
    const [file] = idsOf(await announce([said]));
    expect(await refusalOf(announce([]))).toEqual([0, "VALIDATION", ["files"]]);
    expect(await refusalOf(announce(Array(7).fill(said)))).toEqual([0, "VALIDATION", ["files"]]);
    expect(await refusalOf(complete([file, file]))).toEqual([0, "VALIDATION", ["fileIds", "1"]]);
    expect(await refusalOf(complete(["x"]))).toEqual([0, "INVALID_ID", ["fileIds", "0"]]);
    const unseen = [0, "NOT_FOUND", ["disputeId"]];
    expect(await refusalOf(announce([said], randomUUID(), stranger))).toEqual(unseen);
    expect(await refusalOf(complete([file], randomUUID(), stranger))).toEqual(unseen);
    expect(await stage.custody()).toEqual([]);
  });
});

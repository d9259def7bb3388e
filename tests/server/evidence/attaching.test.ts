import type { Viewer } from "../../../src/domain/access/viewer.js";
import { verifyLog } from "../../../src/services/log/verify-log.js";
import { expectSameBytes } from "../../support/bytes.js";
import { expectFolded } from "../../support/folded.js";
import { person } from "../../support/person.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { fetchBytes, picture, PNG, UploadStage } from "../../support/upload-stage.js";

let platform: TestPlatform;
const machine = person("INTEGRATION");

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(async () => {
  expect((await verifyLog(platform.database)).broken).toBeNull();
  await expectFolded(platform.database);
  expect(platform.complaints).toEqual([]);
});
afterAll(() => platform.close());

const said = { source: "CARRIER", slot: "CARRIER_STATEMENT", narrative: "Left at the door." };

function attach(stage: UploadStage, change: object = {}, by: Viewer = machine) {
  return stage.mutate(by, "attachEvidence", { disputeId: stage.disputeId, ...said, ...change });
}

/** The items of neither side that somebody reads, beside the platform's own records. */
async function attachedFor(stage: UploadStage, viewer: Viewer): Promise<unknown[]> {
  const client = await platform.connect(viewer);
  const query = `query ($id: ID!) { dispute(id: $id) { evidence(first: 50) {
    nodes { source side status slot narrative lateGround files { id } } } } }`;
  const { data } = await client.query(query, { id: stage.disputeId });
  const { nodes } = (data?.["dispute"] as { evidence: { nodes: { source: string }[] } }).evidence;
  return nodes.filter(({ source }) => source === "CARRIER" || source === "INTEGRATION");
}

describe("what a machine of the marketplace attaches", () => {
  it("is a record of its own or of a carrier with its files, which both sides read and open at once", async () => {
    const stage = await UploadStage.inRound(platform);
    const { shopper, merchant, story } = stage;
    const bytes = picture(3_000);
    const { fileId } = await stage.handIn(machine, bytes);
    expect((await attach(stage, { fileIds: [fileId] })).userErrors).toEqual([]);
    const weighed = { source: "INTEGRATION", slot: "WEIGHT_RECORD", narrative: "1,240 g at the handover." };
    expect((await attach(stage, weighed)).userErrors).toEqual([]);
    const neutral = { side: null, status: "EXCHANGED", lateGround: null };
    for (const viewer of [shopper, merchant, story.cast.mediator]) {
      expect(await attachedFor(stage, viewer)).toEqual(
        expect.arrayContaining([
          { ...said, ...neutral, files: [{ id: fileId }] },
          { ...weighed, ...neutral, files: [] },
        ]),
      );
      expectSameBytes((await fetchBytes((await stage.address(viewer, fileId))!)).bytes, bytes);
    }
  });

  it("is late after the exchange as everybody's is, and then needs a ground", async () => {
    const stage = await UploadStage.inRound(platform);
    await stage.story.evidence.fireAt();
    const [refused] = (await attach(stage)).userErrors;
    expect(refused).toMatchObject({ code: "EVIDENCE_WINDOW_CLOSED", field: ["lateGround"] });
    expect(refused!.message).toContain(String(refused!.details!["closedAt"]));
    const lateGround = "The carrier answered after a week.";
    expect((await attach(stage, { lateGround })).userErrors).toEqual([]);
    expect(await attachedFor(stage, stage.shopper)).toMatchObject([{ lateGround }]);
  });

  it("is no way around the sides: nobody else attaches, and nothing of a side's", async () => {
    const stage = await UploadStage.inRound(platform);
    const { shopper, merchant } = stage;
    const codeOf = async (change: object, by?: Viewer) =>
      (await attach(stage, change, by)).userErrors.map(({ code }) => code);
    for (const by of [shopper, merchant, stage.story.cast.mediator])
      expect([by.role, await codeOf({}, by)]).toEqual([by.role, ["FORBIDDEN"]]);
    const { fileId } = await stage.handIn(shopper, PNG);
    expect(await codeOf({ fileIds: [fileId] })).toEqual(["NOT_FOUND"]);
    const other = await stage.handIn(person("INTEGRATION"), PNG);
    expect(await codeOf({ fileIds: [other.fileId] })).toEqual(["NOT_FOUND"]);
    for (const source of ["UPLOAD", "SYSTEM"]) expect(await codeOf({ source })).toEqual(["VALIDATION"]);
    expect(await codeOf({ narrative: null })).toEqual(["EVIDENCE_INCOMPLETE"]);
    expect(await attachedFor(stage, merchant)).toEqual([]);
  });
});

import type { Viewer } from "../../src/domain/access/viewer.js";
import { requestEvidence } from "../../src/services/evidence/request-evidence.js";
import type { TestPlatform } from "./platform.js";
import { send, UploadStage } from "./upload-stage.js";

/** A case in which both sides are asked for evidence. */
export async function hearing(platform: TestPlatform): Promise<UploadStage> {
  const stage = await UploadStage.open(platform);
  const { story } = stage;
  await story.playTo("IN_REVIEW");
  await requestEvidence(story.factory.as(story.cast.mediator), {
    ...story.input(),
    text: "Show what came, and what was sent.",
    demands: [
      { side: "SHOPPER", slot: "PHOTO_OF_PACKAGE", level: "MANDATORY" },
      { side: "MERCHANT", slot: "CARRIER_STATEMENT", level: "MANDATORY" },
    ],
  });
  return stage;
}

/** Announces, sends and completes a file. @returns its API id */
export async function upload(
  stage: UploadStage,
  viewer: Viewer,
  bytes: Buffer,
  change = {},
): Promise<{ fileId: string; uuid: string }> {
  const announced = await stage.announce(viewer, bytes, change);
  expect(await send(announced.url, bytes)).toMatchObject({ status: 204 });
  expect((await stage.complete(viewer, announced.fileId)).userErrors).toEqual([]);
  return announced;
}

/** Hands an item with some files in. @returns its API id */
export async function handIn(
  stage: UploadStage,
  viewer: Viewer,
  fileIds: readonly string[],
): Promise<string> {
  const { disputeId } = stage;
  const client = await stage.platform.connect(viewer);
  const content = { disputeId, slot: "OTHER", narrative: "It came so.", fileIds };
  const saved = (await client.act("saveEvidenceDraft", content)) as unknown as { item: { id: string } };
  await client.act("submitEvidence", { disputeId, itemId: saved.item.id });
  return saved.item.id;
}

/** An item of evidence as somebody sees it. */
export interface SeenItem {
  readonly id: string;
  readonly status: string;
  readonly files: readonly { readonly id: string; readonly downloadUrl: string | null }[];
}

/** What somebody sees of the evidence that people brought. */
export async function seenItems(stage: UploadStage, viewer: Viewer): Promise<SeenItem[]> {
  const client = await stage.platform.connect(viewer);
  const { data } = await client.query(
    `query ($id: ID!) { dispute(id: $id) { evidence(first: 50) { totalCount nodes { id status source
      files { id filename status downloadUrl } } } } }`,
    { id: stage.disputeId },
  );
  const { nodes } = (data?.["dispute"] as { evidence: { nodes: (SeenItem & { source: string })[] } })
    .evidence;
  return nodes.filter(({ source }) => source === "UPLOAD");
}

/** Both sides are done. */
export async function exchange(stage: UploadStage): Promise<void> {
  for (const viewer of [stage.shopper, stage.merchant]) {
    const client = await stage.platform.connect(viewer);
    await client.act("completeEvidence", { disputeId: stage.disputeId });
  }
}

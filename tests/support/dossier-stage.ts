import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { systemViewer, type Viewer } from "../../src/domain/access/viewer.js";
import { fromGlobalId } from "../../src/graphql/global-id.js";
import { createPress } from "../../src/server/dossier/press.js";
import { createTestExaminer } from "./examiner.js";
import { buildDossier } from "../../src/services/dossier/build-dossier.js";
import type { DossierPress } from "../../src/services/dossier/press.js";
import { requestEvidence } from "../../src/services/evidence/request-evidence.js";
import { sendMessage } from "../../src/services/disputes/send-message.js";
import { examineNow } from "./evidence.js";
import type { TestPlatform } from "./platform.js";
import { fetchBytes, send, UploadStage } from "./upload-stage.js";

/** What the tests read of a dossier. */
export interface SeenDossier {
  readonly id: string;
  readonly status: string;
  readonly progress: { readonly done: number; readonly total: number };
  readonly byteSize: number | null;
  readonly sha256: string | null;
  readonly eventHead: string | null;
  readonly custodyHead: string | null;
  readonly signingKey: string | null;
  readonly download: { readonly url: string; readonly expiresAt: string } | null;
}

/** What `verify.mjs --json` says. */
export interface Report {
  readonly code: number;
  readonly status: string;
  readonly problems: readonly {
    readonly problem: string;
    readonly entry?: string;
    readonly chain?: string;
    readonly sequence?: number;
  }[];
  readonly signingKey?: string;
  readonly sha256?: string;
  readonly chains?: {
    readonly kind: string;
    readonly events: { readonly count: number; readonly head: string };
    readonly custody: { readonly count: number; readonly head: string };
  };
  readonly withheld?: { readonly events: number; readonly custody: number };
}

const run = promisify(execFile);
/** One for all test files of a process: its thread takes a while to start, and keeps nothing of what it made. */
const realPress = createPress();

/** Runs the verifier as a person does, in a process of its own. */
export async function verifyZip(zip: Uint8Array, ...words: readonly string[]): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), "ombud-dossier-"));
  const path = join(folder, "dossier.zip");
  await writeFile(path, zip);
  const args = ["verifier/verify.mjs", path, "--json", ...words];
  const { code, stdout } = await run(process.execPath, args).then(
    (ended) => ({ code: 0, stdout: ended.stdout }),
    (error: unknown) => error as { code: number; stdout: string },
  );
  return { code, ...(JSON.parse(stdout) as Omit<Report, "code">) };
}

const fields = `id status progress { done total } byteSize sha256 eventHead custodyHead signingKey
  download { url expiresAt }`;

/** Asks for a dossier over HTTP. */
export async function askFor(
  stage: UploadStage,
  viewer: Viewer,
  input: Record<string, unknown> = {},
): Promise<{ dossier: SeenDossier | null; userErrors: readonly { code: string }[] }> {
  const asked = { disputeId: stage.disputeId, language: "EN", ...input };
  return (await stage.mutate(viewer, "exportDossier", asked)) as never;
}

/** A dossier as somebody sees it; null if it does not exist for them. */
export async function seen(
  stage: UploadStage,
  viewer: Viewer,
  dossierId: string,
): Promise<SeenDossier | null> {
  const client = await stage.platform.connect(viewer);
  const query = `query ($id: ID!) { node(id: $id) { ... on Dossier { ${fields} } } }`;
  const { data } = await client.query(query, { id: dossierId });
  return (data?.["node"] ?? null) as SeenDossier | null;
}

/** Builds a dossier as the worker does. @param press default the real one */
export function buildNow(
  stage: UploadStage,
  dossierId: string,
  press: Partial<DossierPress> = {},
): Promise<boolean> {
  const context = stage.platform.contextOf(systemViewer);
  const uuid = fromGlobalId("Dossier", dossierId);
  return buildDossier(context, { ...realPress, ...press }, { dossierId: uuid });
}

/** The bytes of a dossier that somebody gets. */
export async function download(stage: UploadStage, dossier: SeenDossier): Promise<Buffer> {
  const { status, bytes } = await fetchBytes(new URL(dossier.download!.url, stage.platform.url).href);
  if (status !== 200) throw new Error(`The download answers ${status}: ${bytes.toString()}`);
  return bytes;
}

/** Asks for a dossier, builds and downloads it. */
export async function exported(
  stage: UploadStage,
  viewer: Viewer,
  input: Record<string, unknown> = {},
): Promise<{ dossier: SeenDossier; zip: Buffer }> {
  const { dossier: asked, userErrors } = await askFor(stage, viewer, input);
  if (asked === null) throw new Error(JSON.stringify(userErrors));
  await buildNow(stage, asked.id);
  const dossier = (await seen(stage, viewer, asked.id))!;
  return { dossier, zip: await download(stage, dossier) };
}

/** A picture that says where it was taken. */
function photo(background: string): Promise<Buffer> {
  const place = { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1", GPSLongitudeRef: "W" };
  return sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .withExif({ IFD3: { ...place, GPSLongitude: "0/1 7/1 0/1" } })
    .jpeg()
    .toBuffer();
}

/** A case in which both sides have handed a real file in, which is sealed. */
export class DossierStage {
  private constructor(
    readonly stage: UploadStage,
    readonly shopperFile: { readonly uuid: string; readonly bytes: Buffer },
    readonly merchantFile: { readonly uuid: string; readonly bytes: Buffer },
  ) {}

  /** @param options.quickly without a real examination, and so without copies for others */
  static async open(platform: TestPlatform, { quickly = false } = {}): Promise<DossierStage> {
    const stage = await UploadStage.open(platform);
    const { story, shopper, merchant } = stage;
    await story.playTo("IN_REVIEW");
    const { factory, cast } = story;
    await sendMessage(factory.as(shopper), {
      ...{
        clientMutationId: "a",
        disputeId: story.disputeId,
        channel: "PARTIES",
        text: "The parcel was open. 包裹是打开的。",
      },
    });
    await sendMessage(factory.as(shopper), {
      ...{
        clientMutationId: "b",
        disputeId: story.disputeId,
        channel: "SHOPPER_PRIVATE",
        text: "Only for you.",
      },
    });
    await requestEvidence(factory.as(cast.mediator), {
      ...story.input(),
      text: "Show what came, and what was sent.",
      demands: [
        { side: "SHOPPER", slot: "PHOTO_OF_PACKAGE", level: "MANDATORY" },
        { side: "MERCHANT", slot: "CARRIER_STATEMENT", level: "MANDATORY" },
      ],
    });
    const pictures = [await photo("#a52"), await photo("#25a")] as const;
    const put = quickly ? uploadQuickly : upload;
    const [ofShopper, ofMerchant] = [
      await put(stage, shopper, pictures[0], "parcel opened.jpg"),
      await put(stage, merchant, pictures[1], "仓库:照片.jpg"),
    ];
    if (!quickly) await examineAll(stage, [ofShopper, ofMerchant]);
    await handIn(stage, shopper, {
      fileId: ofShopper.fileId,
      narrative: "The seal was broken, Your Honour.",
    });
    await handIn(stage, merchant, { fileId: ofMerchant.fileId, narrative: "It left our house whole." });
    return new DossierStage(
      stage,
      { uuid: ofShopper.uuid, bytes: pictures[0] },
      { uuid: ofMerchant.uuid, bytes: pictures[1] },
    );
  }

  /** Both sides are done, and each sees what the other has handed in. */
  async exchange(): Promise<void> {
    const { stage } = this;
    for (const viewer of [stage.shopper, stage.merchant]) {
      const client = await stage.platform.connect(viewer);
      await client.act("completeEvidence", { disputeId: stage.disputeId });
    }
  }
}

async function upload(stage: UploadStage, viewer: Viewer, bytes: Buffer, filename: string) {
  const announced = await stage.announce(viewer, bytes, { filename, contentType: "image/jpeg" });
  await send(announced.url, bytes);
  const { userErrors } = await stage.complete(viewer, announced.fileId);
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  return announced;
}

function uploadQuickly(stage: UploadStage, viewer: Viewer, bytes: Buffer, filename: string) {
  return stage.handIn(viewer, bytes, { filename, contentType: "image/jpeg" });
}

/** Examines files as the platform's own worker does. */
async function examineAll(stage: UploadStage, files: readonly { readonly uuid: string }[]): Promise<void> {
  const { clock, config, contextOf } = stage.platform;
  const examiner = createTestExaminer({ now: () => clock.now(), clamd: config.evidence.clamd });
  for (const { uuid } of files) await examineNow(contextOf(systemViewer), uuid, examiner.examine);
  examiner.stop();
}

async function handIn(
  stage: UploadStage,
  viewer: Viewer,
  { fileId, narrative }: { readonly fileId: string; readonly narrative: string },
): Promise<void> {
  const { disputeId } = stage;
  const client = await stage.platform.connect(viewer);
  const content = { disputeId, slot: "OTHER", narrative, fileIds: [fileId] };
  const saved = (await client.act("saveEvidenceDraft", content)) as unknown as { item: { id: string } };
  await client.act("submitEvidence", { disputeId, itemId: saved.item.id });
}

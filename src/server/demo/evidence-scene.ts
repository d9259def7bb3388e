import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import sharp from "sharp";
import type { DemoClient } from "./demo-client.js";
import { DemoError, expectSame, expectThat } from "./demo-error.js";
import type { DisputeScript } from "./dispute-script.js";
import type { Watcher } from "./watcher.js";

/** A file as its owner has it on the disk. */
interface Handed {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

interface FileSeen {
  readonly id: string;
  readonly status: string;
  readonly filename: string;
  readonly downloadUrl: string | null;
}

interface ItemSeen {
  readonly id: string;
  readonly round: number;
  readonly side: string | null;
  readonly slot: string;
  readonly status: string;
  readonly files: readonly FileSeen[];
}

const PATIENCE_MS = 30_000;
const LOOK_MS = 100;

/** A photo as a telephone takes it: with the owner's name and the place in it. */
async function photo(): Promise<Handed> {
  const bytes = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#7a6a58" } })
    .withExif({
      IFD0: { Artist: "Lin at home" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "31/1 13/1 0/1" },
    })
    .jpeg()
    .toBuffer();
  return { filename: "left-ear.jpg", contentType: "image/jpeg", bytes };
}

const report: Handed = {
  filename: "test-report.txt",
  contentType: "text/plain",
  bytes: Buffer.from("Batch 14, final test: both channels within 1 dB. No serial number was noted.\n"),
};

/**
 * A round of evidence: the mediator asks, each side hands a file in sealed, and the exchange opens both at once.
 * @throws DemoError if anybody sees too much or too little
 */
export async function hearEvidence(script: DisputeScript): Promise<void> {
  const { shopper, merchant, mediator } = script.cast;
  const all = [shopper, merchant, mediator];
  const slots = [
    { side: "SHOPPER", slot: "PHOTO_OF_ITEM" },
    { side: "MERCHANT", slot: "INSPECTION_REPORT" },
  ];
  await script.does(
    mediator,
    "requestEvidence",
    { text: "Show the fault, and how the set was tested.", slots },
    { says: "asks both sides for evidence", status: "EVIDENCE", seenBy: all },
  );
  await handIn(script, shopper, "PHOTO_OF_ITEM", await photo());
  await handIn(script, merchant, "INSPECTION_REPORT", report);
  expectSame(await sidesShown(script, shopper), ["SHOPPER"], "The sides whose evidence the shopper app sees");
  expectSame(await sidesShown(script, merchant), ["MERCHANT"], "The sides whose evidence the console sees");
  script.note("before the exchange each side sees its own evidence, and nothing of the other's");
  await script.does(
    shopper,
    "completeEvidence",
    {},
    { says: "has handed in everything", status: "EVIDENCE", seenBy: [shopper, mediator], keepsVersion: true },
  );
  await script.does(
    merchant,
    "completeEvidence",
    {},
    { says: "has too, which brings the exchange about", status: "REBUTTAL", seenBy: all },
  );
  script.exhibits = await checkExchange(script);
}

/** Each side answers what the other showed; then the mediator can decide. */
export async function answerEvidence(script: DisputeScript): Promise<void> {
  const { shopper, merchant, mediator } = script.cast;
  const all = [shopper, merchant, mediator];
  const answer = { statement: "That report names no serial number." };
  const says = "answers: the report names no serial number";
  await script.does(shopper, "rebutEvidence", answer, { says, status: "REBUTTAL", seenBy: all });
  const silence = { says: "has nothing to answer", status: "DECIDING", seenBy: all };
  await script.does(merchant, "rebutEvidence", {}, silence);
}

async function handIn(script: DisputeScript, who: Watcher, slot: string, file: Handed): Promise<void> {
  const { shopper, merchant, mediator } = script.cast;
  const fileId = await upload(who.client, script.id, file);
  const draft = { disputeId: script.id, slot, narrative: `See ${file.filename}.`, fileIds: [fileId] };
  const { item } = await who.client.mutate<{ item: { id: string } | null }>(
    "saveEvidenceDraft",
    draft,
    "item { id }",
  );
  const { event } = await script.does(
    who,
    "submitEvidence",
    { itemId: item?.id },
    {
      says: `hands in ${file.filename}, sealed`,
      status: "EVIDENCE",
      seenBy: [who, mediator],
      keepsVersion: true,
    },
  );
  const from = who === shopper ? merchant : shopper;
  script.hidden.push({ from, eventId: event?.id ?? "", what: `the sealed ${file.filename}` });
}

/** Announces a file, sends its bytes, completes it and waits until it was examined. @returns the file's id */
async function upload(client: DemoClient, disputeId: string, file: Handed): Promise<string> {
  const { filename, contentType, bytes } = file;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const announced = { disputeId, filename, contentType, byteSize: bytes.length, sha256 };
  const created = await client.mutate<{
    readonly file: { readonly id: string } | null;
    readonly upload: { readonly url: string } | null;
    readonly userErrors: readonly { readonly message: string }[];
  }>("createEvidenceUpload", announced, "file { id } upload { url }");
  const [refused] = created.userErrors;
  expectThat(created.file !== null && created.upload !== null, `${filename}: ${refused?.message ?? ""}`);
  await client.send(created.upload.url, bytes);
  const { id: fileId } = created.file;
  await client.mutate("completeEvidenceUpload", { fileId }, "file { id }");
  await examined(client, fileId, filename);
  return fileId;
}

async function examined(client: DemoClient, id: string, filename: string): Promise<void> {
  const query = "query File($id: ID!) { node(id: $id) { ... on EvidenceFile { status } } }";
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    const { node } = await client.ask<{ node: { status: string } | null }>(query, { id });
    if (node?.status === "ACCEPTED" || node?.status === "SANITISED") return;
    if (node?.status !== "EXAMINING")
      throw new DemoError(`${filename} became ${node?.status ?? "unknown"} when it was examined.`);
    await pause(LOOK_MS);
  }
  throw new DemoError(`${filename} should have been examined within 30 seconds: does a worker run?`);
}

/** What was handed in in the round, as somebody sees it. */
async function itemsOf(script: DisputeScript, { client }: Watcher): Promise<ItemSeen[]> {
  const { dispute } = await client.ask<{ dispute: { evidence: { nodes: ItemSeen[] } } }>(
    `query Evidence($id: ID!) { dispute(id: $id) { evidence(first: 50) { nodes {
       id round side slot status files { id status filename downloadUrl } } } } }`,
    { id: script.id },
  );
  return dispute.evidence.nodes.filter(({ round, side }) => round > 0 && side !== null);
}

async function sidesShown(script: DisputeScript, who: Watcher): Promise<(string | null)[]> {
  return (await itemsOf(script, who)).map(({ side }) => side);
}

/** @returns ids of the items that were exchanged */
async function checkExchange(script: DisputeScript): Promise<string[]> {
  const { merchant } = script.cast;
  const shown = await itemsOf(script, merchant);
  expectSame(
    shown.map(({ slot, status }) => [slot, status]).toSorted(),
    [
      ["INSPECTION_REPORT", "EXCHANGED"],
      ["PHOTO_OF_ITEM", "EXCHANGED"],
    ],
    "What the merchant console sees after the exchange",
  );
  const [copy] = shown.find(({ side }) => side === "SHOPPER")?.files ?? [];
  const url = copy?.downloadUrl ?? null;
  expectThat(url !== null, "The merchant console should get the shopper's photo after the exchange.");
  const { exif } = await sharp(await merchant.client.fetch(url)).metadata();
  expectThat(exif === undefined, "The merchant's copy of the photo should not say where it was taken.");
  script.note("the merchant gets the photo without the place and the name that the telephone wrote into it");
  return shown.map(({ id }) => id);
}

import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { sideOf, type Viewer } from "../../src/domain/access/viewer.js";
import { fromGlobalId } from "../../src/graphql/global-id.js";
import type { ExamineFile } from "../../src/services/evidence/examiner.js";
import { examineNow, sniff } from "./evidence.js";
import { isRecord } from "./is-record.js";
import { demands } from "./story-evidence.js";
import { PNG, picture, send, type UploadStage } from "./upload-stage.js";

/** What a side can do in a round before the exchange, by name. */
const verbs = [
  ...["announce", "send", "complete", "cancel", "examine", "file", "danger", "rubbish"],
  ...["draft", "edit", "submit", "withdraw", "replace", "discard", "finish"],
] as const;
type Verb = (typeof verbs)[number];

/** What sealing is about; the rest is what comes before. */
const often: readonly Verb[] = ["file", "examine", "draft", "draft", "submit", "submit", "replace"];

/** One act: what, and of all that it could be done to, which. */
export interface SealedAct {
  readonly verb: Verb;
  readonly which: number;
}

/** Any acts of a side, most of which find something to do. */
export const sealedActs = (maxLength: number): fc.Arbitrary<SealedAct[]> =>
  fc.array(fc.record({ verb: fc.constantFrom(...verbs, ...often), which: fc.nat(7) }), {
    ...{ minLength: 1, maxLength, size: "max" as const },
  });

/** Files that come whole; the worker examines them later, or not at all. */
const makers: Readonly<Partial<Record<Verb, (which: number) => Buffer>>> = {
  file: (which) => (which % 2 === 0 ? PNG : picture(200)),
  danger: () => ELF,
  rubbish: (which) => Buffer.from(`Nothing of any kind ${which}.`),
};

interface SentFile {
  /** API id. */
  readonly fileId: string;
  readonly uuid: string;
  readonly url: string;
  readonly bytes: Buffer;
}

const ELF = Buffer.concat([Buffer.from("7f454c4602010100", "hex"), Buffer.alloc(64)]);

/** As {@link sniff}; what is accepted gets a copy for others, as a photo of a camera does. */
const sanitise: ExamineFile = async (file) => {
  const found = await sniff(file);
  if (found.treatment !== "ACCEPT") return found;
  const path = join(file.workFolder, "copy");
  await copyFile(file.path, path);
  return {
    ...found,
    treatment: "SANITISE",
    findings: ["EXIF_REMOVED"],
    shared: { path, contentType: "image/png" },
  };
};

/** A side that prepares its evidence through the API, whatever comes of each act. */
export class SealedActor {
  /** API ids of all items that it ever had. */
  readonly itemIds: string[] = [];
  /** Whether it has said to be done. */
  done = false;
  private readonly files: SentFile[] = [];
  private said = 0;

  /** The slot that the side was asked to fill. */
  private readonly asked: string;

  constructor(
    private readonly stage: UploadStage,
    private readonly viewer: Viewer,
  ) {
    const side = sideOf(viewer.role);
    this.asked = demands.find((demand) => demand.side === side)?.slot ?? "OTHER";
  }

  /** API ids of all files that it ever had. */
  get fileIds(): string[] {
    return this.files.map(({ fileId }) => fileId);
  }

  /** Does one act, if there is anything that it could be done to. */
  async act({ verb, which }: SealedAct): Promise<void> {
    // The latest first, for most was done with the others.
    const pick = <Item>(list: readonly Item[]): Item | undefined =>
      list.at(-1 - (which % Math.max(1, list.length)));
    const made = makers[verb];
    if (made !== undefined) {
      await this.handInFile(made(which));
      return;
    }
    const file = pick(this.files);
    if (file !== undefined) await this.onFile(verb, file);
    const itemId = pick(this.itemIds);
    if (itemId !== undefined) await this.onItem(verb, itemId, which);
    await this.alone(verb, which);
  }

  private async alone(verb: Verb, which: number): Promise<void> {
    if (verb === "announce") await this.announce(PNG);
    if (verb === "draft" || verb === "replace") await this.draft(which);
    const latest = this.itemIds.at(-1);
    if (verb === "replace" && latest !== undefined) await this.mutate("submitEvidence", { itemId: latest });
    // Rarely, for nothing can be done afterwards.
    if (verb === "finish" && which === 0)
      this.done ||= (await this.mutate("completeEvidence", {})).length === 0;
  }

  private async onFile(verb: Verb, { fileId, uuid, url, bytes }: SentFile): Promise<void> {
    if (verb === "send") await send(url, bytes);
    if (verb === "complete" || verb === "cancel") await this.mutate(`${verb}EvidenceUpload`, { fileId });
    if (verb === "examine") await examineNow(this.stage.platform.contextOf(this.viewer), uuid, sanitise);
  }

  private async onItem(verb: Verb, itemId: string, which: number): Promise<void> {
    if (verb === "edit") await this.draft(which, itemId);
    if (verb === "submit") await this.mutate("submitEvidence", { itemId });
    if (verb === "withdraw" || verb === "replace") await this.mutate("withdrawEvidence", { itemId });
    if (verb === "discard") await this.mutate("discardEvidenceDraft", { itemId });
  }

  /** @returns codes of the refusals */
  private async mutate(name: string, input: Record<string, unknown>): Promise<string[]> {
    const all = "fileId" in input ? input : { disputeId: this.stage.disputeId, ...input };
    const payload = (await this.stage.mutate(this.viewer, name, all)) as unknown as Record<string, unknown>;
    const { item } = payload;
    if (isRecord(item) && typeof item["id"] === "string" && !this.itemIds.includes(item["id"]))
      this.itemIds.push(item["id"]);
    return (payload["userErrors"] as { code: string }[]).map(({ code }) => code);
  }

  private async announce(bytes: Buffer): Promise<SentFile | null> {
    const { file, upload } = await this.stage.create(this.viewer, bytes);
    if (file === null || !upload) return null;
    const url = new URL(upload.url, this.stage.platform.url).href;
    const announced = { fileId: file.id, uuid: fromGlobalId("EvidenceFile", file.id), url, bytes };
    this.files.push(announced);
    return announced;
  }

  private async handInFile(bytes: Buffer): Promise<SentFile | null> {
    const file = await this.announce(bytes);
    if (file === null) return null;
    await send(file.url, bytes);
    await this.mutate("completeEvidenceUpload", { fileId: file.fileId });
    return file;
  }

  private async draft(which: number, itemId?: string): Promise<void> {
    this.said += 1;
    const fileIds = this.fileIds.slice(-1 - (which % 2));
    await this.mutate("saveEvidenceDraft", {
      slot: which % 2 === 0 ? this.asked : "OTHER",
      narrative: `What nobody else may read, ${this.said}.`,
      ...(itemId !== undefined && { itemId }),
      ...(which % 3 === 0 && { fileIds }),
    });
  }
}

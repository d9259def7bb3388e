import { randomUUID } from "node:crypto";
import { systemViewer, type Viewer } from "../../src/domain/access/viewer.js";
import { fromGlobalId } from "../../src/graphql/global-id.js";
import { custodyGenesis, hashCustody } from "../../src/persistence/custody-hash.js";
import type { Examiner } from "../../src/server/evidence-safety/examiner.js";
import { withWorkFolder } from "../../src/server/evidence/work-folder.js";
import { makeRedaction } from "../../src/services/evidence/make-redaction.js";
import type { RedactFile } from "../../src/services/evidence/redactor.js";
import { operationOf } from "./api-client.js";
import { examineNow } from "./evidence.js";
import { exchange, handIn, hearing, upload } from "./hearing.js";
import type { TestPlatform } from "./platform.js";
import { fetchBytes, type ByteAnswer, type Refused, type UploadStage } from "./upload-stage.js";

/** What the tests read of the answer to a redaction. */
interface RedactPayload {
  readonly file: { readonly id: string; readonly status: string } | null;
  readonly userErrors: readonly Refused[];
}

/** A file as somebody sees it in its item. */
export interface SeenFile {
  readonly id: string;
  readonly status: string;
  readonly sha256: string;
  readonly findings: readonly string[];
  readonly downloadUrl: string | null;
  readonly sharedDownloadUrl: string | null;
  readonly redactionOf: { readonly id: string; readonly sha256: string } | null;
  readonly redaction: { readonly kind: string; readonly reason: string; readonly role: string } | null;
}

const seenSource = `query ($id: ID!) { node(id: $id) { ... on EvidenceItem { contentHash files {
  id status sha256 findings downloadUrl sharedDownloadUrl redactionOf { id sha256 } redaction { kind reason role }
} } } }`;

/** A case in which a file of the shopper was exchanged, with parts that must go. */
export class RedactionStage {
  private constructor(
    readonly upload: UploadStage,
    private readonly examiner: Examiner,
    /** API ids. */
    readonly fileId: string,
    readonly itemId: string,
  ) {}

  /** Hands a file in, examines it as the worker does and exchanges it. */
  static async open(
    platform: TestPlatform,
    examiner: Examiner,
    { bytes, ...named }: { bytes: Buffer; filename: string; contentType: string },
  ): Promise<RedactionStage> {
    const stage = await hearing(platform);
    const { fileId, uuid } = await upload(stage, stage.shopper, bytes, named);
    await examineNow(platform.contextOf(stage.shopper), uuid, examiner.examine);
    const itemId = await handIn(stage, stage.shopper, [fileId]);
    await exchange(stage);
    return new RedactionStage(stage, examiner, fileId, itemId);
  }

  /** The same with a text. */
  static note(platform: TestPlatform, examiner: Examiner, text: string): Promise<RedactionStage> {
    const named = { filename: "chat.txt", contentType: "text/plain" };
    return RedactionStage.open(platform, examiner, { bytes: Buffer.from(text), ...named });
  }

  get mediator(): Viewer {
    return this.upload.story.cast.mediator;
  }

  /** Asks for a redaction over HTTP. */
  async redact(
    parts: Record<string, unknown>,
    { by = this.mediator, fileId = this.fileId }: { by?: Viewer; fileId?: string } = {},
  ): Promise<RedactPayload> {
    const client = await this.upload.platform.connect(by);
    const input = { clientMutationId: randomUUID(), disputeId: this.upload.disputeId, fileId, ...parts };
    const { data, errors } = await client.query(operationOf("redactEvidence"), {
      input: { reason: "It shows a stranger.", ...input },
    });
    if (errors) throw new Error(JSON.stringify(errors));
    return data?.["redactEvidence"] as RedactPayload;
  }

  /** The same where it must be allowed. @returns the copy's API id */
  async begin(parts: Record<string, unknown>, fileId = this.fileId): Promise<string> {
    const { file, userErrors } = await this.redact(parts, { fileId });
    if (file === null) throw new Error(JSON.stringify(userErrors));
    return file.id;
  }

  /** Makes a copy as the worker does. @param copyId its API id */
  make(copyId: string, redact: RedactFile = this.examiner.redact): Promise<boolean> {
    const context = this.upload.platform.contextOf(systemViewer);
    return makeRedaction(context, { redact, withWorkFolder }, fromGlobalId("EvidenceFile", copyId));
  }

  /** The one file of the item as somebody sees it, and the item's hash. */
  async seen(viewer: Viewer): Promise<SeenFile & { readonly contentHash: string }> {
    const client = await this.upload.platform.connect(viewer);
    const { data } = await client.query(seenSource, { id: this.itemId });
    const { files, contentHash } = data?.["node"] as { files: [SeenFile]; contentHash: string };
    return { ...files[0], contentHash };
  }

  /** Opens what somebody sees. */
  async open(
    viewer: Viewer,
    field: "downloadUrl" | "sharedDownloadUrl" = "downloadUrl",
  ): Promise<Buffer | null> {
    const url = (await this.seen(viewer))[field];
    return url === null ? null : (await this.fetch(url)).bytes;
  }

  fetch(url: string): Promise<ByteAnswer> {
    return fetchBytes(new URL(url, this.upload.platform.url).href);
  }

  /** The redactions in the log of the dispute. */
  logged(): Promise<Record<string, unknown>[]> {
    return this.upload.platform.database.query(
      `SELECT audience, actor_role AS role, payload FROM dispute_event
       WHERE dispute_id = $1 AND type = 'EVIDENCE_REDACTED' ORDER BY sequence`,
      [this.upload.story.disputeId],
    );
  }

  /** Whether every link of the custody log is what it was, and how many there are. */
  async verifiedCustody(): Promise<string[]> {
    const { disputeId } = this.upload.story;
    const links = await this.upload.platform.database.query<Record<string, unknown>>(
      `SELECT sequence, file_id AS "fileId", act, actor_role AS "actorRole", actor_id AS "actorId", detail,
         occurred_at AS "occurredAt", event_sequence AS "eventSequence", event_hash AS "eventHash",
         previous_hash AS "previousHash", hash FROM evidence_custody WHERE dispute_id = $1 ORDER BY sequence`,
      [disputeId],
    );
    let previous = custodyGenesis(disputeId);
    for (const { previousHash, hash, ...link } of links) {
      expect(previousHash).toBe(previous);
      previous = hashCustody(previous, { disputeId, ...link } as never);
      expect(hash).toBe(previous);
    }
    return links.map(({ act }) => String(act));
  }
}

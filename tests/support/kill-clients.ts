import { randomUUID } from "node:crypto";
import { request } from "node:http";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { fromGlobalId, toGlobalId } from "../../src/graphql/global-id.js";
import { issueToken } from "../../src/server/authentication.js";
import { readConfig } from "../../src/server/config.js";
import { ApiClient, operationOf } from "./api-client.js";
import { sha256Of } from "./evidence.js";
import type { KillStage } from "./kill-stage.js";
import { fetchBytes, picture, send, type FilePayload } from "./upload-stage.js";

/** What a client knows of one upload: that it was answered. */
export interface KnownUpload {
  readonly bytes: Buffer;
  /** API id. */
  readonly fileId: string;
  readonly uuid: string;
  readonly path: string;
  readonly parts: readonly { readonly url: string }[] | null;
  sent: boolean;
  completed: boolean;
  cancelled: boolean;
}

/** What outlives the servers. */
export interface Memory {
  /** A number from 0, below another. */
  readonly random: (below: number) => number;
  /** Every upload so far. */
  readonly known: KnownUpload[];
}

const tus = { "tus-resumable": "1.0.0" };
const partAt = (offset: number) => ({
  ...{ ...tus, "upload-offset": String(offset), "content-type": "application/offset+octet-stream" },
});

/** Somebody, the shopper unless told otherwise, at one server until that is gone. */
export class KillClient {
  private constructor(
    private readonly stage: KillStage,
    private readonly url: string,
    private readonly api: ApiClient,
    private readonly memory: Memory,
  ) {}

  static async at(
    stage: KillStage,
    url: string,
    memory: Memory,
    { role, id, merchantId }: Viewer = stage.story.shopper,
  ): Promise<KillClient> {
    const { authentication } = readConfig({ OMBUD_MODE: "test" });
    const token = await issueToken(authentication, {
      role,
      subject: id,
      merchant: merchantId,
      expiresInMs: 600_000,
    });
    const api = new ApiClient(url, token, () => {
      throw new Error("Nobody subscribes here.");
    });
    return new KillClient(stage, url, api, memory);
  }

  private async mutate(name: string, input: object): Promise<FilePayload & { item?: { id: string } }> {
    const { data, errors } = await this.api.query(operationOf(name), {
      input: { clientMutationId: randomUUID(), ...input },
    });
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data[name] as FilePayload;
  }

  private async accepted(name: string, input: object): Promise<FilePayload & { item?: { id: string } }> {
    const payload = await this.mutate(name, input);
    if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors));
    return payload;
  }

  private get disputeId(): string {
    return toGlobalId("Dispute", this.stage.story.disputeId);
  }

  private async announce(length: number): Promise<KnownUpload> {
    const bytes = picture(length);
    const { file, upload } = await this.accepted("createEvidenceUpload", {
      ...{ disputeId: this.disputeId, filename: "a.png", contentType: "image/png" },
      ...{ byteSize: bytes.length, sha256: sha256Of(bytes) },
    });
    const { url: path, parts } = upload!;
    const ids = { fileId: file!.id, uuid: fromGlobalId("EvidenceFile", file!.id) };
    const known = { ...ids, bytes, path, parts, sent: false, completed: false, cancelled: false };
    this.memory.known.push(known);
    return known;
  }

  /** Files as the client sees them; null for what is not there for it. @param fileIds API ids, 50 at most */
  async read(
    fileIds: readonly string[],
  ): Promise<({ readonly status: string; readonly downloadUrl: string | null } | null)[]> {
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on EvidenceFile { status downloadUrl } } }";
    const { data } = await this.api.query(query, { ids: fileIds });
    return data?.["nodes"] as ({ status: string; downloadUrl: string | null } | null)[];
  }

  /** Sends the whole in one request. */
  async put(): Promise<void> {
    const upload = await this.announce(this.memory.random(3_000_000) + 100);
    await this.finish(upload);
    await this.handIn(upload.fileId);
  }

  /** Sends an upload whole, wherever it stands, and completes it. */
  async finish(upload: KnownUpload): Promise<void> {
    const { status } = await send(this.url + upload.path, upload.bytes);
    if (status !== 204 && status !== 409) throw new Error(`PUT was answered with ${status}.`);
    upload.sent = true;
    await this.complete(upload);
  }

  private async complete(upload: KnownUpload): Promise<void> {
    await this.accepted("completeEvidenceUpload", { fileId: upload.fileId });
    upload.completed = true;
  }

  /** Makes an item of a file and hands it in; a full slot is no fault. */
  private async handIn(fileId: string): Promise<void> {
    const { disputeId } = this;
    const content = { disputeId, slot: "OTHER", narrative: "It came so.", fileIds: [fileId] };
    const { item, userErrors } = await this.mutate("saveEvidenceDraft", content);
    if (item && userErrors.length === 0)
      await this.accepted("submitEvidence", { disputeId, itemId: item.id });
  }

  /** Sends parts by tus, several uploads of some parts each. */
  async resume(): Promise<void> {
    const upload = await this.announce(this.memory.random(400_000) + 100);
    const { length } = upload.bytes;
    for (let offset = 0; offset < length;) {
      const end = Math.min(length, offset + Math.ceil(length / 3));
      const body = upload.bytes.subarray(offset, end) as unknown as ArrayBuffer;
      const { status } = await fetchBytes(this.url + upload.path, {
        ...{ method: "PATCH", headers: partAt(offset), body },
      });
      if (status !== 204) throw new Error(`PATCH was answered with ${status}.`);
      offset = end;
    }
    upload.sent = true;
    await this.complete(upload);
  }

  /** Sends to the storage itself, where that is possible. */
  async direct(): Promise<void> {
    const upload = await this.announce(this.memory.random(400_000) + 100);
    for (const { url } of upload.parts ?? [])
      await fetch(url, { method: "PUT", body: upload.bytes as unknown as ArrayBuffer });
    if (upload.parts === null) await send(this.url + upload.path, upload.bytes);
    await this.complete(upload);
  }

  /** Gives an upload up, of which all or nothing has arrived. */
  async quit(): Promise<void> {
    const upload = await this.announce(this.memory.random(50_000) + 100);
    if (this.memory.random(2) === 0) await send(this.url + upload.path, upload.bytes);
    await this.accepted("cancelEvidenceUpload", { fileId: upload.fileId });
    upload.cancelled = true;
  }

  /** Begins to send and does not go on: it is in the middle whenever the server is killed. */
  async stall(method: "PUT" | "PATCH"): Promise<void> {
    const { bytes, path } = await this.announce(200_000);
    const headers = { "content-length": String(bytes.length), ...(method === "PATCH" && partAt(0)) };
    await new Promise<void>((resolve) => {
      const sending = request(this.url + path, { method, headers });
      sending.on("error", () => undefined);
      sending.on("close", resolve);
      sending.write(bytes.subarray(0, 100_000));
    });
  }
}

import { randomUUID } from "node:crypto";
import { request as httpRequest } from "node:http";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { fromGlobalId, toGlobalId } from "../../src/graphql/global-id.js";
import { operationOf } from "./api-client.js";
import { examineNow, sha256Of } from "./evidence.js";
import { Factory } from "./factory.js";
import type { TestPlatform } from "./platform.js";
import { Story } from "./story.js";

/** A small picture that is one. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Bytes that begin as a picture does, of any length. */
export function picture(length: number): Buffer {
  const bytes = Buffer.alloc(length, randomUUID());
  PNG.copy(bytes);
  return bytes;
}

/** What the tests read of a refusal. */
export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[];
  readonly details: Readonly<Record<string, unknown>> | null;
}

/** What the tests read of a payload about a file. */
export interface FilePayload {
  readonly file: { readonly id: string; readonly status: string; readonly filename: string } | null;
  readonly upload?: {
    readonly url: string;
    readonly parts: readonly { url: string; offset: number; byteSize: number }[] | null;
  } | null;
  readonly userErrors: readonly Refused[];
}

/** A file that was announced. */
export interface Announced {
  /** API id. */
  readonly fileId: string;
  /** UUID. */
  readonly uuid: string;
  /** Absolute. */
  readonly url: string;
  readonly parts: readonly { url: string; offset: number; byteSize: number }[] | null;
}

/** An answer to a request for bytes. */
export interface ByteAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** Code of the refusal, if it is one. */
  readonly code: string | null;
  readonly message: string | null;
}

/** A dispute on a running platform, whose people hand files in over HTTP. */
export class UploadStage {
  private constructor(
    readonly platform: TestPlatform,
    readonly story: Story,
  ) {}

  /** Opens a dispute of new people. @param factory default: one whose clock stands at the beginning */
  static async open(platform: TestPlatform, factory = new Factory(platform.database)): Promise<UploadStage> {
    const purchase = await factory.purchase();
    await factory.register(purchase.merchants[0]!, "Agent");
    const mediator = await factory.mediator();
    const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
    const story = await Story.open(factory, { purchase, mediator, senior });
    return new UploadStage(platform, story);
  }

  /** The same in an evidence round, in which nobody has done anything yet. */
  static async inRound(platform: TestPlatform, factory?: Factory): Promise<UploadStage> {
    const stage = await UploadStage.open(platform, factory);
    await stage.story.playTo("IN_REVIEW");
    await stage.story.evidence.request();
    return stage;
  }

  get shopper(): Viewer {
    return this.story.shopper;
  }

  get merchant(): Viewer {
    return this.story.merchant;
  }

  /** API id. */
  get disputeId(): string {
    return toGlobalId("Dispute", this.story.disputeId);
  }

  /** Runs the documented operation of a mutation. @throws for anything but a payload */
  async mutate(viewer: Viewer, name: string, input: Record<string, unknown>): Promise<FilePayload> {
    const client = await this.platform.connect(viewer);
    const all = { clientMutationId: randomUUID(), ...input };
    const { data, errors } = await client.query(operationOf(name), { input: all });
    if (errors || !data?.[name]) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    return data[name] as FilePayload;
  }

  /** Asks to hand some bytes in; the payload as it comes. */
  create(viewer: Viewer, bytes: Uint8Array, change: Record<string, unknown> = {}): Promise<FilePayload> {
    return this.mutate(viewer, "createEvidenceUpload", {
      ...{ disputeId: this.disputeId, filename: "photo.png", contentType: "image/png" },
      ...{ byteSize: bytes.length, sha256: sha256Of(bytes), ...change },
    });
  }

  /** The same where it must be allowed. */
  async announce(
    viewer: Viewer,
    bytes: Uint8Array,
    change: Record<string, unknown> = {},
  ): Promise<Announced> {
    const { file, upload, userErrors } = await this.create(viewer, bytes, change);
    if (file === null || !upload) throw new Error(JSON.stringify(userErrors));
    const url = new URL(upload.url, this.platform.url).href;
    return { fileId: file.id, uuid: fromGlobalId("EvidenceFile", file.id), url, parts: upload.parts };
  }

  complete(viewer: Viewer, fileId: string, clientMutationId: string = randomUUID()): Promise<FilePayload> {
    return this.mutate(viewer, "completeEvidenceUpload", { fileId, clientMutationId });
  }

  /** Announces, sends and completes; then examines as the worker does. */
  async handIn(viewer: Viewer, bytes: Uint8Array, change: Record<string, unknown> = {}): Promise<Announced> {
    const announced = await this.announce(viewer, bytes, change);
    const sent = await send(announced.url, bytes);
    if (sent.status !== 204) throw new Error(`${sent.status} ${sent.code ?? ""}`);
    const { userErrors } = await this.complete(viewer, announced.fileId);
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
    await examineNow(this.platform.contextOf(viewer), announced.uuid);
    return announced;
  }

  /** Reads a file as somebody sees it; null if it does not exist for them. */
  async read(viewer: Viewer, fileId: string): Promise<Record<string, unknown> | null> {
    const client = await this.platform.connect(viewer);
    const { data } = await client.query(
      `query ($id: ID!) { node(id: $id) { ... on EvidenceFile {
        id status filename contentType byteSize sha256 side uploaderRole findings downloadUrl sharedDownloadUrl
        shared { contentType byteSize sha256 } receivedAt examinedAt dispute { id } } } }`,
      { id: fileId },
    );
    return (data?.["node"] ?? null) as Record<string, unknown> | null;
  }

  /** The absolute address under which somebody gets a file. */
  async address(viewer: Viewer, fileId: string, field = "downloadUrl"): Promise<string | null> {
    const url = (await this.read(viewer, fileId))?.[field];
    return typeof url === "string" ? new URL(url, this.platform.url).href : null;
  }

  /** The acts in the custody log of the dispute, in order. */
  async custody(): Promise<{ act: string; actor_role: string; actor_id: string; detail: unknown }[]> {
    return this.platform.database.query(
      "SELECT act, actor_role, actor_id, detail FROM evidence_custody WHERE dispute_id = $1 ORDER BY sequence",
      [this.story.disputeId],
    );
  }

  /** Puts a file into an item that is open to an audience, as the exchange does. */
  async exchange(uuid: string, audience = "ALL", status = "EXCHANGED"): Promise<void> {
    const { database } = this.platform;
    const [item] = await database.query<{ id: string }>(
      `INSERT INTO evidence_item (id, dispute_id, side, source, audience, round, status, version_number, slot,
         content_hash, created_at)
       SELECT gen_random_uuid(), dispute_id, side, 'UPLOAD', $2, 1, $3, 1, 'PHOTO_OF_ITEM', sha256, created_at
       FROM evidence_file WHERE id = $1 RETURNING id`,
      [uuid, audience, status],
    );
    await database.query("INSERT INTO evidence_item_file (item_id, file_id, position) VALUES ($1, $2, 0)", [
      item!.id,
      uuid,
    ]);
  }
}

/** Sends bytes by PUT, without a token unless headers have one. */
export function send(
  url: string,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): Promise<ByteAnswer> {
  return fetchBytes(url, { method: "PUT", body: bytes as unknown as ArrayBuffer, headers });
}

/** Asks for bytes. */
export async function fetchBytes(url: string, init: RequestInit = {}): Promise<ByteAnswer> {
  const response = await fetch(url, init);
  const bytes = Buffer.from(await response.arrayBuffer());
  const isRefusal = response.status >= 400 && bytes.length > 0;
  const [error] = isRefusal ? (JSON.parse(bytes.toString()) as { errors: GraphError[] }).errors : [];
  const { status, headers } = response;
  return { status, headers, bytes, code: error?.extensions.code ?? null, message: error?.message ?? null };
}

interface GraphError {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

/** Begins a PUT or PATCH and breaks the connection after some bytes have left. */
export function breakOff(
  url: string,
  bytes: Uint8Array,
  options: { readonly method: string; readonly headers: Record<string, string>; readonly after: number },
): Promise<void> {
  return new Promise((resolve) => {
    const { method, headers } = options;
    const request = httpRequest(url, {
      method,
      headers: { "content-length": String(bytes.length), ...headers },
    });
    request.on("error", () => undefined);
    request.on("close", resolve);
    request.write(bytes.subarray(0, options.after), () => {
      setTimeout(() => request.destroy(), 100);
    });
  });
}

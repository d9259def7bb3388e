import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type CompletedPart,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import {
  isAddress,
  isUploadId,
  ObjectMissingError,
  requireAddress,
  requireUploadId,
  type ByteRange,
  type DirectUploads,
  type EvidenceStorage,
  type ObjectStorage,
  type StagedPart,
  type UploadStaging,
} from "../../services/evidence/object-storage.js";
import { requireSize } from "./disk-storage.js";

/** Which bucket, and how to get in. */
export interface S3Config {
  /** Address of an S3-compatible server; null for that of Amazon in the region. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Whether clients may send large parts to the bucket themselves. */
  readonly direct: boolean;
}

/** Keeps evidence in a bucket: `objects/`, `writing/`, `staging/` and, where clients send there themselves, `direct/`. */
export function createS3Storage(config: S3Config): EvidenceStorage {
  const bucket = new Bucket(config);
  return {
    objects: new S3Objects(bucket),
    staging: new S3Staging(bucket, "staging"),
    direct: config.direct ? new S3Direct(bucket, "direct") : null,
  };
}

interface Listed {
  readonly key: string;
  readonly byteSize: number;
  readonly ageMs: number;
}

/** Bytes of one part; a bucket takes none below 5 MiB but the last. */
const PART_BYTES = 8 * 1024 * 1024;

/** The stream in parts of {@link PART_BYTES}, the last as long as it happens to be; an empty stream is one empty part. */
async function* partsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let gathered: Uint8Array[] = [];
  let length = 0;
  let given = 0;
  for await (const piece of bytes) {
    gathered.push(piece);
    length += piece.byteLength;
    if (length < PART_BYTES) continue;
    yield Buffer.concat(gathered);
    given += 1;
    [gathered, length] = [[], 0];
  }
  if (length > 0 || given === 0) yield Buffer.concat(gathered);
}

async function* cutTo(
  bytes: AsyncIterable<Uint8Array>,
  { start, end }: ByteRange,
): AsyncGenerator<Uint8Array> {
  let position = 0;
  for await (const piece of bytes) {
    yield piece.subarray(Math.max(0, start - position), Math.max(0, end + 1 - position));
    position += piece.byteLength;
  }
}

/** The few commands that are needed, on one bucket. */
class Bucket {
  readonly name: string;
  readonly client: S3Client;

  constructor({ endpoint, region, bucket, accessKeyId, secretAccessKey }: S3Config) {
    this.name = bucket;
    this.client = new S3Client({
      region,
      credentials: { accessKeyId, secretAccessKey },
      // Servers that are not Amazon's have no host name for each bucket, and not all know its newer checksums.
      ...(endpoint !== null && { endpoint, forcePathStyle: true }),
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    });
  }

  async put(key: string, body: Uint8Array, byteSize: number): Promise<void> {
    const command = { Bucket: this.name, Key: key, Body: body, ContentLength: byteSize };
    await this.client.send(new PutObjectCommand(command));
  }

  /** Writes a stream in parts, each of which can be sent again when a connection breaks. */
  async putStream(key: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const target = { Bucket: this.name, Key: key };
    const { UploadId } = await this.client.send(new CreateMultipartUploadCommand(target));
    const upload = { ...target, UploadId };
    try {
      const parts: CompletedPart[] = [];
      for await (const part of partsOf(bytes)) {
        const number = { PartNumber: parts.length + 1 };
        const sent = await this.client.send(new UploadPartCommand({ ...upload, ...number, Body: part }));
        parts.push({ ...number, ...(sent.ETag !== undefined && { ETag: sent.ETag }) });
      }
      await this.client.send(
        new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }),
      );
    } catch (error) {
      await this.client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
      throw error;
    }
  }

  async copy(from: string, to: string): Promise<void> {
    await this.client.send(
      new CopyObjectCommand({ Bucket: this.name, Key: to, CopySource: `${this.name}/${from}` }),
    );
  }

  async get(key: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
    const part = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` };
    try {
      const { Body, ContentLength } = await this.client.send(
        new GetObjectCommand({ Bucket: this.name, Key: key, ...part }),
      );
      if (!(Body instanceof Readable)) throw new Error("The bucket answered without a body.");
      const bytes = Body as AsyncIterable<Uint8Array>;
      // Not every server knows every range, and may then answer with the whole.
      const isWhole = range !== undefined && ContentLength !== range.end - range.start + 1;
      return isWhole ? cutTo(bytes, range) : bytes;
    } catch (error) {
      if (error instanceof NoSuchKey) throw new ObjectMissingError(key.slice(key.lastIndexOf("/") + 1));
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.name, Key: key }));
  }

  async *list(prefix: string): AsyncGenerator<Listed> {
    let token: string | undefined;
    do {
      const page = await this.client.send(
        new ListObjectsV2Command({
          Bucket: this.name,
          Prefix: prefix,
          ...(token !== undefined && { ContinuationToken: token }),
        }),
      );
      for (const { Key: key, Size: byteSize = 0, LastModified: modified } of page.Contents ?? []) {
        if (key !== undefined && modified !== undefined)
          yield { key, byteSize, ageMs: Date.now() - modified.getTime() };
      }
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }
}

class S3Objects implements ObjectStorage {
  constructor(private readonly bucket: Bucket) {}

  /** The address is known when all bytes have passed, so they are written under another name and copied by the server. */
  async put(bytes: AsyncIterable<Uint8Array>, byteSize: number): Promise<string> {
    const temporary = `writing/${randomUUID()}`;
    const hash = createHash("sha256");
    let written = 0;
    async function* hashed(): AsyncGenerator<Uint8Array> {
      for await (const piece of bytes) {
        hash.update(piece);
        written += piece.byteLength;
        yield piece;
      }
      requireSize(written, byteSize);
    }
    try {
      await this.bucket.putStream(temporary, hashed());
      const address = hash.digest("hex");
      await this.bucket.copy(temporary, `objects/${address}`);
      return address;
    } finally {
      await this.bucket.remove(temporary).catch(() => undefined);
    }
  }

  get(address: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
    return this.bucket.get(`objects/${requireAddress(address)}`, range);
  }

  async remove(address: string): Promise<void> {
    await this.bucket.remove(`objects/${requireAddress(address)}`);
  }

  async *list(minimumAgeMs: number): AsyncGenerator<string> {
    for await (const { key, ageMs } of this.bucket.list("writing/")) {
      if (ageMs >= minimumAgeMs) await this.bucket.remove(key);
    }
    for await (const { key, ageMs } of this.bucket.list("objects/")) {
      const address = key.slice("objects/".length);
      if (isAddress(address) && ageMs >= minimumAgeMs) yield address;
    }
  }
}

class S3Staging implements UploadStaging {
  constructor(
    protected readonly bucket: Bucket,
    private readonly root: "staging" | "direct",
  ) {}

  protected keyOf(uploadId: string, offset: number): string {
    // Keys are listed in the order of their text, so all offsets have as many digits.
    return `${this.root}/${requireUploadId(uploadId)}/${String(offset).padStart(16, "0")}`;
  }

  async put(uploadId: string, offset: number, bytes: Uint8Array): Promise<void> {
    await this.bucket.put(this.keyOf(uploadId, offset), bytes, bytes.byteLength);
  }

  async parts(uploadId: string): Promise<readonly StagedPart[]> {
    const parts: StagedPart[] = [];
    for await (const { key, byteSize } of this.bucket.list(`${this.root}/${requireUploadId(uploadId)}/`)) {
      parts.push({ offset: Number(key.slice(key.lastIndexOf("/") + 1)), byteSize });
    }
    return parts;
  }

  get(uploadId: string, offset: number): Promise<AsyncIterable<Uint8Array>> {
    return this.bucket.get(this.keyOf(uploadId, offset));
  }

  async remove(uploadId: string): Promise<void> {
    for (const { offset } of await this.parts(uploadId))
      await this.bucket.remove(this.keyOf(uploadId, offset));
  }

  async *list(minimumAgeMs: number): AsyncGenerator<string> {
    const youngest = new Map<string, number>();
    for await (const { key, ageMs } of this.bucket.list(`${this.root}/`)) {
      const [, uploadId = ""] = key.split("/");
      youngest.set(uploadId, Math.min(ageMs, youngest.get(uploadId) ?? Infinity));
    }
    for (const [uploadId, ageMs] of youngest)
      if (isUploadId(uploadId) && ageMs >= minimumAgeMs) yield uploadId;
  }
}

class S3Direct extends S3Staging implements DirectUploads {
  urlOf(uploadId: string, { offset, byteSize }: StagedPart, seconds: number): Promise<string> {
    const command = new PutObjectCommand({
      Bucket: this.bucket.name,
      Key: this.keyOf(uploadId, offset),
      ContentLength: byteSize,
    });
    // Signed with the length, so that nobody fills the bucket through it.
    return getSignedUrl(this.bucket.client, command, {
      expiresIn: seconds,
      unhoistableHeaders: new Set(["content-length"]),
      signableHeaders: new Set(["content-length", "host"]),
    });
  }
}

import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type CompletedPart,
} from "@aws-sdk/client-s3";
import { Readable } from "node:stream";
import { ObjectMissingError, type ByteRange } from "../../services/evidence/object-storage.js";

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

async function nextOf(pieces: AsyncGenerator<Uint8Array>): Promise<Uint8Array | null> {
  const next = await pieces.next();
  return next.done === true ? null : next.value;
}

async function* chained(
  first: readonly (Uint8Array | null)[],
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (const piece of first) if (piece !== null) yield piece;
  yield* rest;
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
export class Bucket {
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

  /** Writes a stream: in one piece if it is short, else in parts, each of which can be sent again when a connection breaks. */
  async putStream(key: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const parts = partsOf(bytes);
    const first = await nextOf(parts);
    const second = await nextOf(parts);
    if (first !== null && second === null) return this.put(key, first, first.byteLength);
    await this.putParts(key, chained([first, second], parts));
  }

  private async putParts(key: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
    const target = { Bucket: this.name, Key: key };
    const { UploadId } = await this.client.send(new CreateMultipartUploadCommand(target));
    const upload = { ...target, UploadId };
    try {
      const sentParts: CompletedPart[] = [];
      for await (const part of parts) {
        const number = { PartNumber: sentParts.length + 1 };
        const sent = await this.client.send(new UploadPartCommand({ ...upload, ...number, Body: part }));
        sentParts.push({ ...number, ...(sent.ETag !== undefined && { ETag: sent.ETag }) });
      }
      await this.client.send(
        new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: sentParts } }),
      );
    } catch (error) {
      await this.client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
      throw error;
    }
  }

  /**
   * Gives up what a killed process was sending in parts: the bucket keeps such parts, and no list of objects shows them.
   * Servers that cannot list them are left alone.
   */
  async abortUploads(prefix: string, minimumAgeMs: number): Promise<void> {
    try {
      const query = { Bucket: this.name, Prefix: prefix };
      const { Uploads = [] } = await this.client.send(new ListMultipartUploadsCommand(query));
      // At most 1,000 at a time; the next collection goes on.
      for (const { Key, UploadId, Initiated } of Uploads) {
        if (Initiated === undefined || Date.now() - Initiated.getTime() < minimumAgeMs) continue;
        await this.client.send(new AbortMultipartUploadCommand({ Bucket: this.name, Key, UploadId }));
      }
    } catch (error) {
      if (!(error instanceof Error && error.name === "NotImplemented")) throw error;
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

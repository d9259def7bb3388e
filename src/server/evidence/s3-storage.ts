import { PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { randomUUID } from "node:crypto";
import { encrypted, type SealedFile } from "../../services/evidence/encryption/file-sealer.js";
import {
  isAddress,
  isUploadId,
  requireAddress,
  requireUploadId,
  WrongBytesError,
  type ByteRange,
  type DirectUploads,
  type EvidenceStorage,
  type FileToStore,
  type ObjectStorage,
  type StagedPart,
  type UploadStaging,
} from "../../services/evidence/object-storage.js";
import { exactly } from "./exactly.js";
import { Bucket, type S3Config } from "./s3-bucket.js";

/** Keeps evidence in a bucket: `objects/`, `writing/`, `staging/` and, where clients send there themselves, `direct/`. */
export function createS3Storage(config: S3Config): EvidenceStorage {
  const bucket = new Bucket(config);
  return {
    objects: new S3Objects(bucket),
    staging: new S3Staging(bucket, "staging"),
    direct: config.direct ? new S3Direct(bucket, "direct") : null,
  };
}

class S3Objects implements ObjectStorage {
  constructor(private readonly bucket: Bucket) {}

  /** The address is known when all bytes have passed, so they are written under another name and copied by the server. */
  async put({ bytes, byteSize, key, sha256 }: FileToStore): Promise<SealedFile> {
    const temporary = `writing/${randomUUID()}`;
    let sealed: SealedFile | undefined;
    const stored = encrypted(exactly(bytes, byteSize), key, (file) => {
      if (sha256 !== undefined && file.sha256 !== sha256) throw new WrongBytesError(file.sha256);
      sealed = file;
    });
    try {
      await this.bucket.putStream(temporary, stored);
      if (sealed === undefined) throw new Error("The storage did not read all of a file.");
      await this.bucket.copy(temporary, `objects/${sealed.address}`);
      return sealed;
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
    await this.bucket.abortUploads("writing/", minimumAgeMs);
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

import type { SealedFile } from "./encryption/file-sealer.js";
import type { FileKey } from "./encryption/frame-format.js";

/** Part of an object, as byte positions; both ends belong to it. */
export interface ByteRange {
  /** From 0. */
  readonly start: number;
  readonly end: number;
}

/** A file on its way into the storage. */
export interface FileToStore {
  /** In the clear; read once. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** How many will come. */
  readonly byteSize: number;
  readonly key: FileKey;
  /** SHA-256 (hex) that they must have; default any. */
  readonly sha256?: string;
}

/** Bytes that came are others than announced. */
export class WrongBytesError extends Error {
  override readonly name = "WrongBytesError";

  /** @param received SHA-256 (hex) of what came */
  constructor(readonly received: string) {
    super("The bytes that arrived are others than announced.");
  }
}

/**
 * Where the bytes of evidence are kept. They are hashed and encrypted as they pass. An object is named after its content, so
 * it can neither be changed nor mixed up, and no name of a client is ever part of a place. What is put is durable once the
 * promise resolves.
 */
export interface ObjectStorage {
  /**
   * Encrypts a stream and stores it. If it breaks off, nothing is stored.
   * @throws WrongBytesError if it has another SHA-256, Error if other than `byteSize` bytes come, and whatever the stream
   *   throws
   */
  put(file: FileToStore): Promise<SealedFile>;
  /**
   * Reads an object as it is stored.
   * @param range which part of it, default all
   * @throws ObjectMissingError if there is none at the address
   */
  get(address: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>>;
  /** Removes an object; none at the address is fine. */
  remove(address: string): Promise<void>;
  /** The addresses of all objects that are at least so many milliseconds old, for the collection of orphans. */
  list(minimumAgeMs: number): AsyncIterable<string>;
}

/** A part of an upload that has arrived. */
export interface StagedPart {
  /** Which byte of the upload it begins with, from 0. */
  readonly offset: number;
  /** Bytes of the part as it was put. */
  readonly byteSize: number;
}

/** Where the parts of an unfinished upload wait. What is put is durable once the promise resolves. */
export interface UploadStaging {
  /**
   * Keeps a part; one that begins at the same byte is replaced.
   * @param uploadId UUID
   */
  put(uploadId: string, offset: number, bytes: Uint8Array): Promise<void>;
  /** What there is of an upload, in order of the offset. */
  parts(uploadId: string): Promise<readonly StagedPart[]>;
  /** Reads a part. @throws ObjectMissingError if there is none at this offset */
  get(uploadId: string, offset: number): Promise<AsyncIterable<Uint8Array>>;
  /** Removes all of an upload; nothing there is fine. */
  remove(uploadId: string): Promise<void>;
  /** UUIDs of the uploads of which nothing has come for so many milliseconds. */
  list(minimumAgeMs: number): AsyncIterable<string>;
}

/** Uploads that go to the storage without passing the platform. Their bytes are not encrypted by us on the way. */
export interface DirectUploads extends Omit<UploadStaging, "put"> {
  /**
   * A signed address to which a client PUTs one part.
   * @param part which bytes; no others are taken
   * @param seconds how long the address is good
   */
  urlOf(uploadId: string, part: StagedPart, seconds: number): Promise<string>;
}

/** Everything that keeps bytes. */
export interface EvidenceStorage {
  readonly objects: ObjectStorage;
  readonly staging: UploadStaging;
  /** Null where every byte passes the platform. */
  readonly direct: DirectUploads | null;
}

/** There is no such object: it was removed, or the storage has lost it. */
export class ObjectMissingError extends Error {
  override readonly name = "ObjectMissingError";

  constructor(address: string) {
    super(`The object storage has nothing at ${address}.`);
  }
}

const addressPattern = /^[0-9a-f]{64}$/;
const uploadPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a name in the storage is the address of an object. */
export function isAddress(name: string): boolean {
  return addressPattern.test(name);
}

/** Whether a name in the staging is the UUID of an upload. */
export function isUploadId(name: string): boolean {
  return uploadPattern.test(name);
}

/** Asserts that an address can be part of a place. @throws Error for anything but an address */
export function requireAddress(address: string): string {
  if (!isAddress(address)) throw new Error("This is not the address of an object.");
  return address;
}

/** Asserts that an id can be part of a place. @throws Error for anything but a UUID in lower case */
export function requireUploadId(id: string): string {
  if (!isUploadId(id)) throw new Error("This is not the UUID of an upload.");
  return id;
}

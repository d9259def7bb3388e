// The program of a thread that encrypts and writes files. Every step holds this thread until it is done, so that none of them
// holds the thread that answers requests.
import { closeSync, constants, fsyncSync, ftruncateSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { FileSealer, type SealedFile } from "../../services/evidence/encryption/file-sealer.js";
import { FRAME_BYTES } from "../../services/evidence/encryption/frame-format.js";
import { alignedMemory } from "./aligned-memory.js";
import { inFolder, removeNow, syncFolderNow } from "./disk-files-now.js";
import { objectPath } from "./object-path.js";
import {
  BLOCK_BYTES,
  type Beginning,
  type Ending,
  type WriteJob,
  type WriterAnswer,
  type WriterJob,
  type WriterStart,
} from "./write-job.js";

const { room } = workerData as WriterStart;
const output = alignedMemory();
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
/** The flag that asks to write past the page cache. Not every system has it. */
const DIRECT = (constants as { readonly O_DIRECT?: number }).O_DIRECT ?? 0;

/** A file that is being written, under a name that counts for nothing. */
class NewFile {
  private readonly descriptor: number;
  private readonly sealer: FileSealer | null;
  /** Bytes on the disk: whole blocks. */
  private placed = 0;
  /** What follows them and is no whole block yet. */
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly beginning: Beginning) {
    const { path, direct, key } = beginning;
    this.sealer = key === null ? null : new FileSealer(key);
    if (this.sealer !== null) this.rest = this.sealer.start;
    this.descriptor = inFolder(path, () => openSync(path, direct ? NEW_FILE | DIRECT : NEW_FILE, 0o600));
  }

  /** Takes the bytes in the room. */
  write(byteSize: number, isLast: boolean): void {
    output.set(this.rest);
    let end = this.rest.byteLength;
    for (const piece of this.storedOf(room.subarray(0, byteSize), isLast)) {
      output.set(piece, end);
      end += piece.byteLength;
    }
    const whole = isLast ? Math.ceil(end / BLOCK_BYTES) : Math.floor(end / BLOCK_BYTES);
    this.place(end, whole * BLOCK_BYTES);
    if (!isLast) this.rest = Buffer.from(output.subarray(whole * BLOCK_BYTES, end));
  }

  private *storedOf(bytes: Uint8Array, isLast: boolean): Generator<Uint8Array> {
    const { sealer } = this;
    if (sealer === null) {
      yield bytes;
      return;
    }
    for (let start = 0; start === 0 || start < bytes.byteLength; start += FRAME_BYTES) {
      const frame = bytes.subarray(start, start + FRAME_BYTES);
      yield* sealer.seal([frame], isLast && start + FRAME_BYTES >= bytes.byteLength);
    }
  }

  /** @param end of the bytes in the output, of which `whole` are written: fewer, or more that are cut off again */
  private place(end: number, whole: number): void {
    output.fill(0, end, whole);
    for (let done = 0; done < whole;)
      done += writeSync(this.descriptor, output, done, whole - done, this.placed + done);
    if (whole > end) ftruncateSync(this.descriptor, this.placed + end);
    this.placed += whole;
  }

  /** Makes the file durable before it gets its name: a killed process leaves the whole file or one that counts for nothing. */
  end({ sha256, place }: Ending): WriterAnswer {
    const sealed = this.sealer?.end() ?? null;
    if (sealed !== null && sha256 !== null && sealed.sha256 !== sha256) {
      this.drop();
      return { wrongSha256: sealed.sha256 };
    }
    fsyncSync(this.descriptor);
    const path = pathOf(place, sealed);
    inFolder(path, () => {
      renameSync(this.beginning.path, path);
    });
    syncFolderNow(dirname(path));
    closeSync(this.descriptor);
    return { sealed };
  }

  drop(): void {
    closeSync(this.descriptor);
    removeNow(this.beginning.path);
  }
}

function pathOf(place: Ending["place"], sealed: SealedFile | null): string {
  if ("path" in place) return place.path;
  if (sealed === null) throw new Error("Only what is encrypted has an address.");
  return objectPath(place.objects, sealed.address);
}

/** Some file systems take the flag and then refuse to write. */
function takesDirectWrites(path: string): boolean {
  if (DIRECT === 0) return false;
  try {
    const descriptor = inFolder(path, () => openSync(path, NEW_FILE | DIRECT, 0o600));
    try {
      return writeSync(descriptor, output, 0, BLOCK_BYTES, 0) === BLOCK_BYTES;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  } finally {
    removeNow(path);
  }
}

const files = new Map<number, NewFile>();

function write({ file: name, begin, byteSize, end }: WriteJob): WriterAnswer {
  const file = begin === null ? files.get(name) : new NewFile(begin);
  if (file === undefined) throw new Error("This file was not begun.");
  files.delete(name);
  try {
    file.write(byteSize, end !== null);
    if (end !== null) return file.end(end);
  } catch (error) {
    file.drop();
    throw error;
  }
  files.set(name, file);
  return { sealed: null };
}

function run(job: WriterJob): WriterAnswer {
  if ("tryAt" in job) return { direct: takesDirectWrites(job.tryAt) };
  if (!("drop" in job)) return write(job);
  files.get(job.drop)?.drop();
  files.delete(job.drop);
  return { sealed: null };
}

function answer(job: WriterJob): WriterAnswer {
  try {
    return run(job);
  } catch (error) {
    const { message, code = null } = error as NodeJS.ErrnoException;
    return { error: { message, code } };
  }
}

parentPort?.on("message", (job: WriterJob) => parentPort?.postMessage(answer(job)));

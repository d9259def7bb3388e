import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { SealedFile } from "../../services/evidence/encryption/file-sealer.js";
import { WrongBytesError } from "../../services/evidence/object-storage.js";
import { fileWriters, type FileWriter } from "./file-writers.js";
import { ROOM_BYTES, type Beginning, type Ending } from "./write-job.js";

let files = 0;

/** Gathers the pieces of a new file and gives them to a writer, many at a time. */
class Gathering {
  private readonly name = (files += 1);
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  /** Chosen with the first bytes that it is given: until then anybody may have become busy. */
  private writer: FileWriter | null = null;

  constructor(private readonly beginning: Beginning) {}

  /** Takes a piece, which must not be changed afterwards. */
  async write(bytes: Uint8Array): Promise<void> {
    this.pending.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    this.pendingBytes += bytes.byteLength;
    // Of what fills the room to the last byte it is not known yet whether it is the last.
    while (this.pendingBytes > ROOM_BYTES) await this.give(ROOM_BYTES, null);
  }

  /** @returns what it was and where it is; null if it was written as it is. @throws WrongBytesError */
  end(ending: Ending): Promise<SealedFile | null> {
    return this.give(this.pendingBytes, ending);
  }

  /** Leaves nothing of it. */
  async drop(): Promise<void> {
    await this.writer?.run({ drop: this.name });
  }

  private async give(byteSize: number, end: Ending | null): Promise<SealedFile | null> {
    const begin = this.writer === null ? this.beginning : null;
    const taken = this.take(byteSize);
    this.writer ??= fileWriters.take();
    const answer = await this.writer.run({ file: this.name, begin, byteSize, end }, (room) => {
      let filled = 0;
      // Many times as fast into shared memory as what arrays themselves can do.
      for (const piece of taken) filled += piece.copy(room, filled);
    });
    if ("wrongSha256" in answer) throw new WrongBytesError(answer.wrongSha256);
    return "sealed" in answer ? answer.sealed : null;
  }

  private take(byteSize: number): Buffer[] {
    const taken: Buffer[] = [];
    let left = byteSize;
    while (left > 0) {
      const [piece] = this.pending.splice(0, 1) as [Buffer];
      taken.push(piece.subarray(0, left));
      if (piece.byteLength > left) this.pending.unshift(piece.subarray(left));
      left -= Math.min(left, piece.byteLength);
    }
    this.pendingBytes -= byteSize;
    return taken;
  }
}

/** Tells whether files can be written past the page cache. @param path of a new file that may be made to find out */
export type TakesDirectWrites = (path: string) => Promise<boolean>;

async function tryDirectWrite(path: string): Promise<boolean> {
  const answer = await fileWriters.take().run({ tryAt: path });
  return "direct" in answer && answer.direct;
}

/** What is written, and where to. */
export interface FileToWrite extends Pick<Beginning, "key">, Ending {
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Where files are written until they are whole and durable. */
export class WritingFolder {
  private trying: Promise<boolean> | null = null;

  /**
   * @param path of the folder, on the disk on which the files stay; it is made when something is first written
   * @param takesDirectWrites asked once; default: it is tried
   */
  constructor(
    readonly path: string,
    private readonly takesDirectWrites: TakesDirectWrites = tryDirectWrite,
  ) {}

  /**
   * Writes a new file and gives it its name only when all of it is durable: a killed process leaves the whole file or
   * a temporary one that counts for nothing. What is written once and rarely read gains nothing from the page cache, and
   * the copy into it costs more than the writing, so it is passed by where the file system can do that.
   * @returns what it was and where it is; null if it was written as it is
   * @throws WrongBytesError, and whatever the stream throws
   */
  async write({ bytes, key, sha256, place }: FileToWrite): Promise<SealedFile | null> {
    this.trying ??= this.takesDirectWrites(this.newPath());
    const file = new Gathering({ path: this.newPath(), direct: await this.trying, key });
    try {
      for await (const piece of bytes) await file.write(piece);
      return await file.end({ sha256, place });
    } catch (error) {
      // What a broken writer leaves is collected, and is not what went wrong first.
      await file.drop().catch(() => undefined);
      throw error;
    }
  }

  private newPath(): string {
    return join(this.path, randomUUID());
  }
}

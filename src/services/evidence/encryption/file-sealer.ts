import { createCipheriv, createHash } from "node:crypto";
import {
  AddressHash,
  Blocks,
  FRAME_BYTES,
  newHeader,
  nonceOf,
  readHeader,
  type FileKey,
  type Header,
} from "./frame-format.js";

/** A file as it was stored. */
export interface SealedFile {
  /** SHA-256 (hex) of the bytes in the clear. */
  readonly sha256: string;
  /** Where it belongs, 64 hexadecimal digits. */
  readonly address: string;
}

/** Turns one file into what is stored, frame by frame, and learns what the file is and where it belongs. */
export class FileSealer {
  /** What is stored before the first frame. */
  readonly start: Buffer = newHeader();
  private readonly header: Header;
  private readonly address = new AddressHash(this.start);
  private readonly clear = createHash("sha256");
  private frame = 0;

  constructor(key: FileKey) {
    this.header = readHeader(this.start, key);
  }

  /**
   * Encrypts the next frame.
   * @param pieces together FRAME_BYTES, or fewer in the last frame
   * @returns the frame as it is stored, in pieces
   */
  seal(pieces: readonly Uint8Array[], isLast: boolean): Buffer[] {
    const cipher = createCipheriv("aes-256-gcm", this.header.key, nonceOf(this.header, this.frame, isLast));
    const sealed = pieces.map((piece) => {
      this.clear.update(piece);
      return cipher.update(piece);
    });
    cipher.final();
    sealed.push(cipher.getAuthTag());
    this.address.add(sealed);
    this.frame += 1;
    return sealed;
  }

  /** What was sealed, once the last frame was. It is told once. */
  end(): SealedFile {
    return { sha256: this.clear.digest("hex"), address: this.address.digest() };
  }
}

/**
 * Encrypts a stream as it passes, in constant memory; what comes out is `storedSizeOf` bytes long.
 * @param onEnd told what it was before the last of it is given out; what it throws ends the stream
 */
export async function* encrypted(
  bytes: AsyncIterable<Uint8Array>,
  key: FileKey,
  onEnd: (sealed: SealedFile) => void,
): AsyncGenerator<Uint8Array> {
  const sealer = new FileSealer(key);
  yield sealer.start;
  const blocks = new Blocks(FRAME_BYTES);
  for await (const piece of bytes) for (const block of blocks.add(piece)) yield* sealer.seal(block, false);
  const last = sealer.seal(blocks.last(), true);
  onEnd(sealer.end());
  yield* last;
}

/** What the disk takes at once without a copy: a multiple of the blocks of every disk. */
export const BLOCK_BYTES = 4096;
/** Bytes of one room: a file of 1 MiB as it is stored, in a multiple of 64 KiB. */
export const ROOM_BYTES = 17 * 64 * 1024;
/** As many as Node's threads can write from at the same time, and as many that are being filled. */
const ROOMS = 8;
const WASM_PAGE_BYTES = 64 * 1024;

// In the language's standard, and not in the types of Node.
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => {
    readonly buffer: ArrayBuffer;
  };
};

/**
 * Rooms in memory that begin where a page of the machine's memory begins, as direct writes to a disk demand. Buffers begin
 * anywhere; the memory of WebAssembly is the one that Node can promise this of.
 */
class AlignedMemory {
  private readonly free: Buffer[] = [];
  private readonly waiting: ((room: Buffer) => void)[] = [];
  private isMade = false;

  /** Lends a room while `work` runs; who finds none waits in turn. What lies in it is somebody else's. */
  async lend<Result>(work: (room: Buffer) => Promise<Result>): Promise<Result> {
    const room = await this.take();
    try {
      return await work(room);
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.free.push(room);
      else next(room);
    }
  }

  private async take(): Promise<Buffer> {
    if (!this.isMade) this.make();
    return this.free.pop() ?? new Promise<Buffer>((resolve) => this.waiting.push(resolve));
  }

  private make(): void {
    this.isMade = true;
    const pages = (ROOMS * ROOM_BYTES) / WASM_PAGE_BYTES;
    const { buffer } = new WebAssembly.Memory({ initial: pages, maximum: pages });
    for (let room = 0; room < ROOMS; room += 1) {
      this.free.push(Buffer.from(buffer, room * ROOM_BYTES, ROOM_BYTES));
    }
  }
}

/** The rooms of this process, of {@link ROOM_BYTES} each. */
export const alignedMemory = new AlignedMemory();

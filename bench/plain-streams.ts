// The limit of bench:evidence, in a process of its own: the same number of bytes through plain streams into files, each made
// durable, and kept as evidence is kept.
import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { timed, type Plan } from "./timed.js";

/** What is to be written. */
export interface PlainOrder extends Plan {
  /** It must not exist yet. */
  readonly folder: string;
  /** Bytes of each file. */
  readonly byteSize: number;
}

const CHUNK_BYTES = 64 * 1024;

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES)
    yield bytes.subarray(start, start + CHUNK_BYTES);
}

async function write({ folder, byteSize, ...plan }: PlainOrder): Promise<number> {
  await mkdir(folder, { recursive: true });
  const payloads = Array.from({ length: plan.atOnce }, () => randomBytes(byteSize));
  return timed(plan, async (number) => {
    const bytes = payloads[number % payloads.length] as Buffer;
    const target = createWriteStream(join(folder, String(number)), { flush: true });
    await pipeline(Readable.from(chunksOf(bytes)), target);
  });
}

process.on("message", (order: PlainOrder) => {
  write(order).then(
    (seconds) => process.send?.({ seconds }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});

import { ROOM_BYTES } from "./write-job.js";

const WASM_PAGE_BYTES = 64 * 1024;
/** A room as it is stored: a header, tags, and what was left of the block before take less than two pages more. */
const PAGES = ROOM_BYTES / WASM_PAGE_BYTES + 2;

// In the language's standard, and not in the types of Node.
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => {
    readonly buffer: ArrayBuffer;
  };
};

/**
 * Memory for a room as it is stored that begins where a page of the machine's memory begins, as direct writes to a disk demand.
 * Buffers begin anywhere; the memory of WebAssembly is the one that Node can promise this of.
 */
export function alignedMemory(): Buffer {
  return Buffer.from(new WebAssembly.Memory({ initial: PAGES, maximum: PAGES }).buffer);
}

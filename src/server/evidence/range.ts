import type { ByteRange } from "../../services/evidence/object-storage.js";

/**
 * The part that a header `Range` asks for (RFC 9110): one range of bytes; several at once, or another unit, count as
 * none, which the standard allows.
 * @param byteSize bytes of the whole
 * @returns null for the whole
 */
export function rangeOf(header: string | undefined, byteSize: number): ByteRange | "unsatisfiable" | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  if (found === null) return null;
  const [, from = "", to = ""] = found;
  if (from === "") return to === "" ? null : lastBytes(Number(to), byteSize);
  return part(Number(from), to === "" ? Infinity : Number(to), byteSize);
}

function lastBytes(wanted: number, byteSize: number): ByteRange | "unsatisfiable" {
  const length = Math.min(wanted, byteSize);
  return length === 0 ? "unsatisfiable" : { start: byteSize - length, end: byteSize - 1 };
}

function part(start: number, to: number, byteSize: number): ByteRange | "unsatisfiable" | null {
  if (to < start) return null;
  return start >= byteSize ? "unsatisfiable" : { start, end: Math.min(to, byteSize - 1) };
}

import type { ByteRange } from "../../services/evidence/object-storage.js";

/**
 * The part that a header `Range` asks for (RFC 9110): one range of bytes; several at once, or another unit, count as
 * none, which the standard allows.
 * @param byteSize bytes of the whole
 * @returns null for the whole
 */
export function rangeOf(header: string | undefined, byteSize: number): ByteRange | "unsatisfiable" | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  const [, from = "", to = ""] = found ?? [];
  if (from === "" && to === "") return null;
  const last = byteSize - 1;
  if (from === "") {
    const length = Math.min(Number(to), byteSize);
    return length === 0 ? "unsatisfiable" : { start: byteSize - length, end: last };
  }
  const start = Number(from);
  const end = to === "" ? last : Math.min(Number(to), last);
  if (to !== "" && Number(to) < start) return null;
  return start > last ? "unsatisfiable" : { start, end };
}

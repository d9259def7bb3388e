/** What a walk over a JPEG's segments tells. */
export interface JpegParts {
  /** Comments and application data that are text: comments, XMP. */
  readonly texts: readonly Buffer[];
  /** What follows the end of the picture; empty where nothing does. */
  readonly tail: Buffer;
}

const NO_MARKER = -1;

/** Walks the segments of a JPEG without decoding it. A broken one ends the walk early: the decoder will refuse it. */
export function walkJpeg(bytes: Buffer): JpegParts {
  const texts: Buffer[] = [];
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = bytes[at] === 0xff ? (bytes[at + 1] ?? 0) : NO_MARKER;
    if (marker === 0xd9) return { texts, tail: bytes.subarray(at + 2) };
    if (hasNoLength(marker)) {
      at += marker === 0xff || marker === NO_MARKER ? 1 : 2;
      continue;
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (holdsText(marker)) texts.push(bytes.subarray(at + 4, end));
    at = end;
    if (marker === 0xda) at = endOfScan(bytes, at);
  }
  return { texts, tail: Buffer.alloc(0) };
}

/** Comments and application data; not the plain header, the colour profile and what Adobe says of colours. */
function holdsText(marker: number): boolean {
  return marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee);
}

function hasNoLength(marker: number): boolean {
  return (
    marker === NO_MARKER ||
    marker === 0xff ||
    marker === 0 ||
    marker === 1 ||
    (marker >= 0xd0 && marker <= 0xd8)
  );
}

function endOfScan(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

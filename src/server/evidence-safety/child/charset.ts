/** Text decoded from bytes. */
export interface DecodedText {
  readonly text: string;
  /** The name of the encoding, as the Encoding Standard has it. */
  readonly charset: "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "windows-1252";
}

/** Share of control characters from which bytes without a known encoding are no text. */
const CONTROL_SHARE = 0.01;
/** Share of high bytes that stand in pairs, from which a text is taken for Chinese. */
const PAIRED_SHARE = 0.9;

/**
 * Decodes bytes as text: by their mark, as UTF-8 where they are, else as UTF-16, Chinese (GB 18030) or Western by what
 * their bytes look like. Null where they are no text.
 */
export function decodeText(bytes: Buffer): DecodedText | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes.subarray(2), "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes.subarray(2), "utf-16be");
  const asUtf8 = decode(bytes, "utf-8");
  if (asUtf8 !== null) return asUtf8;
  const controls = bytes.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0);
  if (controls > bytes.length * CONTROL_SHARE) return null;
  if (pairedShare(bytes) >= PAIRED_SHARE) {
    const asChinese = decode(bytes, "gb18030");
    if (asChinese !== null) return asChinese;
  }
  return decode(bytes, "windows-1252");
}

function decode(bytes: Buffer, charset: DecodedText["charset"]): DecodedText | null {
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(bytes), charset };
  } catch {
    return null;
  }
}

function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d;
}

/** Letters with accents stand alone among others; the two bytes of a Chinese character stand together. */
function pairedShare(bytes: Buffer): number {
  let high = 0;
  let paired = 0;
  for (let at = 0; at < bytes.length;) {
    let end = at;
    while (end < bytes.length && (bytes[end] ?? 0) >= 0xa1) end += 1;
    const run = end - at;
    high += run;
    if (run % 2 === 0) paired += run;
    at = Math.max(end, at + 1);
  }
  return high === 0 ? 0 : paired / high;
}

/** How long a text is, in characters (Unicode code points). */
export function extentOf(text: string): { characters: number } {
  let characters = 0;
  for (let unit = 0; unit < text.length; characters += 1)
    unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
  return { characters };
}

import { fileTypeFromFile } from "file-type";

/** Families of content that are examined alike. */
export type Family =
  "image" | "pdf" | "media" | "zip" | "text" | "executable" | "archive" | "markup" | "other" | "unknown";

/** What a file's content is; the media type is null where it is not yet known (text) or not known at all. */
export interface Kind {
  readonly family: Family;
  readonly contentType: string | null;
}

/** Names of the same type that differ between tools. */
const ALIASES: Readonly<Record<string, string>> = {
  "image/heif": "image/heic",
  "image/heif-sequence": "image/heic",
  "image/heic-sequence": "image/heic",
  "image/apng": "image/png",
  "audio/x-m4a": "audio/mp4",
  "video/x-m4v": "video/mp4",
  "audio/opus": "audio/ogg",
  "audio/x-wav": "audio/wav",
  "audio/vnd.wave": "audio/wav",
  "audio/mp3": "audio/mpeg",
  "image/jpg": "image/jpeg",
  "application/x-pdf": "application/pdf",
};
const IMAGES = new Set(["image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "image/avif"]);
const MEDIA = new Set([
  "video/mp4",
  "video/quicktime",
  "video/webm",
  "audio/mpeg",
  "audio/mp4",
  "audio/wav",
  "audio/ogg",
  "video/ogg",
]);
const ARCHIVES = /zip|gzip|7z|rar|tar|bzip|xz|zstd|lz4|lzip|cab|compress|cpio|iso|ar$|arj|ace|deb|rpm|dmg/;

/** The one name by which the platform knows a media type: without parameters, in small letters. */
export function canonicalType(type: string): string {
  const plain = (type.split(";")[0] ?? "").trim().toLowerCase();
  return ALIASES[plain] ?? plain;
}

/**
 * Tells what a file is by its content alone.
 * @param head its first bytes, at least 64 KiB of them where there are as many
 */
export async function recogniseKind(path: string, head: Buffer): Promise<Kind> {
  if (isExecutable(head)) return { family: "executable", contentType: "application/x-executable" };
  if (startsWith(head, "PK\u0003\u0004") || startsWith(head, "PK\u0005\u0006")) {
    return { family: "zip", contentType: "application/zip" };
  }
  if (hasByteOrderMark(head)) return { family: "text", contentType: null };
  if (isMarkup(head)) return { family: "markup", contentType: null };
  const found = await fileTypeFromFile(path);
  if (found === undefined) return { family: "unknown", contentType: null };
  return { family: familyOf(canonicalType(found.mime)), contentType: canonicalType(found.mime) };
}

function familyOf(type: string): Family {
  if (IMAGES.has(type)) return "image";
  if (MEDIA.has(type)) return "media";
  if (type === "application/pdf") return "pdf";
  if (/xml|html/.test(type)) return "markup";
  if (/x-elf|msdownload|mach-binary|java-vm|x-dosexec|wasm|x-ms-shortcut/.test(type)) return "executable";
  if (ARCHIVES.test(type)) return "archive";
  return "other";
}

/** Whether bytes begin like a program of Windows, Unix, macOS or Java. */
export function isExecutable(bytes: Buffer): boolean {
  if (startsWith(bytes, "\u007fELF")) return true;
  const magic = bytes.length >= 4 ? bytes.readUInt32BE(0) : 0;
  if ([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe].includes(magic)) return true;
  // "MZ" may begin a word as well; a program has zeros in its header.
  return startsWith(bytes, "MZ") && bytes.subarray(0, 64).includes(0);
}

/** Whether text begins as HTML, SVG or XML. */
export function isMarkup(head: Buffer): boolean {
  const text = head
    .subarray(0, 4_096)
    .toString("latin1")
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .replace(/\0/g, "");
  const body = text.replace(/^(\s|<!--[\s\S]*?-->)+/, "");
  return /^<(!doctype|\?xml|\?php|html|head|body|script|svg|iframe|img|math|object|embed|xsl:)/i.test(body);
}

function hasByteOrderMark(head: Buffer): boolean {
  return startsWith(head, "\u00ff\u00fe") || startsWith(head, "\u00fe\u00ff");
}

function startsWith(bytes: Buffer, text: string): boolean {
  return bytes.subarray(0, text.length).toString("latin1") === text;
}

import { canonicalType } from "./kind.js";

const EXECUTABLE_NAMES = new Set(
  (
    "exe com bat cmd scr pif msi msp dll sys cpl jar js jse mjs vbs vbe wsf wsh ps1 psm1 hta lnk reg sh bash " +
    "app dmg pkg deb rpm apk elf bin run py pl rb php scf inf chm url desktop gadget appx msix xll iso img vhd"
  ).split(" "),
);
const OFFICE = "application/vnd.openxmlformats-officedocument";
const TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  jpe: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
  heic: "image/heic",
  heif: "image/heic",
  avif: "image/avif",
  pdf: "application/pdf",
  mp4: "video/mp4",
  m4v: "video/mp4",
  mov: "video/quicktime",
  webm: "video/webm",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  wav: "audio/wav",
  ogg: "audio/ogg",
  oga: "audio/ogg",
  opus: "audio/ogg",
  ogv: "video/ogg",
  txt: "text/plain",
  log: "text/plain",
  md: "text/plain",
  csv: "text/csv",
  tsv: "text/csv",
  json: "application/json",
  eml: "message/rfc822",
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  svg: "image/svg+xml",
  html: "text/html",
  htm: "text/html",
  xml: "application/xml",
  zip: "application/zip",
};

/** The last extension of a name, in small letters; empty where there is none. Trailing dots and blanks do not count. */
export function extensionOf(filename: string): string {
  return /\.([a-z0-9]{1,8})[\s.]*$/i.exec(filename)?.[1]?.toLowerCase() ?? "";
}

/** Whether some system would run a file of this name when it is opened. */
export function hasExecutableName(filename: string): boolean {
  return EXECUTABLE_NAMES.has(extensionOf(filename));
}

/** The media type that a name promises; null where it promises none that is known. */
export function typeOfName(filename: string): string | null {
  return TYPES[extensionOf(filename)] ?? null;
}

/** Types of one group are the same to whoever opens them: told apart by the content, not by the name. */
const GROUPS: readonly RegExp[] = [
  /^image\/(?!svg)[\w.+-]+$/,
  /^((video|audio)\/[\w.+-]+|application\/ogg)$/,
  // A browser on Windows says of CSV that it is of Excel.
  /^(text\/(?!html|xml)[\w.+-]+|application\/(json|csv|vnd\.ms-excel)|message\/rfc822)$/,
];

/** How a promised type stands to the real one: the same, another of the same harmless group, or a false promise. */
export function compareTypes(promised: string | null, real: string): "SAME" | "DIFFERS" | "MISMATCH" {
  if (promised === null) return "SAME";
  const type = canonicalType(promised);
  // What a browser says when it does not know.
  if (type === "" || type === "application/octet-stream" || type === real) return "SAME";
  return GROUPS.some((group) => group.test(type) && group.test(real)) ? "DIFFERS" : "MISMATCH";
}

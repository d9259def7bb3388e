/** Kinds of files, each with a limit of its own. */
export const FileKind = {
  AUDIO: "AUDIO",
  /** PDF, word processor, spreadsheet. */
  DOCUMENT: "DOCUMENT",
  IMAGE: "IMAGE",
  /** Plain text, CSV, e-mail. */
  TEXT: "TEXT",
  VIDEO: "VIDEO",
} as const;
export type FileKind = (typeof FileKind)[keyof typeof FileKind];

const openXml = "application/vnd.openxmlformats-officedocument";

/** Every media type that is taken as evidence, by kind. */
export const acceptedTypes: Readonly<Record<FileKind, readonly string[]>> = {
  AUDIO: ["audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav"],
  DOCUMENT: ["application/pdf", `${openXml}.spreadsheetml.sheet`, `${openXml}.wordprocessingml.document`],
  IMAGE: ["image/avif", "image/gif", "image/heic", "image/jpeg", "image/png", "image/webp"],
  TEXT: ["message/rfc822", "text/csv", "text/plain"],
  VIDEO: ["video/mp4", "video/quicktime", "video/webm"],
};

/** Other names that clients give to the same types. */
const aliases: Readonly<Record<string, string>> = {
  "application/ogg": "audio/ogg",
  "audio/m4a": "audio/mp4",
  "audio/mp3": "audio/mpeg",
  "audio/vnd.wave": "audio/wav",
  "audio/wave": "audio/wav",
  "audio/x-m4a": "audio/mp4",
  "audio/x-wav": "audio/wav",
  "image/heif": "image/heic",
  "image/jpg": "image/jpeg",
};

/** A media type that is taken. */
export interface AcceptedType {
  readonly kind: FileKind;
  /** Its usual name, in lower case and without parameters. */
  readonly type: string;
}

/** The type that a client's media type means, such as `Image/JPG; q=1`; null if it is not taken. */
export function acceptedType(declared: string): AcceptedType | null {
  const [plain = ""] = declared.toLowerCase().split(";");
  const type = aliases[plain.trim()] ?? plain.trim();
  const kind = Object.values(FileKind).find((each) => acceptedTypes[each].includes(type));
  return kind === undefined ? null : { kind, type };
}

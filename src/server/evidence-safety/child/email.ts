import { FileFinding } from "../../../domain/evidence/file-finding.js";
import type { Verdict } from "../protocol.js";
import { extentOf } from "./charset.js";
import { isExecutable } from "./kind.js";
import { extensionOf, hasExecutableName } from "./names.js";
import { quarantine, reject, take } from "./verdicts.js";

const TYPE = "message/rfc822";
const HEADER =
  /^(from|to|subject|date|received|message-id|mime-version|return-path|delivered-to|content-type):/im;
const ARCHIVE_NAMES = new Set([
  "zip",
  "rar",
  "7z",
  "gz",
  "tar",
  "bz2",
  "xz",
  "cab",
  "docm",
  "xlsm",
  "pptm",
  "html",
  "htm",
  "svg",
]);
/** How much of an attachment is decoded to see what it is. */
const PEEK_CHARACTERS = 256;

/** Takes an e-mail that has a header and no dangerous attachment. It is never rendered, so its HTML stays. */
export function examineEmail(text: string): Verdict {
  const header = text.split(/\r?\n\r?\n/, 1)[0] ?? "";
  if (!/^[!-9;-~]+:/.test(header) || !HEADER.test(header)) return reject(FileFinding.EMAIL_BROKEN);
  const names = attachmentNames(text);
  if (names.some(isDangerousName) || encodedBodies(text).some(isDangerousBody)) {
    return quarantine([FileFinding.EMAIL_ATTACHMENT_DANGEROUS], TYPE);
  }
  return take(TYPE, names.length > 0 ? [FileFinding.EMAIL_ATTACHMENT] : [], null, extentOf(text));
}

function attachmentNames(text: string): string[] {
  const found = text.matchAll(
    /\b(?:file)?name\*?(?:\d+\*?)?\s*=\s*(?:"([^"\r\n]{1,500})"|([^\s;]{1,500}))/gi,
  );
  return [...found].map(([, quoted, plain]) => decodeName(quoted ?? plain ?? ""));
}

function decodeName(name: string): string {
  const word = /^=\?[^?]+\?b\?([^?]*)\?=$/i.exec(name)?.[1];
  if (word !== undefined) return Buffer.from(word, "base64").toString("utf8");
  try {
    return decodeURIComponent(name.replace(/^[\w-]*'[\w-]*'/, "").replace(/\?=$/, ""));
  } catch {
    return name;
  }
}

function isDangerousName(name: string): boolean {
  return hasExecutableName(name) || ARCHIVE_NAMES.has(extensionOf(name));
}

function encodedBodies(text: string): Buffer[] {
  const bodies = text.matchAll(
    /content-transfer-encoding:\s*base64[^]{0,2000}?\r?\n\r?\n([A-Za-z0-9+/=\r\n]{4,256})/gi,
  );
  return [...bodies].map(([, body]) => Buffer.from((body ?? "").slice(0, PEEK_CHARACTERS), "base64"));
}

function isDangerousBody(body: Buffer): boolean {
  return (
    isExecutable(body) || /^(PK\u0003\u0004|Rar!|7z\u00bc\u00af|\u001f\u008b)/.test(body.toString("latin1"))
  );
}

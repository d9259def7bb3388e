import type { Role, Viewer } from "../../domain/access/viewer.js";
import type { FileCopy } from "../../domain/evidence/file-copies.js";
import type { EvidenceSetting } from "./evidence-setting.js";

/** Where the bytes of files go in, and where they come out. */
export const UPLOAD_PATH = "/evidence/uploads";
export const DOWNLOAD_PATH = "/evidence/files";

/** What a signed address lets its viewer do, until an instant. */
export interface FileGrant {
  readonly viewer: Viewer;
  /** UUID. */
  readonly fileId: string;
  /** Null: to send the bytes. Otherwise: to open this copy. */
  readonly copy: FileCopy | null;
  readonly expiresAt: Date;
  /** Tells one address from another of the same kind. */
  readonly nonce: string;
}

/** The payload of a token: file, copy, viewer's role, id and merchant, end in milliseconds, nonce. */
type Payload = readonly [string, FileCopy | null, Role, string, string | null, number, string];

/** The address that grants something. The token holds nothing that its viewer does not know. */
export function urlOf({ keys, publicUrl }: EvidenceSetting, grant: FileGrant): string {
  const { fileId, copy, viewer, expiresAt, nonce } = grant;
  const payload: Payload = [
    fileId,
    copy,
    viewer.role,
    viewer.id,
    viewer.merchantId,
    expiresAt.getTime(),
    nonce,
  ];
  const text = Buffer.from(JSON.stringify(payload)).toString("base64url");
  return `${publicUrl}${copy === null ? UPLOAD_PATH : DOWNLOAD_PATH}/${text}.${keys.sign(text)}`;
}

/**
 * What the token of an address grants; null for anything that we did not sign, or not for this. Whether it is still good
 * is not looked at.
 */
export function grantOf(
  { keys }: Pick<EvidenceSetting, "keys">,
  kind: "upload" | "download",
  token: string,
): FileGrant | null {
  const dot = token.indexOf(".");
  const text = token.slice(0, Math.max(0, dot));
  if (!keys.isSigned(text, token.slice(dot + 1))) return null;
  // Signed by us, so it is what we wrote.
  const payload = JSON.parse(Buffer.from(text, "base64url").toString()) as Payload;
  const [fileId, copy, role, id, merchantId, expiresAt, nonce] = payload;
  if ((copy === null) !== (kind === "upload")) return null;
  return { fileId, copy, viewer: { role, id, merchantId }, expiresAt: new Date(expiresAt), nonce };
}

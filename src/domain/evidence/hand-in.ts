import { maySeeDispute } from "../access/policy.js";
import { Role, sideOf, type Side, type Viewer } from "../access/viewer.js";
import { DisputeStatus, type Dispute } from "../dispute/dispute.js";
import { ErrorCode, refusal, type Refusal } from "../errors.js";
import { acceptedType, type AcceptedType } from "./file-kinds.js";
import type { EvidenceLimits } from "./file-limits.js";
import { cleanFilename, isExecutableName } from "./filename.js";

/** What has to be known of a dispute in order to hand something in. */
export type HandInDispute = Pick<Dispute, "shopperId" | "merchantId" | "mediatorId" | "status" | "closedAt">;

/** Whoever is no side and yet may bring evidence, of disputes that the policy lets them see. */
const witnesses: ReadonlySet<Role> = new Set([Role.CARRIER, Role.INTEGRATION, Role.LOGISTICS_AGENT]);

/** Whose file it would be, or why there cannot be one. */
export type HandInVerdict = { readonly side: Side | null } | { readonly refusal: Refusal };

/**
 * Whether somebody may hand a file in: a party or a witness, until the dispute is closed.
 * @param dispute null if there is none
 */
export function judgeHandIn(viewer: Viewer, dispute: HandInDispute | null): HandInVerdict {
  const field = { field: ["disputeId"] };
  if (dispute === null || !maySeeDispute(viewer, dispute)) {
    return { refusal: refusal(ErrorCode.NOT_FOUND, "There is no such dispute.", field) };
  }
  const side = sideOf(viewer.role);
  if (side === null && !witnesses.has(viewer.role)) {
    const message =
      "Only the parties, carriers, the logistics desk and the machines of the marketplace hand files in.";
    return { refusal: refusal(ErrorCode.FORBIDDEN, message, field) };
  }
  if (dispute.status === DisputeStatus.CLOSED) {
    const closedAt = dispute.closedAt?.toISOString() ?? null;
    const message = `The dispute was closed at ${closedAt}, so nothing can be handed in. If it is reopened, send the file then.`;
    const details = { status: dispute.status, closedAt };
    return { refusal: refusal(ErrorCode.STATE_CONFLICT, message, { ...field, details }) };
  }
  return { side };
}

/** What a client says of a file before it sends the bytes. */
export interface AnnouncedFile {
  readonly filename: string;
  readonly contentType: string;
  readonly byteSize: number;
}

/** What a side has in a dispute already. */
export interface UsedQuota {
  readonly files: number;
  readonly bytes: number;
}

/** A file that may be sent. */
export interface ExpectedFile extends AcceptedType {
  /** Clean. */
  readonly filename: string;
}

/** Judges a file by what is said of it: name, type and size; the content is examined when it is there. */
export function judgeFile(
  { filename: given, contentType, byteSize }: AnnouncedFile,
  limits: EvidenceLimits,
): ExpectedFile | Refusal {
  const filename = cleanFilename(given);
  if (isExecutableName(filename)) {
    const message = "The name ends as that of a program. Send photos, videos, sound, PDF or text instead.";
    return refusal(ErrorCode.FILE_TYPE_NOT_ACCEPTED, message, { field: ["filename"], details: { filename } });
  }
  const accepted = acceptedType(contentType);
  if (accepted === null) {
    const message =
      "Files of this type are not taken. `evidenceLimits` lists those that are; convert the file.";
    return refusal(ErrorCode.FILE_TYPE_NOT_ACCEPTED, message, { field: ["contentType"] });
  }
  const maximumBytes = limits.fileBytes[accepted.kind];
  if (byteSize > maximumBytes) {
    const message = `The file is larger than the ${maximumBytes} bytes that are taken of this type. Shorten or compress it.`;
    const details = { byteSize, maximumBytes };
    return refusal(ErrorCode.FILE_TOO_LARGE, message, { field: ["byteSize"], details });
  }
  return { ...accepted, filename };
}

/** Judges whether a side may add a file to those that it has; null if it may. */
export function judgeQuota(
  { files, bytes }: UsedQuota,
  byteSize: number,
  { sideFiles, sideBytes }: EvidenceLimits,
): Refusal | null {
  if (files < sideFiles && bytes + byteSize <= sideBytes) return null;
  const message =
    `A side may have ${sideFiles} files of ${sideBytes} bytes together in a dispute. ` +
    "Cancel uploads that you do not need, or join several files in one.";
  const details = { files, bytes, maximumFiles: sideFiles, maximumBytes: sideBytes };
  return refusal(ErrorCode.QUOTA_EXCEEDED, message, { field: ["byteSize"], details });
}

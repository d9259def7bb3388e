import type { Role, Side } from "../access/viewer.js";

/** What has become of a file that was handed in. */
export const EvidenceFileStatus = {
  /** Whole, safe, nothing had to be removed. */
  ACCEPTED: "ACCEPTED",
  /** Its key was destroyed; that it existed, and its hash, stay on record. */
  ERASED: "ERASED",
  /** Whole and verified; the safety examination is under way. */
  EXAMINING: "EXAMINING",
  /** The upload was not completed in time, or was cancelled. */
  EXPIRED: "EXPIRED",
  /** Dangerous: kept sealed for an investigation, shown to nobody. */
  QUARANTINED: "QUARANTINED",
  /** Unusable or of a kind that is not taken; its bytes are gone. */
  REJECTED: "REJECTED",
  /** Safe in the copy that others get, from which something was removed; the original stays sealed. */
  SANITISED: "SANITISED",
  /** Its bytes are awaited. */
  UPLOADING: "UPLOADING",
} as const;
export type EvidenceFileStatus = (typeof EvidenceFileStatus)[keyof typeof EvidenceFileStatus];

/** A file as the platform keeps it; the bytes are in the object storage. */
export interface EvidenceFile {
  /** UUID. */
  readonly id: string;
  /** UUID. */
  readonly disputeId: string;
  /** Whose file it is; null for what the platform made or a carrier sent. */
  readonly side: Side | null;
  readonly uploaderRole: Role;
  readonly uploaderId: string;
  /** The name that the client gave, cleaned for display. Never part of a path. */
  readonly filename: string;
  /** The media type that the client said. */
  readonly declaredType: string;
  /** The media type that the content has; null until it was examined. */
  readonly contentType: string | null;
  readonly byteSize: bigint;
  /** SHA-256 (hex) of the bytes as they were handed in. */
  readonly sha256: string;
  readonly status: EvidenceFileStatus;
  /** What the examination found; see `FileFinding`. */
  readonly findings: readonly string[];
  readonly createdAt: Date;
  /** Until when the bytes can be sent. */
  readonly expiresAt: Date;
  /** When the bytes were whole and verified. */
  readonly receivedAt: Date | null;
  readonly examinedAt: Date | null;
}

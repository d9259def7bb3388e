import { isStaff, opensUnredacted } from "../access/policy.js";
import { sideOf, type Side, type Viewer } from "../access/viewer.js";
import { EvidenceFileStatus } from "./evidence-file.js";

/** Which bytes of a file: as they were handed in, or the copy from which what others must not see was removed. */
export const FileCopy = { ORIGINAL: "ORIGINAL", SHARED: "SHARED" } as const;
export type FileCopy = (typeof FileCopy)[keyof typeof FileCopy];

/** What decides about the copies of a file that the viewer may know of. */
export interface CopiedFile {
  readonly status: EvidenceFileStatus;
  readonly side: Side | null;
  readonly uploaderId: string;
  /** Whether a copy for others was made. */
  readonly hasShared: boolean;
  /** Whether it was made by removing parts of another one. */
  readonly isRedaction: boolean;
  /** Whether a redacted copy stands in its place, made or still to be made. */
  readonly isRedacted: boolean;
}

const open: ReadonlySet<EvidenceFileStatus> = new Set([
  EvidenceFileStatus.ACCEPTED,
  EvidenceFileStatus.SANITISED,
]);

/**
 * Which copies of a visible file the viewer may open, the one that shows most first. Nobody opens what is not examined
 * or is dangerous. Whoever handed it in and the staff open the original; others the copy for them, or the original where
 * it is accepted as it is. Where parts were removed nobody but those who must judge that opens the file as it was, not
 * even its own side, and everybody opens the copy.
 */
export function openCopies(viewer: Viewer, file: CopiedFile): FileCopy[] {
  const { status, side, uploaderId, hasShared } = file;
  if (isClosed(viewer, file)) return [];
  if (file.isRedaction) return [FileCopy.ORIGINAL];
  const shared = hasShared ? [FileCopy.SHARED] : [];
  const isOwn = side === null ? uploaderId === viewer.id : sideOf(viewer.role) === side;
  if (isOwn || isStaff(viewer.role)) return [FileCopy.ORIGINAL, ...shared];
  return hasShared || status !== EvidenceFileStatus.ACCEPTED ? shared : [FileCopy.ORIGINAL];
}

function isClosed({ role }: Viewer, { status, isRedacted }: CopiedFile): boolean {
  return !open.has(status) || (isRedacted && !opensUnredacted(role));
}

import type { Viewer } from "../../domain/access/viewer.js";
import { openCopies, type FileCopy } from "../../domain/evidence/file-copies.js";
import type { EvidenceFileRow } from "../../persistence/evidence-file.store.js";

/** The copies of a file, as it is stored, that a viewer who may know of it may open: the one that shows most first. */
export function copiesOf(viewer: Viewer, file: EvidenceFileRow): FileCopy[] {
  return openCopies(viewer, {
    ...file,
    hasShared: file.sharedAddress !== null,
    isRedaction: file.redactionOf !== null,
    isRedacted: file.redactedBy !== null,
  });
}

import { FileFinding } from "../../../domain/evidence/file-finding.js";
import { FileTreatment } from "../../../services/evidence/examiner.js";
import type { Verdict } from "../protocol.js";

const SANITISING: ReadonlySet<string> = new Set([
  FileFinding.DATE_IN_FUTURE,
  FileFinding.OWNER_REMOVED,
  FileFinding.MARKUP_REMOVED,
  FileFinding.METADATA_BOMB_REMOVED,
  FileFinding.TRAILING_ARCHIVE_REMOVED,
  FileFinding.TEXT_FORMULA_NEUTRALISED,
  FileFinding.TEXT_HIDDEN_CHARACTERS_REMOVED,
]);

/** A file that is not taken. */
export function reject(finding: FileFinding, contentType: string | null = null): Verdict {
  return { treatment: FileTreatment.REJECT, contentType, findings: [finding], shared: null };
}

/** A file that is kept sealed, for all that was found in it. */
export function quarantine(findings: readonly string[], contentType: string | null = null): Verdict {
  return { treatment: FileTreatment.QUARANTINE, contentType, findings: [...findings], shared: null };
}

/** A file that is taken: sanitised where something in it would harm, deceive or betray, accepted else. */
export function take(
  contentType: string,
  findings: Iterable<string>,
  shared: Verdict["shared"],
  extent?: Verdict["extent"],
): Verdict {
  const codes = [...new Set(findings)].sort();
  const sanitised = shared !== null && codes.some((code) => SANITISING.has(code));
  return {
    treatment: sanitised ? FileTreatment.SANITISE : FileTreatment.ACCEPT,
    contentType,
    findings: codes,
    shared,
    ...(extent && { extent }),
  };
}

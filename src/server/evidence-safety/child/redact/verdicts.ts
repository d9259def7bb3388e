import { FileTreatment } from "../../../../services/evidence/examiner.js";
import type { Verdict } from "../../protocol.js";

/** A copy that was made. */
export function redacted(
  shared: NonNullable<Verdict["shared"]>,
  extent: NonNullable<Verdict["extent"]>,
): Verdict {
  const { contentType } = shared;
  return { treatment: FileTreatment.SANITISE, contentType, findings: [], shared, extent };
}

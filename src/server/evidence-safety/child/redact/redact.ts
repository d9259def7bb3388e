import type { ChildRequest, Verdict } from "../../protocol.js";
import { removePassages } from "./passages.js";
import { removeRegions } from "./regions.js";
import { removeSpans } from "./spans.js";

/**
 * Makes a copy of a file without the parts of a plan, or says why there cannot be one. The file was examined before; what a
 * tool cannot make sense of now is not redacted by halves.
 */
export async function redact(
  request: ChildRequest,
  { contentType, plan }: NonNullable<ChildRequest["redaction"]>,
): Promise<Verdict> {
  switch (plan.kind) {
    case "REGIONS":
      return removeRegions(request, contentType, plan.regions);
    case "PASSAGES":
      return removePassages(request, contentType, plan.passages);
    case "SPANS":
      return removeSpans(request, contentType, plan.spans);
  }
}

import type { ChildReply, ChildRequest } from "../protocol.js";
import { examine } from "./examine.js";
import { redact } from "./redact/redact.js";

const MAXIMUM_MESSAGE = 300;
const outOfMemory =
  /out of memory|allocation failed|array buffer allocation|bad_alloc|cannot enlarge memory/i;
const missingTool = new Set(["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND", "ERR_DLOPEN_FAILED"]);

/** Does the task; whatever goes wrong with it is an outcome too. */
export async function perform(request: ChildRequest): Promise<ChildReply["outcome"]> {
  try {
    const { redaction } = request;
    const verdict = await (redaction === undefined ? examine(request) : redact(request, redaction));
    return { verdict };
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).slice(0, MAXIMUM_MESSAGE);
    if (outOfMemory.test(message)) return { outOfMemory: true };
    if (isMissingTool(error)) return { unable: message };
    return { failure: message };
  }
}

function isMissingTool(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && missingTool.has(error.code)) return true;
  return error.message.startsWith("Could not load the");
}

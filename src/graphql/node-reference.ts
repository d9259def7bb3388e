import { RefusedError } from "../domain/errors.js";
import type { NodeReference } from "../services/read/read-nodes.js";
import { fromGlobalId, typeOfGlobalId } from "./global-id.js";

/** The object that an id of the API names, or as a value the refusal INVALID_ID, so that other ids still count. */
export function referenceOf(id: string): NodeReference {
  try {
    const type = typeOfGlobalId(id);
    return { type, id: fromGlobalId(type, id) };
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
}

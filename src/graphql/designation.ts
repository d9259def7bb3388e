import type { Designation } from "../services/read/read-by-name.js";
import { fromGlobalId } from "./global-id.js";

/** What a client named an object by, with the UUID instead of the API's id. @throws RefusedError INVALID_ID */
export function designationOf(
  type: "Dispute" | "Order" | "RulebookVersion",
  id: string | null | undefined,
  name: string | null | undefined,
): Designation {
  return { id: id ? fromGlobalId(type, id, ["id"]) : null, name: name ?? null };
}

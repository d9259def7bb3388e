import { ErrorCode, refuse } from "../../domain/errors.js";
import { readObjectNamed } from "../../persistence/read/read.js";
import type { ReadObject, Selection } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";
import { readNode, refuseNotFound } from "./read-node.js";

/** An object by its id (UUID) or by the name that people quote: exactly one of the two. */
export interface Designation {
  readonly id: string | null;
  readonly name: string | null;
}

/** What the name of each type is called in the schema. */
const nameFields = { Dispute: "number", Order: "reference", RulebookVersion: "version" } as const;

/**
 * Reads a dispute by id or number, an order by id or reference, or a rulebook version by id or name, in one statement.
 * @throws RefusedError VALIDATION if not exactly one is given; NOT_FOUND if missing or hidden
 */
export async function readByIdOrName(
  context: UseCaseContext,
  type: keyof typeof nameFields,
  { id, name }: Designation,
  selection: Selection,
): Promise<ReadObject> {
  const field = nameFields[type];
  if (id !== null && name === null) return readNode(context, type, id, selection);
  if (id !== null || name === null) {
    return refuse(ErrorCode.VALIDATION, `Give either id or ${field}: one of them, not both.`, {
      field: ["id", field],
    });
  }
  // PostgreSQL holds no NUL in a text, so nothing has such a name.
  if (name.includes("\0")) return refuseNotFound(type);
  const found = await readObjectNamed(context.database, context.viewer, {
    type,
    column: field,
    name,
    selection,
  });
  return found ?? refuseNotFound(type);
}

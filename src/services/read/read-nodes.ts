import { ErrorCode, refusal, RefusedError } from "../../domain/errors.js";
import { readObjects } from "../../persistence/read/read.js";
import type { NodeTypeName, ReadObject, Selection } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";
import { notFoundRefusal } from "./read-node.js";

/** Most objects that can be read by id at once. */
export const MAXIMUM_NODES = 100;

/** One object to read: its type and UUID, or why the client's id names none. */
export type NodeReference = { readonly type: NodeTypeName; readonly id: string } | RefusedError;

/** An object of `nodes`, with its type for the interface. */
export type ReadNode = ReadObject & { readonly __typename: NodeTypeName };

/**
 * Reads objects of any types, one statement a type, at most 100.
 * @param selectionOf what was asked of objects of a type
 * @returns in the order asked; a RefusedError (INVALID_ID or NOT_FOUND) in the place of what cannot be had
 * @throws RefusedError VALIDATION if there are more than 100
 */
export async function readNodes(
  context: UseCaseContext,
  references: readonly NodeReference[],
  selectionOf: (type: NodeTypeName) => Selection,
): Promise<readonly (ReadNode | RefusedError)[]> {
  if (references.length > MAXIMUM_NODES) {
    const message = `At most ${MAXIMUM_NODES} ids at once; these are ${references.length}. Ask in several parts.`;
    throw new RefusedError([refusal(ErrorCode.VALIDATION, message, { field: ["ids"] })]);
  }
  const found = new Map<string, ReadNode>();
  for (const [type, ids] of idsByType(references)) {
    const objects = await readObjects(context.database, context.viewer, {
      type,
      ids,
      selection: selectionOf(type),
    });
    objects.forEach((object, index) => {
      if (object !== null) found.set(`${type} ${ids[index] ?? ""}`, { ...object, __typename: type });
    });
  }
  return references.map((reference) => {
    if (reference instanceof RefusedError) return reference;
    return (
      found.get(`${reference.type} ${reference.id}`) ?? new RefusedError([notFoundRefusal(reference.type)])
    );
  });
}

function idsByType(references: readonly NodeReference[]): Map<NodeTypeName, string[]> {
  const byType = new Map<NodeTypeName, string[]>();
  for (const reference of references) {
    if (reference instanceof RefusedError) continue;
    const ids = byType.get(reference.type) ?? [];
    if (!ids.includes(reference.id)) ids.push(reference.id);
    byType.set(reference.type, ids);
  }
  return byType;
}

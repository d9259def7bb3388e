import { ErrorCode, refusal, RefusedError, type Refusal } from "../../domain/errors.js";
import type { NodeTypeName, ReadObject, Selection } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";
import { nodeLoaderOf } from "./node-loader.js";

/**
 * Reads one object by its UUID, with everything that was selected below it. Objects of one moment with the same selection share one statement.
 * Mutation payloads and subscriptions use it for the object that they return.
 * @param id UUID, not the API's global id
 * @throws RefusedError NOT_FOUND if it does not exist or the viewer may not see it
 */
export async function readNode(
  context: UseCaseContext,
  type: NodeTypeName,
  id: string,
  selection: Selection,
): Promise<ReadObject> {
  const found = await nodeLoaderOf(context, type, selection).load(id);
  return found ?? refuseNotFound(type);
}

/** The refusal NOT_FOUND, in the same words whether the object is missing or hidden. */
export function notFoundRefusal(type: NodeTypeName): Refusal {
  return refusal(ErrorCode.NOT_FOUND, `There is no such ${type}, or you may not see it. Check the id.`);
}

/** Throws {@link notFoundRefusal}. */
export function refuseNotFound(type: NodeTypeName): never {
  throw new RefusedError([notFoundRefusal(type)]);
}

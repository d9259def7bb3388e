import { ErrorCode, refuse } from "../../domain/errors.js";
import { lockMacro, markMacroDeleted } from "../../persistence/macro.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { requireAuthor, requireVersion, type MacroChange } from "./save-macro.js";

/** Which macro goes. */
export interface DeleteMacroInput {
  readonly clientMutationId: string;
  readonly code: string;
  /** Absent: not checked. */
  readonly expectedVersion?: number | undefined;
}

/**
 * Offers a macro no more. What was sent stays, and so do its versions with what became of their cases.
 * @throws RefusedError FORBIDDEN for others than senior mediators; NOT_FOUND, VERSION_CONFLICT
 */
export async function deleteMacro(context: UseCaseContext, input: DeleteMacroInput): Promise<MacroChange> {
  requireAuthor(context);
  const { clientMutationId, code, expectedVersion } = input;
  return inTransactionOnce(context, { mutation: "deleteMacro", clientMutationId, input }, async (tx) => {
    const macro = await lockMacro(tx, code);
    if (macro === null || macro.deleted) refuseNoMacro();
    requireVersion(macro.version, expectedVersion);
    await markMacroDeleted(tx, code, context.clock.now());
    return { code, version: macro.version };
  });
}

/** Refuses a code that names no macro that is offered. @throws RefusedError NOT_FOUND */
export function refuseNoMacro(): never {
  refuse(ErrorCode.NOT_FOUND, "There is no such macro. The query macros lists those that there are.", {
    field: ["code"],
  });
}

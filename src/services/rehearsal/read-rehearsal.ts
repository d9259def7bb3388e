import { ErrorCode, refuse } from "../../domain/errors.js";
import { maskCase, type MaskedCase } from "../../domain/rehearsal/masked-case.js";
import type { Sql } from "../../persistence/database.js";
import { readRecordedCase } from "../../persistence/recorded-case.store.js";
import { readRehearsal as readRow, type Rehearsal } from "../../persistence/rehearsal.store.js";
import type { UseCaseContext } from "../use-case.js";
import { requireTrainee } from "./start-rehearsal.js";

/** A rehearsal as its trainee sees it. */
export interface ShownRehearsal extends Omit<Rehearsal, "disputeId"> {
  readonly case: MaskedCase;
}

/**
 * A rehearsal of the viewer's own with its masked case.
 * @throws RefusedError FORBIDDEN for others than mediators; NOT_FOUND
 */
export async function readRehearsal(context: UseCaseContext, number: number): Promise<ShownRehearsal> {
  requireTrainee(context);
  const { disputeId, ...rehearsal } = await ownRehearsal(context.database, context, number);
  return { ...rehearsal, case: maskCase(await readRecordedCase(context.database, disputeId)) };
}

/** A rehearsal of the viewer's own. @throws RefusedError NOT_FOUND */
export async function ownRehearsal(sql: Sql, { viewer }: UseCaseContext, number: number): Promise<Rehearsal> {
  const rehearsal = await readRow(sql, viewer.id, number);
  return (
    rehearsal ?? refuse(ErrorCode.NOT_FOUND, "You have no rehearsal of this number.", { field: ["number"] })
  );
}

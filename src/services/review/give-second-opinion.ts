import { ErrorCode, refuse } from "../../domain/errors.js";
import { maskCase, type MaskedCase } from "../../domain/rehearsal/masked-case.js";
import type { RulingOutcome } from "../../domain/ruling/ruling.js";
import type { Sql } from "../../persistence/database.js";
import { readRecordedCase } from "../../persistence/recorded-case.store.js";
import { findSampledCase, insertOpinion } from "../../persistence/review-sample.store.js";
import { inTransactionOnce } from "../idempotent.js";
import { readRemedies, type MaskedRemedy } from "../rehearsal/masked-remedies.js";
import { requireTrainee } from "../rehearsal/start-rehearsal.js";
import type { UseCaseContext } from "../use-case.js";

/** A case of a sample. */
export interface ReviewPlace {
  readonly sample: string;
  /** From 1. */
  readonly position: number;
}

/** What somebody would have ruled who did not see the ruling. */
export interface GiveSecondOpinionInput extends ReviewPlace {
  readonly clientMutationId: string;
  readonly outcome: RulingOutcome;
  readonly remedies: readonly MaskedRemedy[];
}

/**
 * A case of a sample, masked, without its ruling, its mediator and what came later.
 * @throws RefusedError FORBIDDEN for others than mediators; NOT_FOUND, also for a case that the viewer had to do with
 */
export async function readReviewCase(context: UseCaseContext, place: ReviewPlace): Promise<MaskedCase> {
  requireTrainee(context);
  const disputeId = await sampledCase(context.database, context, place);
  return maskCase(await readRecordedCase(context.database, disputeId));
}

/**
 * Gives a second opinion on a case of a sample, once.
 * @throws RefusedError FORBIDDEN for others than mediators; NOT_FOUND, also for a case that the viewer had to do with;
 *   STATE_CONFLICT for a second one; VALIDATION for a line that the case does not have; INVALID_AMOUNT
 */
export async function giveSecondOpinion(
  context: UseCaseContext,
  input: GiveSecondOpinionInput,
): Promise<ReviewPlace> {
  requireTrainee(context);
  const { clientMutationId, sample, position, outcome, remedies } = input;
  return inTransactionOnce(
    context,
    { mutation: "giveSecondOpinion", clientMutationId, input },
    async (tx) => {
      const disputeId = await sampledCase(tx, context, input);
      readRemedies(remedies, await readRecordedCase(tx, disputeId));
      const opinion = { by: context.viewer, outcome, remedies, at: context.clock.now() };
      if (await insertOpinion(tx, input, opinion)) return { sample, position };
      refuse(ErrorCode.STATE_CONFLICT, "You have given your opinion on this case. It stays as it is.", {
        field: ["position"],
      });
    },
  );
}

async function sampledCase(sql: Sql, { viewer }: UseCaseContext, place: ReviewPlace): Promise<string> {
  const found = await findSampledCase(sql, place, viewer.id);
  return (
    found ??
    refuse(ErrorCode.NOT_FOUND, "There is no such case in a sample for you.", { field: ["position"] })
  );
}

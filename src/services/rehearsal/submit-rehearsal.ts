import { ErrorCode, refuse } from "../../domain/errors.js";
import { scoreRehearsal } from "../../domain/rehearsal/score-rehearsal.js";
import type { RulingOutcome } from "../../domain/ruling/ruling.js";
import { readComparableRuling, readRecordedCase } from "../../persistence/recorded-case.store.js";
import { submitRehearsal as submitRow } from "../../persistence/rehearsal.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { readRemedies, type MaskedRemedy } from "./masked-remedies.js";
import { ownRehearsal } from "./read-rehearsal.js";
import { requireTrainee, type RehearsalChange } from "./start-rehearsal.js";

/** Most clauses of a rehearsed ruling. */
const MAXIMUM_CLAUSES = 50;

/** What a trainee would have ruled. */
export interface SubmitRehearsalInput {
  readonly clientMutationId: string;
  readonly number: number;
  readonly outcome: RulingOutcome;
  readonly remedies: readonly MaskedRemedy[];
  readonly clauses: readonly string[];
}

/**
 * Submits what a trainee would have ruled and compares it with the ruling that stood, once.
 * @throws RefusedError FORBIDDEN for others than mediators; NOT_FOUND; STATE_CONFLICT where it was submitted before; VALIDATION for
 *   a line that the case does not have; INVALID_AMOUNT
 */
export async function submitRehearsal(
  context: UseCaseContext,
  input: SubmitRehearsalInput,
): Promise<RehearsalChange> {
  requireTrainee(context);
  const { clientMutationId, number } = input;
  if (input.clauses.length > MAXIMUM_CLAUSES) {
    refuse(ErrorCode.VALIDATION, `At most ${MAXIMUM_CLAUSES} clauses.`, { field: ["clauses"] });
  }
  return inTransactionOnce(context, { mutation: "submitRehearsal", clientMutationId, input }, async (tx) => {
    const { disputeId } = await ownRehearsal(tx, context, number);
    const recorded = await readRecordedCase(tx, disputeId);
    const { outcome, remedies, clauses } = input;
    const rehearsed = { outcome, clauses, remedies: readRemedies(remedies, recorded) };
    const stood = await readComparableRuling(tx, disputeId, recorded);
    const claimedMinor = recorded.lines.reduce((sum, line) => sum + BigInt(line.claimedMinor), 0n);
    const { consistency } = await context.currentRulebook(tx);
    const score = scoreRehearsal({ rehearsed, stood, claimedMinor }, consistency.rehearsalWeights);
    const what = { submission: { outcome, remedies, clauses }, score, at: context.clock.now() };
    if (await submitRow(tx, { traineeId: context.viewer.id, number }, what)) return { number };
    refuse(ErrorCode.STATE_CONFLICT, "The rehearsal was submitted before. Start another one.", {
      field: ["number"],
    });
  });
}

import { ErrorCode, RefusedError } from "../../domain/errors.js";

/**
 * Runs work that takes order lines for a dispute: that another dispute took one of them at the same moment is a refusal.
 * @throws RefusedError ALREADY_DISPUTED
 */
export async function takingLines<Answer>(
  field: readonly string[],
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw isSecondOpenDispute(error) ? alreadyDisputed(field) : error;
  }
}

function isSecondOpenDispute(error: unknown): boolean {
  return (
    error instanceof Error && "constraint" in error && error.constraint === "dispute_line_one_open_dispute"
  );
}

function alreadyDisputed(field: readonly string[]): RefusedError {
  const message = "Another dispute on one of these lines was opened just now. Continue that one.";
  return new RefusedError([{ code: ErrorCode.ALREADY_DISPUTED, message, field, details: null }]);
}

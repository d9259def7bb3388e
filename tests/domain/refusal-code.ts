import { RefusedError } from "../../src/domain/errors.js";

/** The code of the first refusal that `act` throws, or null if it throws none. */
export function refusalCodeOf(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals[0].code;
    throw error;
  }
}

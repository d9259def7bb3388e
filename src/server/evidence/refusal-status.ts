import { ErrorCode, RefusedError } from "../../domain/errors.js";
import type { ErrorFormatter } from "../../graphql/errors.js";
import type { Refusal } from "../graphql-answer.js";

/** The HTTP status that goes with a refusal of bytes. */
const statusByCode: Partial<Readonly<Record<ErrorCode, number>>> = {
  FILE_TOO_LARGE: 413,
  HASH_MISMATCH: 422,
  NOT_FOUND: 404,
  STATE_CONFLICT: 409,
  UPLOAD_EXPIRED: 410,
  UPLOAD_INCOMPLETE: 400,
};

/** An error as the answer to a request for bytes: a refusal with its code, everything else as a fault of ours. */
export function answerOf(error: unknown, formatError: ErrorFormatter): Refusal {
  const formatted = formatError(error);
  if (!(error instanceof RefusedError)) return { status: 500, errors: [formatted] };
  return { status: statusByCode[formatted.extensions.code] ?? 400, errors: [formatted] };
}

/** The refusal of whatever is not there for who asks: unknown, another's, or not to be opened. */
export function nothingHere(): RefusedError {
  const message = "There is nothing here for you. Ask the API for the address again.";
  return new RefusedError([{ code: ErrorCode.NOT_FOUND, message, field: [], details: null }]);
}

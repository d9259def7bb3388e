import type { GraphQLError } from "graphql";
import { ErrorCode } from "../../domain/errors.js";
import { codedError } from "../errors.js";

/**
 * The refusal of an operation that is too large.
 * @param what the thing counted, in the plural or as a quality, such as "tokens"
 * @param limit how much of it is allowed
 * @param advice what the client can do
 */
export function tooComplex(what: string, limit: number, advice: string): GraphQLError {
  return codedError(
    ErrorCode.QUERY_TOO_COMPLEX,
    `The operation is too large: it has more than ${limit} ${what}. ${advice}`,
  );
}

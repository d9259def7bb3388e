import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { ErrorCode, RefusedError } from "../domain/errors.js";
import { CancelledError } from "../persistence/cancellation.js";

/** An error as it may leave the house: a message for people and a stable code for programs. */
export interface PublicError extends GraphQLFormattedError {
  readonly extensions: { readonly code: ErrorCode } & Readonly<Record<string, unknown>>;
}

/** Turns whatever was thrown into an error that reveals nothing that the client may not know. */
export type ErrorFormatter = (error: unknown) => PublicError;

/** What {@link createErrorFormatter} needs. */
export interface ErrorFormatterOptions {
  /** Makes the id that stands both in the answer and in the log. */
  readonly newErrorId: () => string;
  /** Writes an unexpected error to the log; called once for each. */
  readonly report: (errorId: string, error: unknown) => void;
  /** Whether messages may suggest names of the schema ("Did you mean …"). */
  readonly suggestions: boolean;
}

const allCodes: ReadonlySet<unknown> = new Set(Object.values(ErrorCode));

/** A GraphQL error with one of our codes and nothing else in it. */
export function codedError(code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The first error in the chain of originals that `test` knows, or undefined. */
function findOriginal<Found extends Error>(
  error: unknown,
  test: (candidate: unknown) => candidate is Found,
): Found | undefined {
  let candidate = error;
  // The chain is short in practice; the bound is against a chain that bites its own tail.
  for (let step = 0; step < 10; step += 1) {
    if (test(candidate)) return candidate;
    if (!(candidate instanceof GraphQLError) || candidate.originalError === undefined) return undefined;
    candidate = candidate.originalError;
  }
  return undefined;
}

const isRefused = (error: unknown) => error instanceof RefusedError;
const isCancelled = (error: unknown) => error instanceof CancelledError;
const isCoded = (error: unknown): error is GraphQLError & { extensions: { code: ErrorCode } } =>
  error instanceof GraphQLError && allCodes.has(error.extensions["code"]);

/** An error that graphql-js or Apollo found in the request itself, before anything ran. */
function isRequestError(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError) || error.path !== undefined) return false;
  const { originalError } = error;
  if (originalError === undefined) return error.extensions["code"] !== "INTERNAL_SERVER_ERROR";
  if (originalError instanceof GraphQLError) return isRequestError(originalError);
  // A scalar may say by a TypeError what is wrong with a value; anything else that was thrown is a bug.
  return originalError instanceof TypeError && (error.nodes?.length ?? 0) > 0;
}

function withPlace(error: unknown, answer: PublicError): PublicError {
  if (!(error instanceof GraphQLError)) return answer;
  const { locations, path } = error;
  return {
    ...answer,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
  };
}

function ofRefusal(error: RefusedError): PublicError {
  const [{ code, message, field, details }] = error.refusals;
  return { message, extensions: { code, field, ...(details === null ? {} : { details }) } };
}

function ofCoded({ message, extensions }: GraphQLError & { extensions: { code: ErrorCode } }): PublicError {
  const { code, field, details } = extensions;
  return {
    message,
    extensions: {
      code,
      ...(field === undefined ? {} : { field }),
      ...(details === undefined ? {} : { details }),
    },
  };
}

/**
 * Builds the one place that every error of both transports passes. Refusals keep their code; what is wrong
 * with the request itself becomes VALIDATION; cancelled work TIMEOUT; everything else is a bug, answered
 * as INTERNAL with an id, and reported under that id.
 */
export function createErrorFormatter(options: ErrorFormatterOptions): ErrorFormatter {
  const ofRequest = ({ message }: GraphQLError): PublicError => ({
    message: options.suggestions ? message : message.replace(/ ?Did you mean [^]*\?$/, ""),
    extensions: { code: ErrorCode.VALIDATION },
  });
  const ofBug = (error: unknown): PublicError => {
    const errorId = options.newErrorId();
    options.report(errorId, error);
    const message = `Something went wrong on our side. Try again later; if it stays, report error ${errorId}.`;
    return { message, extensions: { code: ErrorCode.INTERNAL, errorId } };
  };
  return (error) => {
    const refused = findOriginal(error, isRefused);
    if (refused !== undefined) return withPlace(error, ofRefusal(refused));
    if (findOriginal(error, isCancelled) !== undefined) return withPlace(error, ofCoded(timeoutError()));
    const coded = findOriginal(error, isCoded);
    if (coded !== undefined) return withPlace(error, ofCoded(coded));
    return withPlace(error, isRequestError(error) ? ofRequest(error) : ofBug(error));
  };
}

/** The fault of an operation that took too long and was stopped. */
export function timeoutError(): GraphQLError & { extensions: { code: ErrorCode } } {
  const message =
    "The request took too long and was stopped. A mutation may have been done: send it again " +
    "with the same clientMutationId. Ask for less at once, or try again later.";
  return Object.assign(new GraphQLError(message), { extensions: { code: ErrorCode.TIMEOUT } });
}

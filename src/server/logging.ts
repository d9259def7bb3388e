import { getOperationAST, type DocumentNode } from "graphql";
import { pino, type Logger } from "pino";
import type { Role } from "../domain/access/viewer.js";

export type { Logger } from "pino";

/**
 * The log of the process: one JSON object a line on standard output.
 * @param level the least level that is written
 */
export function createLogger(level: string): Logger {
  const serializers = { err: errorFacts, error: errorFacts };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers });
}

/**
 * What the log says of an error. PostgreSQL's `detail`, `where`, `hint` and parameters quote rows, which are
 * about people, and libraries hang what they like on an error: so nothing but what is named here is kept.
 * @returns type, message, code, constraint and stack; anything that is no error as it came
 */
export function errorFacts(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack } = error;
  const type = error.constructor.name === "" ? name : error.constructor.name;
  const [code, constraint] = ["code", "constraint"].map((property) => propertyOf(error, property));
  return { type, message, ...(isName(code) && { code }), ...(isName(constraint) && { constraint }), stack };
}

function isName(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** What the log line of one request or operation says: no person, no variable, no text of the client. */
export interface RequestFacts {
  readonly transport: "http" | "websocket";
  /** Milliseconds of the monotonic clock. */
  readonly startedAt: number;
  role: Role | null;
  operationName: string | null;
  operationType: string | null;
  /** Codes of errors and refusals; none means that all went well. */
  readonly codes: Set<string>;
}

/** Facts about a request that has just come in. */
export function newRequestFacts(transport: RequestFacts["transport"]): RequestFacts {
  const unknown = { role: null, operationName: null, operationType: null };
  return { transport, startedAt: performance.now(), ...unknown, codes: new Set() };
}

const MAXIMUM_NAME_LENGTH = 64;

/** Notes which operation of a document runs. */
export function noteOperation(
  facts: RequestFacts,
  document: DocumentNode,
  operationName: string | null | undefined,
): void {
  const operation = getOperationAST(document, operationName);
  facts.operationName = operation?.name?.value.slice(0, MAXIMUM_NAME_LENGTH) ?? null;
  facts.operationType = operation?.operation ?? null;
}

/** Notes how an operation ended: the codes of its errors, and those of `userErrors` where they were asked for. */
export function noteOutcome(
  facts: RequestFacts,
  result: { readonly errors?: readonly unknown[] | undefined; readonly data?: unknown },
): void {
  for (const error of result.errors ?? [])
    noteCode(facts, propertyOf(propertyOf(error, "extensions"), "code"));
  if (facts.operationType !== "mutation" || typeof result.data !== "object" || result.data === null) return;
  for (const payload of Object.values(result.data)) {
    const userErrors = propertyOf(payload, "userErrors");
    if (!Array.isArray(userErrors)) continue;
    for (const userError of userErrors) noteCode(facts, propertyOf(userError, "code"));
  }
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function noteCode(facts: RequestFacts, code: unknown): void {
  if (typeof code === "string") facts.codes.add(code);
}

/**
 * Writes the one line of a request.
 * @param status HTTP status, or null over WebSocket
 */
export function logRequest(logger: Logger, facts: RequestFacts, status: number | null): void {
  logger.info(
    {
      transport: facts.transport,
      operation: facts.operationName,
      type: facts.operationType,
      durationMs: Math.round((performance.now() - facts.startedAt) * 10) / 10,
      role: facts.role,
      ...(status === null ? {} : { status }),
      outcome: facts.codes.size === 0 ? "OK" : [...facts.codes].join(","),
    },
    "request",
  );
}

/** The reporter of unexpected errors: the id is the one that the client was given. */
export function reportTo(logger: Logger): (errorId: string, error: unknown) => void {
  return (errorId, error) => {
    logger.error({ errorId, error: errorFacts(innermost(error)) }, "unexpected error");
  };
}

/** The error that was really thrown, without what graphql-js wrapped around it. */
function innermost(error: unknown): Error {
  const original = error instanceof Error && "originalError" in error ? error.originalError : undefined;
  if (original instanceof Error) return innermost(original);
  return error instanceof Error ? error : new Error(String(error));
}

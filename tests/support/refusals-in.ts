import type { ExecutionResult } from "graphql";
import { RefusedError } from "../../src/domain/errors.js";

/** What an answer says of refusals; calls about many disputes say it for each in `results`, dry runs in `refusals`. */
interface Refused<Problem> {
  readonly refusals?: readonly Problem[];
  readonly userErrors?: readonly Problem[];
  readonly results?: readonly Refused<Problem>[];
}

/** All `userErrors` and `refusals` of an answer, those of each result among them. */
export function refusalsIn<Problem>(data: Readonly<Record<string, unknown>> | null | undefined): Problem[] {
  const payloads = Object.values(data ?? {}) as (Refused<Problem> | null)[];
  const all = payloads.flatMap((payload) => [payload, ...(payload?.results ?? [])]);
  return all.flatMap((each) => each?.userErrors ?? each?.refusals ?? []);
}

/** An answer without what tells nothing: what comes back and why not. */
export function essence({ data, errors }: ExecutionResult): unknown {
  return {
    data: data ?? null,
    errors: (errors ?? []).map(({ originalError, message }) => [refusalOf(originalError), message]),
  };
}

function refusalOf(error: unknown): unknown {
  return error instanceof RefusedError ? error.refusals : null;
}

/** The codes of all refusals of an answer, whether in `errors` or in `userErrors`. */
export function codesOf({ data, errors }: ExecutionResult): string[] {
  const faults = (errors ?? []).map(({ originalError, message }) =>
    originalError instanceof RefusedError ? originalError.refusals[0].code : message,
  );
  return [...faults, ...refusalsIn<{ code: string }>(data).map(({ code }) => code)];
}

import type { ExecutionResult } from "graphql";
import { RefusedError } from "../../src/domain/errors.js";

/** The codes that an answer refuses with: as faults, in `userErrors` or in the refusals of a preview. */
export function codesOf({ data, errors }: ExecutionResult): string[] {
  const faults = (errors ?? []).map(({ originalError, message }) =>
    originalError instanceof RefusedError ? originalError.refusals[0].code : message,
  );
  const payloads = Object.values(data ?? {}) as (Partial<
    Record<"refusals" | "userErrors", { code: string }[]>
  > | null)[];
  const refused = payloads.flatMap((payload) => [
    ...(payload?.userErrors ?? []),
    ...(payload?.refusals ?? []),
  ]);
  return [...faults, ...refused.map(({ code }) => code)];
}

import { isDeepStrictEqual } from "node:util";
import { fromGlobalId, typeOfGlobalId } from "../src/graphql/global-id.js";

const idPattern = /^[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}$/;
const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** A value with ids as UUIDs and instants in one spelling, and without what cannot be compared. */
function plain(value: unknown, without: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item, without));
  if (typeof value === "string") {
    if (idPattern.test(value)) return fromGlobalId(typeOfGlobalId(value), value);
    return instantPattern.test(value) ? new Date(value).toISOString() : value;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !without.includes(key))
      .map(([key, item]) => [key, plain(item, without)]),
  );
}

/**
 * Makes sure that two JSON texts say the same.
 * @throws Error showing where they begin to differ
 */
export function requireEqualAnswers(ours: string, limit: string, without: readonly string[]): void {
  const [one, other] = [plain(JSON.parse(ours), without), plain(JSON.parse(limit), without)];
  if (isDeepStrictEqual(one, other)) return;
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  const excerpt = (text: string): string => text.slice(Math.max(0, at - 200), at + 200);
  throw new Error(`The answers differ.\nours:  … ${excerpt(left)}\nlimit: … ${excerpt(right)}`);
}

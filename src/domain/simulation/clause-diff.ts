import { documentChanges } from "../rulebook/difference.js";
import type { Rulebook } from "../rulebook/rulebook.js";

/** One place in which two rulebooks differ. */
export interface RulebookChange {
  /** Where it stands, e.g. `reasons.NOT_RECEIVED.merchantResponseHours`. */
  readonly path: string;
  /** Code of the clause that the place belongs to; null where it belongs to none. */
  readonly clause: string | null;
  /** The value as JSON; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What the name of a version and its title say is no rule. */
const noRule = /^(version|title)(\.|$)/;

/** Every clause and parameter in which two rulebooks differ, in the order of their paths. */
export function diffRulebooks(before: Rulebook, after: Rulebook): RulebookChange[] {
  return documentChanges(before, after)
    .filter(({ path }) => !noRule.test(path))
    .map(({ path, before: was, after: is }) => ({
      path,
      clause: clauseAt(after, path) ?? clauseAt(before, path),
      before: textOf(was),
      after: textOf(is),
    }));
}

function textOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** The clause that a rule names, or that the place is a part of. */
function clauseAt(rulebook: Rulebook, path: string): string | null {
  const [table = "", entry = ""] = path.split(".");
  if (table === "clauses") return entry;
  const rules = memberOf(rulebook, table);
  const clause = memberOf(memberOf(rules, entry), "clause");
  return typeof clause === "string" ? clause : null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

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
const notRules: ReadonlySet<string> = new Set(["version", "title"]);

/** Every clause and parameter in which two rulebooks differ, in the order of their paths. */
export function diffRulebooks(before: Rulebook, after: Rulebook): RulebookChange[] {
  const changes: RulebookChange[] = [];
  const clauseAt = (path: readonly string[]): string | null =>
    clauseOf(after, path) ?? clauseOf(before, path);
  const compare = (one: unknown, other: unknown, path: readonly string[]): void => {
    if (isTable(one) && isTable(other)) {
      for (const key of keysOf(one, other))
        if (path.length > 0 || !notRules.has(key)) compare(one[key], other[key], [...path, key]);
      return;
    }
    const [was, is] = [textOf(one), textOf(other)];
    if (was !== is) changes.push({ path: path.join("."), clause: clauseAt(path), before: was, after: is });
  };
  compare(before, after, []);
  return changes;
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function keysOf(one: object, other: object): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
}

function textOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** The clause that a rule names, or that the place is a part of. */
function clauseOf(rulebook: Rulebook, [table = "", entry = ""]: readonly string[]): string | null {
  if (table === "clauses") return entry;
  const rules: unknown = Reflect.get(rulebook, table);
  const rule = isTable(rules) && Object.hasOwn(rules, entry) ? rules[entry] : undefined;
  return isTable(rule) && typeof rule["clause"] === "string" ? rule["clause"] : null;
}

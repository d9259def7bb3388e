import type { Clause } from "./clause.js";
import type { Rulebook } from "./rulebook.js";

/** What became of something from one version to another. */
export const ChangeKind = { ADDED: "ADDED", CHANGED: "CHANGED", REMOVED: "REMOVED" } as const;
export type ChangeKind = (typeof ChangeKind)[keyof typeof ChangeKind];

/** One place at which two documents of rulebooks differ. */
export interface RulebookChange {
  /** Where, e.g. `reasons.NOT_RECEIVED.merchantResponseHours`. */
  readonly path: string;
  readonly kind: ChangeKind;
  /** Code of the clause that the place is a part of, or that the innermost rule around it names; null where none is. */
  readonly clause: string | null;
  /** The JSON value there before; null where there was none. */
  readonly before: unknown;
  /** The JSON value there now; null where there is none. */
  readonly after: unknown;
}

/** A clause that two versions have in common by its code, or that only one of them has. */
export interface ClauseChange {
  readonly code: string;
  readonly kind: ChangeKind;
  readonly before: Clause | null;
  readonly after: Clause | null;
}

/**
 * Everything in which two documents differ, in the order of the paths. An object or a list of objects is looked
 * into; a list of plain values counts as one value. Items of a list are told apart by `code` or `level` where all have
 * one, else by their place.
 * @param before a rulebook, as parsed or as stored: whatever a document has come to hold
 * @param after likewise
 */
export function rulebookChanges(before: unknown, after: unknown): RulebookChange[] {
  return changesBelow([before, after], "", null).toSorted((one, other) => compare(one.path, other.path));
}

/** What the name of a version and its title say is no rule. */
const noRule = /^(version|title)(\.|$)/;

/** The same without the name and title of the version: none where only those differ. */
export function ruleChanges(before: unknown, after: unknown): RulebookChange[] {
  return rulebookChanges(before, after).filter(({ path }) => !noRule.test(path));
}

/** The clauses that were added, removed or changed, in the order of their codes. */
export function clauseChanges(
  before: Pick<Rulebook, "clauses">,
  after: Pick<Rulebook, "clauses">,
): ClauseChange[] {
  const codes = new Set([...Object.keys(before.clauses), ...Object.keys(after.clauses)]);
  return [...codes].toSorted(compare).flatMap((code): ClauseChange[] => {
    const [was, is] = [before.clauses[code] ?? null, after.clauses[code] ?? null];
    if (same(was, is)) return [];
    return [{ code, kind: kindOf(was ?? undefined, is ?? undefined), before: was, after: is }];
  });
}

type Pair = readonly [before: unknown, after: unknown];

/** @param around the clause of the rule around them */
function changesBelow([before, after]: Pair, path: string, around: string | null): RulebookChange[] {
  if (same(before, after)) return [];
  const clause = partOf(path) ?? namedBy(after) ?? namedBy(before) ?? around;
  const [was, is] = [membersOf(before), membersOf(after)];
  if (was === null || is === null) {
    return [{ path, kind: kindOf(before, after), clause, before: before ?? null, after: after ?? null }];
  }
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].flatMap((name) =>
    changesBelow([was.get(name), is.get(name)], path === "" ? name : `${path}.${name}`, clause),
  );
}

/** The clause that a place is a part of. */
function partOf(path: string): string | null {
  return /^clauses\.([^.]+)/.exec(path)?.[1] ?? null;
}

/** The clause that a rule names. */
function namedBy(value: unknown): string | null {
  const clause = isObject(value) ? value["clause"] : null;
  return typeof clause === "string" ? clause : null;
}

function kindOf(before: unknown, after: unknown): ChangeKind {
  if (before === undefined) return ChangeKind.ADDED;
  return after === undefined ? ChangeKind.REMOVED : ChangeKind.CHANGED;
}

/** The parts of a value that are compared one by one; null where it counts as a whole. */
function membersOf(value: unknown): Map<string, unknown> | null {
  if (!isObject(value)) return null;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  if (value.length === 0 || !value.every(isObject)) return null;
  return new Map(namesOf(value).map((name, index) => [name, value[index] as unknown]));
}

function namesOf(items: readonly Readonly<Record<string, unknown>>[]): string[] {
  for (const key of ["code", "level"]) {
    const names = items.map((item) => item[key]);
    const telling = names.every((name) => typeof name === "string" || typeof name === "number");
    if (telling && new Set(names).size === names.length) return names.map(String);
  }
  return items.map((_, index) => String(index));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Whether two JSON values are equal; the order of keys makes no difference. */
function same(one: unknown, other: unknown): boolean {
  if (!isObject(one) || !isObject(other)) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]))
  );
}

function compare(one: string, other: string): number {
  return Number(one > other) - Number(one < other);
}

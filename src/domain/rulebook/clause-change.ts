/** Any JSON. */
type Json = unknown;

/** The same JSON with the keys of every object in one order, as text. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_key, inner: Json) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every part of a document that says of itself, by its `clause`, that it rests on the code; with its place. */
function restingOn(value: Json, code: string, place: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = isObject(value) && value["clause"] === code ? [`${place}: ${canonical(value)}`] : [];
  const inner = Object.entries(value).flatMap(([key, part]) => restingOn(part, code, `${place}.${key}`));
  return [...own, ...inner];
}

function clauseOf(document: Json, code: string): Json {
  const clauses = isObject(document) ? document["clauses"] : undefined;
  return isObject(clauses) && Object.hasOwn(clauses, code) ? clauses[code] : null;
}

/** Whether a stored rulebook has a clause of this code. */
export function hasClause(document: Json, code: string): boolean {
  return clauseOf(document, code) !== null;
}

/**
 * Whether two versions of the rulebook differ in a clause: in its words, or in any rule (reason, clock, amount, …)
 * that names it as what it rests on. It reads documents as stored, whatever else their format has come to hold.
 */
export function clauseDiffers(one: Json, other: Json, code: string): boolean {
  const partsOf = (document: Json): string =>
    [canonical(clauseOf(document, code)), ...restingOn(document, code, "").toSorted()].join("\n");
  return partsOf(one) !== partsOf(other);
}

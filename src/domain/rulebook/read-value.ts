import { RefusedError } from "../errors.js";
import { parseAmount } from "../money.js";
import type { AmountByCurrency, LocalisedText } from "./rulebook.js";

/** A rulebook document that cannot be used; `path` names the value at fault, e.g. `reasons.OTHER.window.days`. */
export class InvalidRulebookError extends Error {
  override readonly name = "InvalidRulebookError";

  constructor(
    readonly path: string,
    problem: string,
  ) {
    super(`The rulebook is wrong at "${path}": ${problem}`);
  }
}

/** Reports the value at `path`; `problem` says what is wrong and what is expected. */
export function reject(path: string, problem: string): never {
  throw new InvalidRulebookError(path, problem);
}

/** The path of a member: `reasons` and `OTHER` make `reasons.OTHER`. */
export function memberPath(path: string, member: string | number): string {
  return path === "" ? String(member) : `${path}.${member}`;
}

/** Any JSON object, whatever its keys. */
export function readRecord(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    reject(path, "an object is expected.");
  }
  return value as Readonly<Record<string, unknown>>;
}

/** A JSON object with exactly these keys: one missing or misspelt is an error, not a default. */
export function readFields<Key extends string>(
  value: unknown,
  path: string,
  keys: readonly Key[],
): Readonly<Record<Key, unknown>> {
  const record = readRecord(value, path);
  for (const key of keys) if (!Object.hasOwn(record, key)) reject(memberPath(path, key), "it is missing.");
  const known: ReadonlySet<string> = new Set(keys);
  for (const key of Object.keys(record)) {
    if (!known.has(key)) reject(memberPath(path, key), `no such field; expected are ${keys.join(", ")}.`);
  }
  return record;
}

/** A text with something in it. */
export function readText(value: unknown, path: string): string {
  if (typeof value !== "string" || value.trim() === "") reject(path, "a text that is not empty is expected.");
  return value;
}

/** A text in every language that rules are published in. */
export function readLocalisedText(value: unknown, path: string): LocalisedText {
  const { en, zh } = readFields(value, path, ["en", "zh"]);
  return { en: readText(en, memberPath(path, "en")), zh: readText(zh, memberPath(path, "zh")) };
}

/** `true` or `false`. */
export function readFlag(value: unknown, path: string): boolean {
  if (typeof value !== "boolean") reject(path, "true or false is expected.");
  return value;
}

/** A whole number of at least `minimum`. */
export function readWholeNumber(value: unknown, path: string, minimum: number): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < minimum) {
    reject(path, `a whole number of at least ${minimum} is expected.`);
  }
  return value;
}

/** One of the values of a constant object of the domain. */
export function readOneOf<Value extends string>(
  value: unknown,
  path: string,
  constants: Readonly<Record<string, Value>>,
): Value {
  const values = Object.values(constants);
  const found = values.find((each) => each === value);
  return found ?? reject(path, `one of ${values.join(", ")} is expected.`);
}

/** A list, each item read by `readItem`, none of them twice. */
export function readList<Item>(
  value: unknown,
  path: string,
  readItem: (item: unknown, path: string) => Item,
): readonly Item[] {
  if (!Array.isArray(value)) reject(path, "a list is expected.");
  const items = value.map((item, index) => readItem(item, memberPath(path, index)));
  if (new Set(items).size < items.length) reject(path, "an item stands in the list twice.");
  return items;
}

/** The same for a list that must not be empty. */
export function readFilledList<Item>(
  value: unknown,
  path: string,
  readItem: (item: unknown, path: string) => Item,
): readonly [Item, ...Item[]] {
  const [first, ...others] = readList(value, path, readItem);
  return first === undefined ? reject(path, "the list must have at least one item.") : [first, ...others];
}

/** Decimal amounts in major units by ISO 4217 code; each must be exact in its currency. */
export function readAmounts(value: unknown, path: string): AmountByCurrency {
  return Object.fromEntries(
    Object.entries(readRecord(value, path)).map(([currency, amount]) => {
      const here = memberPath(path, currency);
      const text = readText(amount, here);
      try {
        parseAmount(text, currency);
      } catch (error) {
        if (error instanceof RefusedError) reject(here, error.refusals[0].message);
        throw error;
      }
      return [currency, text];
    }),
  );
}

import { isWellFormed } from "../../text.js";
import { memberPath, ProblemCollector, reject } from "./problem.js";

/** A JSON Schema (draft 2020-12), as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * One kind of value in a rulebook document: how it is read and how the published JSON Schema describes it. The two
 * stand side by side so that they cannot drift apart.
 */
export interface Shape<Value> {
  /** @throws InvalidRulebookError naming every value at fault */
  read(value: unknown, path: string): Value;
  readonly schema: JsonSchema;
}

/** The value that a shape reads. */
export type ValueOf<Of> = Of extends Shape<infer Value> ? Value : never;

/** The same shape with a description for people who write rulebooks. */
export function described<Value>(shape: Shape<Value>, description: string): Shape<Value> {
  return { ...shape, schema: { ...shape.schema, description } };
}

/** A text with something in it. */
export const text: Shape<string> = {
  schema: { type: "string", pattern: "\\S" },
  read(value, path) {
    if (typeof value !== "string" || value.trim() === "")
      reject(path, "a text that is not empty is expected.");
    if (value.includes("\0") || !isWellFormed(value))
      reject(path, "it holds NUL or half of a surrogate pair.");
    return value;
  },
};

/** A text of a certain form. `expected` ends the sentence of the refusal. */
export function textLike(pattern: RegExp, expected: string): Shape<string> {
  return {
    schema: { type: "string", pattern: pattern.source },
    read(value, path) {
      const read = text.read(value, path);
      if (!pattern.test(read)) reject(path, expected);
      return read;
    },
  };
}

/** `true` or `false`. */
export const flag: Shape<boolean> = {
  schema: { type: "boolean" },
  read(value, path) {
    if (typeof value !== "boolean") reject(path, "true or false is expected.");
    return value;
  },
};

/** A whole number of at least `minimum`, and of at most `maximum` where one is given. */
export function wholeNumber(minimum: number, maximum: number = Number.MAX_SAFE_INTEGER): Shape<number> {
  const bounded = maximum < Number.MAX_SAFE_INTEGER;
  return {
    schema: { type: "integer", minimum, ...(bounded && { maximum }) },
    read(value, path) {
      if (typeof value !== "number" || !Number.isSafeInteger(value) || value < minimum || value > maximum) {
        reject(
          path,
          `a whole number of at least ${minimum}${bounded ? ` and at most ${maximum}` : ""} is expected.`,
        );
      }
      return value;
    },
  };
}

/** One of some values, such as those of a constant object of the domain. */
export function oneOf<const Value extends string | number>(values: readonly Value[]): Shape<Value> {
  return {
    schema: { enum: [...values] },
    read(value, path) {
      return (
        values.find((each) => each === value) ?? reject(path, `one of ${values.join(", ")} is expected.`)
      );
    },
  };
}

/** A value that may be null. */
export function nullable<Value>(shape: Shape<Value>): Shape<Value | null> {
  return {
    schema: { anyOf: [shape.schema, { type: "null" }] },
    read: (value, path) => (value === null ? null : shape.read(value, path)),
  };
}

/** A list, no item of it twice. */
export function list<Item>(item: Shape<Item>): Shape<readonly Item[]> {
  return {
    schema: { type: "array", items: item.schema, uniqueItems: true },
    read(value, path) {
      if (!Array.isArray(value)) reject(path, "a list is expected.");
      const problems = new ProblemCollector();
      const items = value.map((each, index) =>
        problems.attempt(() => item.read(each, memberPath(path, index))),
      );
      problems.finish();
      if (new Set(items.map((each) => JSON.stringify(each))).size < items.length) {
        reject(path, "an item stands in the list twice.");
      }
      return items as readonly Item[];
    },
  };
}

/** The same for a list that must not be empty. */
export function filledList<Item>(item: Shape<Item>): Shape<readonly [Item, ...Item[]]> {
  const any = list(item);
  return {
    schema: { ...any.schema, minItems: 1 },
    read(value, path) {
      const [first, ...others] = any.read(value, path);
      return first === undefined ? reject(path, "the list must have at least one item.") : [first, ...others];
    },
  };
}

function recordAt(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    reject(path, "an object is expected.");
  return value as Readonly<Record<string, unknown>>;
}

/**
 * An object whose keys are the author's own, such as clauses by their code. It has no prototype: codes come from
 * clients too, and a lookup of "constructor" must find nothing.
 */
export function table<Entry>(entry: Shape<Entry>): Shape<Readonly<Record<string, Entry>>> {
  return {
    schema: { type: "object", additionalProperties: entry.schema },
    read(value, path) {
      const problems = new ProblemCollector();
      const entries = Object.entries(recordAt(value, path)).map(
        ([key, each]) => [key, problems.attempt(() => entry.read(each, memberPath(path, key)))] as const,
      );
      problems.finish();
      return Object.assign(Object.create(null), Object.fromEntries(entries)) as Record<string, Entry>;
    },
  };
}

/** The shapes of an object's fields, by name. */
export type FieldShapes = Readonly<Record<string, Shape<unknown>>>;

type Fields<Shapes extends FieldShapes> = { readonly [Name in keyof Shapes]: ValueOf<Shapes[Name]> };

/**
 * An object with exactly these fields: one that is misspelt is an error.
 * @param optional what stands in where a field is absent; fields not named here must be there
 */
export function object<Shapes extends FieldShapes>(
  fields: Shapes,
  optional: Partial<Fields<Shapes>> = {},
): Shape<Fields<Shapes>> {
  const names = Object.keys(fields);
  const required = names.filter((name) => !Object.hasOwn(optional, name));
  return {
    schema: {
      type: "object",
      properties: Object.fromEntries(names.map((name) => [name, fields[name]?.schema])),
      required,
      additionalProperties: false,
    },
    read(value, path) {
      const record = recordAt(value, path);
      const problems = new ProblemCollector();
      problems.attempt(() => {
        refuseUnknown(record, names, path);
      });
      const read = names.map((name) => {
        const present = Object.hasOwn(record, name) && record[name] !== undefined;
        return [
          name,
          problems.attempt(() => {
            const here = memberPath(path, name);
            if (present) return fields[name]?.read(record[name], here);
            return Object.hasOwn(optional, name) ? optional[name] : reject(here, "it is missing.");
          }),
        ] as const;
      });
      problems.finish();
      return Object.fromEntries(read.filter(([, each]) => each !== undefined)) as Fields<Shapes>;
    },
  };
}

/** An object with any of these fields and no others; what is absent stays absent. */
export function partialObject<Shapes extends FieldShapes>(fields: Shapes): Shape<Partial<Fields<Shapes>>> {
  const names = Object.keys(fields);
  const whole = object(fields);
  return {
    schema: { ...whole.schema, required: [], minProperties: 1 },
    read(value, path) {
      const record = recordAt(value, path);
      refuseUnknown(record, names, path);
      const present = Object.keys(record);
      if (present.length === 0) reject(path, `at least one of ${names.join(", ")} is expected.`);
      const given = Object.fromEntries(Object.entries(fields).filter(([name]) => present.includes(name)));
      return object(given).read(record, path) as Partial<Fields<Shapes>>;
    },
  };
}

function refuseUnknown(
  record: Readonly<Record<string, unknown>>,
  names: readonly string[],
  path: string,
): void {
  const problems = new ProblemCollector();
  for (const key of Object.keys(record)) {
    if (names.includes(key)) continue;
    problems.attempt(() => reject(memberPath(path, key), `no such field; expected are ${names.join(", ")}.`));
  }
  problems.finish();
}

/**
 * One of several objects, told apart by the value of one field.
 * @param tag the field's name
 * @param variants the shapes by the value of the tag; each has the tag among its fields
 */
export function taggedObject<Variants extends Readonly<Record<string, Shape<unknown>>>>(
  tag: string,
  variants: Variants,
): Shape<ValueOf<Variants[keyof Variants]>> {
  const which = oneOf(Object.keys(variants));
  return {
    schema: { oneOf: Object.values(variants).map(({ schema }) => schema) },
    read(value, path) {
      const record = recordAt(value, path);
      const shape = variants[which.read(record[tag], memberPath(path, tag))];
      if (shape === undefined) reject(path, "no such variant.");
      return shape.read(value, path) as ValueOf<Variants[keyof Variants]>;
    },
  };
}

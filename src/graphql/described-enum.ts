import { registerEnumType } from "type-graphql";

/**
 * Puts a constant of the domain into the schema as an enum, every value with its description: one that is
 * missing does not compile.
 */
export function describeEnum<Value extends string>(
  name: string,
  values: Readonly<Record<Value, Value>>,
  description: string,
  descriptions: Readonly<Record<Value, string>>,
): void {
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(descriptions).map(([value, text]) => [value, { description: text }]),
  );
  registerEnumType<Readonly<Record<string, string>>>(values, { name, description, valuesConfig });
}

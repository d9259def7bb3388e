import { readFileSync, writeFileSync } from "node:fs";
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
} from "graphql";
import { createSchema, printSortedSchema } from "../../src/graphql/schema.js";
import { readTypeNames, readTypeOf } from "../../src/persistence/read/map.js";

const path = "schema/schema.graphql";
const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith("__"));

/** Built into the language: graphql-js describes them. */
const builtIn = new Set(["Boolean", "Float", "ID", "Int", "String"]);
const roots = new Set(["Query", "Mutation", "Subscription"]);

function undescribedIn(type: GraphQLNamedType): string[] {
  const missing = (name: string, { description }: { description?: string | null | undefined }): string[] =>
    (description?.trim() ?? "").length < 3 ? [name] : [];
  const own = roots.has(type.name) || builtIn.has(type.name) ? [] : missing(type.name, type);
  if (isEnumType(type))
    return [...own, ...type.getValues().flatMap((value) => missing(`${type.name}.${value.name}`, value))];
  if (isInputObjectType(type)) {
    return [
      ...own,
      ...Object.values(type.getFields()).flatMap((field) => missing(`${type.name}.${field.name}`, field)),
    ];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return own;
  const fields = Object.values(type.getFields()).flatMap((field) => [
    ...missing(`${type.name}.${field.name}`, field),
    ...field.args.flatMap((argument) => missing(`${type.name}.${field.name}(${argument.name})`, argument)),
  ]);
  return [...own, ...fields];
}

it("is written down as the code has it; npm run schema:emit (or UPDATE_SCHEMA=1) writes it anew", () => {
  const text = printSortedSchema(schema);
  if (process.env["UPDATE_SCHEMA"] === "1") writeFileSync(path, text);
  expect(readFileSync(path, "utf8")).toBe(text);
});

it("describes every type, field, argument and enum value", () => {
  expect(types.flatMap(undescribedIn)).toEqual([]);
});

it("has a line in the read map for every field of what the compiler reads, and no more", () => {
  for (const name of readTypeNames) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`${name} is in the read map but is no object type.`);
    expect([name, ...Object.keys(readTypeOf(name).fields).sort()]).toEqual([
      name,
      ...Object.keys(type.getFields()).sort(),
    ]);
  }
});

it("gives the relations of the read map the types that the schema says", () => {
  for (const name of readTypeNames) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    for (const [fieldName, field] of Object.entries(readTypeOf(name).fields)) {
      if (!("type" in field)) continue;
      const expected = field.kind === "connection" ? `${field.type}Connection` : field.type;
      expect([name, fieldName, getNamedType(type.getFields()[fieldName]!.type).name]).toEqual([
        name,
        fieldName,
        expected,
      ]);
    }
  }
});

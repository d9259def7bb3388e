import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  getOperationAST,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";

const folder = "schema/operations";
const files = readdirSync(folder).filter((name) => name.endsWith(".graphql"));
const texts = new Map(files.map((name) => [name, readFileSync(join(folder, name), "utf8")]));

let schema: GraphQLSchema;
beforeAll(() => {
  // The committed schema, which another guard test keeps equal to the one that is served.
  schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));
});

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = getOperationAST(document);
  if (!operation) throw new Error("Write exactly one operation in each file.");
  return operation;
}

function rootFieldsOf(document: DocumentNode): string[] {
  return operationOf(document).selectionSet.selections.map((selection) =>
    selection.kind === Kind.FIELD ? selection.name.value : selection.kind,
  );
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe("schema/operations", () => {
  it.each(files)("%s is valid against the schema", (name) => {
    const problems = validate(schema, parse(texts.get(name)!));
    expect(problems.map(({ message }) => message)).toEqual([]);
  });

  it.each(files)("%s says what it is for and who may use it", (name) => {
    expect(texts.get(name)).toMatch(/^# \S[^]*\n# Roles: \S.*\n(query|mutation|subscription) /);
  });

  it.each(files)("%s is named after its root field, and so is its operation", (name) => {
    const document = parse(texts.get(name)!);
    const [field = "", ...others] = rootFieldsOf(document);
    expect(others).toEqual([]);
    expect(name).toBe(`${kebab(field)}.graphql`);
    expect(operationOf(document).name?.value).toBe(field.charAt(0).toUpperCase() + field.slice(1));
  });

  it("covers every root field", () => {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}));
    const covered = new Set([...texts.values()].flatMap((text) => rootFieldsOf(parse(text))));
    expect(fields.filter((field) => !covered.has(field))).toEqual([]);
  });
});

import { readFileSync } from "node:fs";
import { parse, validate } from "graphql";
import { conditionVariables } from "../../src/domain/rulebook/case-facts.js";
import { compensationFormula } from "../../src/domain/rulebook/format/parts.js";
import { createSchema } from "../../src/graphql/schema.js";
import { orderDraftSchema } from "../../src/server/import/order-draft.schema.js";
import { configVariables } from "../../src/server/config-variables.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const scripts = Object.keys(
  (JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { scripts: object })
    .scripts,
);

/** Every path of a JSON value, without the places in lists. */
function pathsOf(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, path));
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => pathsOf(item, `${path}.${key}`));
}

describe("the README", () => {
  it("shows an order that the import takes, with every field", () => {
    const [, example = ""] = /```json\n(.*?)```/s.exec(readme) ?? [];
    const order: unknown = JSON.parse(example);
    const filled: unknown = JSON.parse(JSON.stringify(orderDraftSchema.parse(order)));
    expect(pathsOf(filled).sort()).toEqual(pathsOf(order).sort());
  });

  it.each(configVariables)("says of $name what the configuration says", (variable) => {
    const row = readme.split("\n").find((line) => line.startsWith(`| \`${variable.name}\``)) ?? "";
    const cells = row.split("|").map((cell) => cell.trim());
    expect(cells.slice(1, 5)).toEqual([
      `\`${variable.name}\``,
      variable.default,
      variable.meaning,
      `\`${variable.example}\``,
    ]);
  });

  it("names only commands that exist", () => {
    const named = [...readme.matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(10);
    for (const name of named) expect(scripts).toContain(name);
  });

  it("walks through operations that the schema accepts", () => {
    const schema = createSchema();
    const operations = [...readme.matchAll(/'((?:query|mutation|subscription|\{)[^']*)'/g)].map(
      ([, text = ""]) => text,
    );
    expect(operations.length).toBeGreaterThan(9);
    for (const operation of operations.filter(
      (text) => /[a-zA-Z]+\s*[({]/.test(text) && !text.startsWith('{"'),
    )) {
      expect(validate(schema, parse(operation))).toEqual([]);
    }
  });
});

describe("docs/rulebook.md", () => {
  const guide = readFileSync(new URL("../../docs/rulebook.md", import.meta.url), "utf8");
  const cellsOf = (line: string): string[] =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());

  it("lists the variables of conditions as they are declared", () => {
    const [, table = ""] = /by a test -->\n(.*?)<!-- end of conditions/s.exec(guide) ?? [];
    const rows = table.split("\n").filter((line) => line.startsWith("| `"));
    expect(rows.map(cellsOf)).toEqual(
      conditionVariables.map(({ name, type, description }) => [`\`${name}\``, `\`${type}\``, description]),
    );
  });

  it("explains every formula", () => {
    const { oneOf } = compensationFormula.schema as {
      oneOf: { properties: { formula: { enum: string[] } } }[];
    };
    for (const formula of oneOf.flatMap(({ properties }) => properties.formula.enum))
      expect(guide).toContain(`| \`${formula}\``);
  });
});

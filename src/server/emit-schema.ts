import { readFileSync, writeFileSync } from "node:fs";
import { rulebookJsonSchema } from "../domain/rulebook/format/rulebook-format.js";
import { createSchema, printSortedSchema } from "../graphql/schema.js";

/** What is emitted, by the file that it is kept in, relative to the project's root. */
const emitted: Readonly<Record<string, () => string>> = {
  "schema/schema.graphql": () => printSortedSchema(createSchema()),
  "schema/rulebook.schema.json": () => `${JSON.stringify(rulebookJsonSchema, null, 2)}\n`,
};

/** Writes the schemas as text; with `--check` compares instead and fails if a file is not up to date. */
function emitSchemas(check: boolean): void {
  for (const [path, textOf] of Object.entries(emitted)) {
    const text = textOf();
    if (!check) {
      writeFileSync(path, text);
    } else if (readFileSync(path, "utf8") !== text) {
      process.stderr.write(`${path} is not what the code says. Run "npm run schema:emit" and commit it.\n`);
      process.exitCode = 1;
    }
  }
}

emitSchemas(process.argv.includes("--check"));

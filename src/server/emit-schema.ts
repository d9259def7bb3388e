import { readFileSync, writeFileSync } from "node:fs";
import { createSchema, printSortedSchema } from "../graphql/schema.js";

/** Where the schema is kept, relative to the project's root. */
const path = "schema/schema.graphql";

/** Writes the schema as text; with `--check` compares instead and fails if the file is not up to date. */
function emitSchema(check: boolean): void {
  const text = printSortedSchema(createSchema());
  if (!check) {
    writeFileSync(path, text);
    return;
  }
  if (readFileSync(path, "utf8") === text) return;
  process.stderr.write(`${path} is not what the code says. Run "npm run schema:emit" and commit it.\n`);
  process.exitCode = 1;
}

emitSchema(process.argv.includes("--check"));

// Writes an empty migration and adds it to ormconfig.ts: npm run migrate:new -- add-something
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build.mjs";

const name = process.argv[2] ?? "";
if (!/^[a-z]+(-[a-z0-9]+)+$/.test(name)) {
  process.stderr.write("Usage: npm run migrate:new -- <verb-noun>, for example add-evidence\n");
  process.exit(2);
}
const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const words = name.split("-").map((word) => word[0].toUpperCase() + word.slice(1));
const className = `${words.join("")}${timestamp}`;
const file = `migrations/${timestamp}-${name}.ts`;

const migration = `import type { MigrationInterface, QueryRunner } from "typeorm";

/** Says what it changes. */
export class ${className} implements MigrationInterface {
  readonly name = "${className}";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(\`\`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(\`\`);
  }
}
`;

const configPath = join(root, "ormconfig.ts");
const config = readFileSync(configPath, "utf8");
const imports = [...config.matchAll(/^import .* from "\.\/migrations\/.*";\n/gm)];
const list = /const migrations = \[([^\]]*)\];/;
const last = imports.at(-1);
const listed = list.exec(config)?.[1];
if (last === undefined || listed === undefined) {
  process.stderr.write("ormconfig.ts has no list of migrations any more: add the migration there by hand.\n");
  process.exit(1);
}
const end = last.index + last[0].length;
const line = `import { ${className} } from "./${file.replace(/\.ts$/, ".js")}";\n`;
const entries = [...listed.split(",").map((entry) => entry.trim()), className].filter(
  (entry) => entry !== "",
);
const updated = (config.slice(0, end) + line + config.slice(end)).replace(
  list,
  `const migrations = [${entries.join(", ")}];`,
);
writeFileSync(join(root, file), migration, { flag: "wx" });
writeFileSync(configPath, updated);
process.stdout.write(`Wrote ${file} and added it to ormconfig.ts. Fill in up and down.\n`);

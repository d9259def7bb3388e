// Runs src/server/<name>.ts, compiled first when needed: node scripts/run.mjs <name> [parameters].
// It runs in this very process, so signals and exit codes need no passing on.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildIfNeeded, root } from "./build.mjs";

const [, , name, ...parameters] = process.argv;
if (name === undefined || !/^[a-z-]+$/.test(name)) {
  process.stderr.write("Usage: node scripts/run.mjs <name of a file in src/server> [parameters]\n");
  process.exit(2);
}
await buildIfNeeded();
const program = join(root, "dist/src/server", `${name}.js`);
if (!existsSync(program)) {
  process.stderr.write(`There is no src/server/${name}.ts.\n`);
  process.exit(2);
}
// What the platform is for is said by OMBUD_MODE. The libraries look at NODE_ENV when they are imported, and are
// slower unless it says production.
if ((process.env.OMBUD_MODE ?? "").trim() === "")
  process.env.OMBUD_MODE = process.env.NODE_ENV === "production" ? "production" : "demo";
process.env.NODE_ENV = "production";
process.argv = [process.execPath, program, ...parameters];
await import(pathToFileURL(program).href);

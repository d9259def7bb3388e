// Compiles the project to dist/ when something has changed since the last time.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const output = join(root, "dist");
const stamp = join(output, ".fingerprint");
const lock = join(output, ".building");
const sources = [
  "src",
  "migrations",
  "seeds",
  "ormconfig.ts",
  "tsconfig.json",
  "tsconfig.build.json",
  "package-lock.json",
];

function* filesBelow(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return;
  if (entry.isDirectory()) for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name));
  else yield `${path} ${entry.size} ${entry.mtimeMs}`;
}

function fingerprint() {
  const hash = createHash("sha256").update(process.version);
  for (const source of sources) for (const line of filesBelow(join(root, source))) hash.update(`${line}\n`);
  return hash.digest("hex");
}

function isBuilt(print) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === print && existsSync(join(output, "src"));
}

function isAlive(processId) {
  try {
    return processId > 0 && process.kill(processId, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Two commands started at once must not compile into the same folder: the second waits for the first. */
async function takeLock() {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = existsSync(lock) ? readFileSync(lock, "utf8") : "";
    // An empty file is being written this moment, unless it has been so for seconds.
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (holder === "" ? age > 5_000 : !isAlive(Number(holder))) rmSync(lock, { force: true });
    await pause(100);
  }
}

/** Compiles when needed; ends the process when the code does not compile. */
export async function buildIfNeeded() {
  if (isBuilt(fingerprint())) return;
  mkdirSync(output, { recursive: true });
  await takeLock();
  let status = 0;
  try {
    const print = fingerprint();
    if (isBuilt(print)) return;
    rmSync(stamp, { force: true });
    // Without the output tsc must not believe its notes about it; and files whose source is gone must go.
    for (const name of readdirSync(output)) {
      if (join(output, name) !== lock) rmSync(join(output, name), { recursive: true, force: true });
    }
    process.stderr.write("Building …\n");
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    status =
      spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" })
        .status ?? 1;
    if (status === 0) writeFileSync(stamp, print);
  } finally {
    rmSync(lock, { force: true });
  }
  if (status !== 0) {
    process.stderr.write("The project does not compile; nothing was started.\n");
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildIfNeeded();

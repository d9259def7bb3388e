import { chown, lstat, mkdir, open, readFile, realpath, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { canWriteIn, chooseAccount, isRoot, ownUserId, type Account } from "./account.js";
import { nameOfPath, sharedFolders } from "./binaries.js";
import { errorCode } from "./error-code.js";

/** Where the cluster of a data folder lies and whose it is. */
export interface Location {
  readonly account: Account;
  /** Belongs to the account, mode 0700. */
  readonly home: string;
  /** What PostgreSQL calls its data directory, inside home. */
  readonly cluster: string;
}

/** What the data folder remembers about its database, readable by us only. */
export interface Memory {
  readonly password: string;
  /** The port it had last; 0 before the first start. */
  readonly port: number;
  /** Where the cluster lies when it could not lie in the data folder. */
  readonly home?: string;
}

const MEMORY_FILE = "postgres.json";

async function readMemory(dataDirectory: string): Promise<string | null> {
  try {
    return await readFile(join(dataDirectory, MEMORY_FILE), "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

/** Reads what {@link remember} wrote; null before the first start. */
export async function recall(dataDirectory: string): Promise<Memory | null> {
  const content = await readMemory(dataDirectory);
  return content === null ? null : (JSON.parse(content) as Memory);
}

/** Writes the memory of a data folder, whole or not at all. */
export async function remember(dataDirectory: string, memory: Memory): Promise<void> {
  const content = `${JSON.stringify(memory, null, 2)}\n`;
  if ((await readMemory(dataDirectory)) === content) return;
  const draft = join(dataDirectory, `${MEMORY_FILE}.new`);
  await rm(draft, { force: true });
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
    // Root may help out in an ordinary user's folder; that user must be able to read it afterwards.
    const { uid, gid } = await lstat(dataDirectory);
    if (isRoot()) await file.chown(uid, gid);
  } finally {
    await file.close();
  }
  await rename(draft, join(dataDirectory, MEMORY_FILE));
}

async function owner(directory: string): Promise<{ uid: number; gid: number; private: boolean } | null> {
  const entry = await lstat(directory).catch(() => null);
  if (entry === null) return null;
  if (!entry.isDirectory())
    throw new Error(`${directory} should be a folder of the database and is not: move it away.`);
  return { uid: entry.uid, gid: entry.gid, private: (entry.mode & 0o077) === 0 };
}

async function make(home: string, account: Account): Promise<void> {
  await mkdir(home, { mode: 0o700 });
  if (account !== null) await chown(home, account.uid, account.gid);
}

function at(home: string, account: Account): Location {
  return { account, home, cluster: join(home, "cluster") };
}

/** An ordinary user's database that root starts keeps running as that user. */
function keeperOf(home: string, present: { uid: number; gid: number }, account: Account): Account {
  if (isRoot()) return present.uid === 0 ? account : { uid: present.uid, gid: present.gid };
  if (present.uid === ownUserId()) return account;
  throw new Error(
    `The database in ${home} belongs to user ${present.uid} and this process runs as user ${ownUserId()}: start ` +
      `Ombud as the user who started it first, or choose another folder with OMBUD_DATA_DIRECTORY.`,
  );
}

/** A folder in the data folder; null when the account that must run PostgreSQL cannot reach it. */
async function inside(dataDirectory: string, account: Account): Promise<Location | null> {
  const home = join(dataDirectory, "postgres");
  const present = await owner(home);
  if (present === null) {
    await make(home, account);
    return (await canWriteIn(account, home)) ? at(home, account) : null;
  }
  const keeper = keeperOf(home, present, account);
  if (await canWriteIn(keeper, home)) return at(home, keeper);
  if ((await lstat(join(home, "cluster")).catch(() => null)) === null) return null;
  throw new Error(
    `User ${keeper?.uid ?? ownUserId()}, as whom the database in ${home} must run, cannot reach that folder any more: ` +
      "let others enter the folders above it (chmod o+x), or choose another folder with OMBUD_DATA_DIRECTORY.",
  );
}

/** A folder of its own among the machine's shared folders, private to the account. */
async function outside(dataDirectory: string, account: NonNullable<Account>): Promise<Location> {
  for (const folder of sharedFolders) {
    const home = join(folder, `ombud-${nameOfPath(dataDirectory)}`);
    const present = await owner(home).catch(() => ({ uid: -1, private: false }));
    if (present === null) {
      const made = await make(home, account)
        .then(() => true)
        .catch(() => false);
      if (!made) continue;
    } else if (present.uid !== account.uid || !present.private) {
      // Somebody else's, perhaps put there on purpose: not to be trusted.
      continue;
    }
    if (await canWriteIn(account, home)) return at(home, account);
  }
  throw new Error(
    `User ${account.uid}, as whom PostgreSQL must run because root may not, can reach neither ${dataDirectory} nor a ` +
      `folder of its own in ${sharedFolders.join(", ")}: set OMBUD_DATA_DIRECTORY to a folder it can enter.`,
  );
}

/** Finds or makes the folder of the cluster for a data folder. */
export async function locateCluster(
  dataDirectory: string,
  log: (message: string) => void,
): Promise<Location> {
  const account = await chooseAccount();
  const place = await inside(dataDirectory, account);
  if (place !== null) return place;
  if (account === null) throw new Error(`${dataDirectory} cannot be written to: set OMBUD_DATA_DIRECTORY.`);
  const elsewhere = await outside(await realpath(dataDirectory), account);
  log(
    `User ${account.uid}, as whom PostgreSQL runs, cannot reach ${dataDirectory}; the cluster is in ${elsewhere.home}.`,
  );
  return elsewhere;
}

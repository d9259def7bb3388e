import { lstat, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { createReadStream, createWriteStream } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { WithWorkFolder } from "../../services/evidence/work-folder.js";

const PREFIX = "ombud-examination-";
/** An examination takes 30 s at most and some more for what it waits for. */
const ABANDONED_MS = 600_000;

/**
 * Removes the folders that killed processes of this user left on this machine: a file lies in them in the clear.
 * @returns how many
 */
export async function removeAbandonedWorkFolders(): Promise<number> {
  let removed = 0;
  for (const name of (await readdir(tmpdir())).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const entry = await lstat(folder).catch(() => null);
    const isAbandoned = entry !== null && Date.now() - entry.mtimeMs > ABANDONED_MS;
    if (!isAbandoned || !entry.isDirectory() || entry.uid !== userInfo().uid) continue;
    await rm(folder, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

/** Lends folders under the machine's folder for temporary files; nobody but the user of the process can enter them. */
export const withWorkFolder: WithWorkFolder = async (work) => {
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  try {
    const copies = join(folder, "copies");
    await mkdir(copies, { mode: 0o700 });
    return await work({
      copies,
      async write(bytes) {
        const path = join(folder, "file");
        await pipeline(Readable.from(bytes, { objectMode: false }), createWriteStream(path, { mode: 0o600 }));
        return path;
      },
      async read(path) {
        const { size } = await stat(path);
        return { bytes: createReadStream(path), byteSize: size };
      },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { createReadStream, createWriteStream } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { WithWorkFolder } from "../../services/evidence/work-folder.js";

/** Lends folders under the machine's folder for temporary files; nobody but the user of the process can enter them. */
export const withWorkFolder: WithWorkFolder = async (work) => {
  const folder = await mkdtemp(join(tmpdir(), "ombud-examination-"));
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

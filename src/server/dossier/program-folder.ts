import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the program: the nearest above this file that has its verifier, in the sources as after a build. */
export function programFolder(): string {
  let folder = fileURLToPath(new URL(".", import.meta.url));
  while (!existsSync(join(folder, "verifier", "verify.mjs"))) {
    const above = dirname(folder);
    if (above === folder) throw new Error("The program has no folder `verifier`; it is not complete.");
    folder = above;
  }
  return folder;
}

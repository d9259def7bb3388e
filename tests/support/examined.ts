import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Examination } from "../../src/services/evidence/examiner.js";
import type { Examiner } from "../../src/server/evidence-safety/examiner.js";

/** The EICAR test text, in two halves so that no scanner takes this file for it. */
export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/**
 * Has bytes examined in a folder of their own, which is gone afterwards.
 * @param look what to do with the result while its copy is still there
 */
export async function examineBytes<Result>(
  examiner: Examiner,
  { bytes, filename, declaredType = "" }: { bytes: Uint8Array; filename: string; declaredType?: string },
  look: (examination: Examination) => Result | Promise<Result>,
): Promise<Result> {
  const workFolder = await mkdtemp(join(tmpdir(), "ombud-examined-"));
  try {
    const path = join(workFolder, "original");
    await writeFile(path, bytes);
    return await look(await examiner.examine({ path, filename, declaredType, workFolder }));
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Examination } from "../../src/services/evidence/examiner.js";
import { createExaminer, type Examiner } from "../../src/server/evidence-safety/examiner.js";

const MEMORY = 512 * 1_048_576;
const TIME_MS = 30_000;
const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

interface Row {
  readonly file: string;
  readonly sha256: string;
  readonly media_type: string;
  readonly expect: string;
}

const folder = join(process.env["OMBUD_DATA"] ?? "../shared/data", "evidence");
const manifest = join(folder, "manifest.csv");
const rows = existsSync(manifest) ? parse<Row>(readFileSync(manifest), { columns: true }) : [];

describe("The examination of the files of the manifest", () => {
  const worst = { peakMemory: 0, elapsedMs: 0 };
  let examiner: Examiner;
  let scratch: string;

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "ombud-safety-"));
    examiner = createExaminer({
      now: () => new Date("2026-11-25T00:00:00Z"),
      onMeasured: ({ peakMemory, elapsedMs }) => {
        worst.peakMemory = Math.max(worst.peakMemory, peakMemory);
        worst.elapsedMs = Math.max(worst.elapsedMs, elapsedMs);
      },
    });
  });

  afterAll(async () => {
    examiner.stop();
    await rm(scratch, { recursive: true, force: true });
  });

  async function examineRow(row: Row): Promise<Examination> {
    const isEicar = row.file === "bad/eicar.com";
    const bytes = isEicar ? Buffer.from(EICAR) : readFileSync(join(folder, row.file));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(row.sha256);
    const workFolder = join(scratch, row.file.replaceAll("/", "-"));
    await mkdir(workFolder);
    const path = join(workFolder, "original");
    await writeFile(path, bytes);
    const filename = basename(row.file);
    return examiner.examine({ path, filename, declaredType: row.media_type, workFolder });
  }

  if (rows.length === 0) {
    test.skip(`needs ${manifest}: set OMBUD_DATA`, () => undefined);
    return;
  }

  test("has 71 files to examine, and one that is written at run time", () => {
    expect(rows).toHaveLength(72);
  });

  test.each(rows.map((row) => [row.file, row.expect, row] as const))(
    "%s: %s",
    async (_file, expected, row) => {
      const examination = await examineRow(row);
      expect({ found: examination.findings, treatment: examination.treatment }).toEqual({
        found: examination.findings,
        treatment: expected.toUpperCase(),
      });
      // Each for what it is, not because the examination broke down over it.
      expect(examination.findings.filter((code) => code.startsWith("EXAMINATION_"))).toEqual([]);
      if (row.media_type !== "") expect(examination.contentType).toBe(row.media_type);
      if (expected === "sanitise") expect(existsSync(examination.shared?.path ?? "")).toBe(true);
    },
  );

  test("keeps to 512 MiB and 30 s for each", () => {
    const mebibytes = Math.round(worst.peakMemory / 1_048_576);
    console.log(
      `Worst of ${rows.length} files: ${mebibytes} MiB resident, ${Math.round(worst.elapsedMs)} ms.`,
    );
    expect(worst.peakMemory).toBeLessThanOrEqual(MEMORY);
    expect(worst.elapsedMs).toBeLessThanOrEqual(TIME_MS);
  });
});

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Examiner } from "../../src/server/evidence-safety/examiner.js";
import { createTestExaminer } from "../support/examiner.js";
import { EICAR, examineBytes } from "../support/examined.js";

const MEMORY = 512 * 1_048_576;
const TIME_MS = 30_000;

interface Row {
  readonly file: string;
  readonly sha256: string;
  readonly media_type: string;
  readonly expect: string;
}

const folder = join(process.env["OMBUD_DATA"] ?? "../shared/data", "evidence");
const manifest = join(folder, "manifest.csv");
const rows = existsSync(manifest) ? parse<Row>(readFileSync(manifest), { columns: true }) : [];

/** The test text of virus scanners lies on no disk: it is written when it is needed. */
function contentOf(row: Row): Buffer {
  const bytes = row.file === "bad/eicar.com" ? Buffer.from(EICAR) : readFileSync(join(folder, row.file));
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(row.sha256);
  return bytes;
}

describe("The examination of the files of the manifest", () => {
  const worst = { peakMemory: 0, elapsedMs: 0 };
  let examiner: Examiner;

  beforeAll(() => {
    examiner = createTestExaminer({
      now: () => new Date("2026-11-25T00:00:00Z"),
      onMeasured: ({ peakMemory, elapsedMs }) => {
        worst.peakMemory = Math.max(worst.peakMemory, peakMemory);
        worst.elapsedMs = Math.max(worst.elapsedMs, elapsedMs);
      },
    });
  });

  afterAll(() => {
    examiner.stop();
  });

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
      const file = { bytes: contentOf(row), filename: basename(row.file), declaredType: row.media_type };
      await examineBytes(examiner, file, ({ treatment, contentType, findings, shared }) => {
        expect({ treatment, findings }).toEqual({ treatment: expected.toUpperCase(), findings });
        // Each for what it is, not because the examination broke down over it.
        expect(findings.filter((code) => code.startsWith("EXAMINATION_"))).toEqual([]);
        if (row.media_type !== "") expect(contentType).toBe(row.media_type);
        if (expected === "sanitise") expect(existsSync(shared?.path ?? "")).toBe(true);
      });
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

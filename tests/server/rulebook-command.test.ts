import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays } from "../../src/domain/time.js";
import {
  destroyEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from "../../src/server/embedded-postgres.js";
import { compiledProgram } from "../support/program.js";

let folder: string;
/** Held as another process would hold it, so that no command has to start and stop the server. */
let held: EmbeddedPostgres;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombud-rulebook-"));
  // As root the embedded database runs as another user, who must get in.
  await chmod(folder, 0o711);
  const dataDirectory = join(folder, "database");
  held = await startEmbeddedPostgres({ dataDirectory, durable: true, log: () => undefined });
});
afterAll(async () => {
  await held.stop();
  await destroyEmbeddedPostgres(join(folder, "database"));
  await rm(folder, { recursive: true, force: true });
});

/** Runs the command as a process of its own. @returns how it ended and all that it wrote */
function rulebook(...given: string[]): Promise<{ code: number; output: string }> {
  // Empty counts as unset: the embedded database it is.
  const own = { DATABASE_URL: "", OMBUD_DATA_DIRECTORY: join(folder, "database"), OMBUD_MODE: "demo" };
  const env = { ...process.env, NODE_ENV: "", NODE_OPTIONS: "", ...own };
  const command = [compiledProgram("rulebook-command"), ...given];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: `${stdout}${stderr}` });
    });
  });
}

/** Writes the default rules, changed, to a file. @returns its path */
async function changed(name: string, change: (text: string) => string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, change(await readFile("seeds/rulebooks/default.json", "utf8")));
  return file;
}

const asVersion = (version: string) => (text: string) => {
  const book = JSON.parse(text) as { version: string; timers: { offer: { hours: number } } };
  book.version = version;
  book.timers.offer.hours += 1;
  return JSON.stringify(book, null, 2);
};

it("check says yes to the default rules, and where others are wrong", async () => {
  const fine = await rulebook("check", "seeds/rulebooks/default.json");
  expect(fine.code).toBe(0);
  expect(fine.output).toMatch(/no dispute can be stuck/);
  const file = await changed("wrong.json", (text) => text.replace('"QUALITY_DEFECT"', '"quality defect"'));
  const wrong = await rulebook("check", file);
  expect(wrong.code).toBe(1);
  expect(wrong.output).toMatch(/wrong\.json:\d+:\d+ {2}\S/);
});

it("diff names each place that differs from the version in force, and nothing where none does", async () => {
  const file = await changed("other.json", asVersion("other"));
  const { code, output } = await rulebook("diff", file);
  expect(code).toBe(0);
  expect(output).toMatch(/timers\.offer\.hours/);
  expect((await rulebook("diff", file, file)).output).toMatch(/No rule differs/);
});

it("publish takes a version through its life, in the hands of two people", async () => {
  const until = ["--effective-at", addDays(new Date(), 60).toISOString()];
  const file = await changed("published.json", asVersion("published"));
  const { code, output } = await rulebook("publish", file, ...until);
  expect(code).toBe(0);
  expect(output).toMatch(/published is published and takes effect at/);
  expect((await rulebook("diff", file, "published")).output).toMatch(/No rule differs/);
  const one = "00000000-0000-4000-8000-000000000001";
  const alone = await changed("alone.json", asVersion("alone"));
  const refused = await rulebook("publish", alone, ...until, "--editor", one, "--approver", one);
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/FOUR_EYES_REQUIRED/);
});

it("publish leaves nothing behind where a step is refused, so that it can be run again", async () => {
  const file = await changed("again.json", asVersion("again"));
  const soon = await rulebook("publish", file, "--effective-at", addDays(new Date(), 1).toISOString());
  expect(soon.code).toBe(1);
  expect(soon.output).toMatch(/NOTICE_TOO_SHORT/);
  const later = await rulebook("publish", file, "--effective-at", addDays(new Date(), 90).toISOString());
  expect(later.output).toMatch(/again is published and takes effect at/);
});

it("publish says that the id of a person is none before it does anything", async () => {
  const file = await changed("nobody.json", asVersion("nobody"));
  const refused = await rulebook("publish", file, "--effective-at", "2099-01-01", "--approver", "42");
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/^--approver must be a UUID/);
});

it("check names no place in a file that is too long as a whole", async () => {
  const { code, output } = await rulebook("check", await changed("long.json", (text) => text.repeat(10)));
  expect(code).toBe(1);
  expect(output).toMatch(/long\.json {2}The text is too long/);
});

it("simulate tells what a file would have changed, and says how it is used when it is not told which", async () => {
  const file = await changed("tried.json", asVersion("tried"));
  const { code, output } = await rulebook("simulate", file);
  expect(code).toBe(0);
  expect(output).toMatch(/disputes, \d+ would differ; 0 replay otherwise than recorded/);
  for (const [option, given] of [
    ["from", "yesterday"],
    ["merchant", "42"],
  ] as const) {
    const refused = await rulebook("simulate", file, `--${option}`, given);
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(new RegExp(`^--${option} must be a`));
  }
  const empty = await rulebook("simulate", file, "--from", "2027-01-01", "--until", "2026-01-01");
  expect(empty.code).toBe(1);
  expect(empty.output).toMatch(/VALIDATION: The period is empty/);
  const lost = await rulebook("simulate");
  expect(lost.code).toBe(1);
  expect(lost.output).toMatch(/Usage: npm run rulebook/);
});

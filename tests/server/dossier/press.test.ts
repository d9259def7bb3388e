import { execFile } from "node:child_process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { PdfThreadLost } from "../../../src/server/dossier/pdf-thread.js";
import { createPress, type Press } from "../../../src/server/dossier/press.js";
import type { RulingDocument } from "../../../src/services/ruling/document/blocks.js";
import { compiledProgram } from "../../support/program.js";

const program = new URL("../../support/odd-pdf-program.js", import.meta.url);
const run = promisify(execFile);
const STOPPED = "The making of PDFs has been stopped.";

let press: Press;

afterEach(() => press.stop());

function ruling(title: string): RulingDocument {
  return { language: "EN", title, madeAt: new Date("2026-12-01T00:00:00Z"), blocks: [] };
}

const printed = async (title: string) => new TextDecoder().decode(await press.ruling(ruling(title)));

describe("the thread that makes PDFs", () => {
  it.each([
    ["exit", "exited with 3"],
    ["throw", "The ink is dry."],
    ["take all memory", "memory limit"],
  ])("is replaced when it dies, and only what it died of has no PDF: %s", async (title, message) => {
    press = createPress({ program });
    const waiting = ["before", title, "behind"].map(printed);
    const died = waiting[1]!;
    await expect(died).rejects.toThrow(PdfThreadLost);
    await expect(died).rejects.toThrow(message);
    expect([await waiting[0], await waiting[2]]).toEqual(["before", "behind"]);
    expect(await printed("later")).toBe("later");
  });

  it("is ended when it takes too long", async () => {
    press = createPress({ program, timeMs: 20_000 });
    expect(await printed("before")).toBe("before");
    await press.stop();
    press = createPress({ program, timeMs: 300 });
    const endless = printed("never end");
    await expect(endless).rejects.toThrow(PdfThreadLost);
    await expect(endless).rejects.toThrow("not made within 0.3 s");
  });

  it("hands errors back and goes on", async () => {
    press = createPress({ program });
    const failed = printed("answer with an error");
    await expect(failed).rejects.toThrow(RangeError);
    await expect(failed).rejects.toThrow("too small");
    expect(await printed("later")).toBe("later");
  });

  it("hands back what cannot be copied to it and goes on", async () => {
    press = createPress({ program });
    const odd = { ...ruling("odd"), blocks: [{ kind: "text", text: () => "no text" }] };
    await expect(press.ruling(odd as never)).rejects.toThrow("could not be cloned");
    expect(await printed("later")).toBe("later");
  });

  it("ends with the press, at once and for good", async () => {
    press = createPress({ program });
    expect(await printed("before")).toBe("before");
    const waiting = Promise.allSettled(["never end", "behind"].map(printed));
    await press.stop();
    const later = await Promise.allSettled([printed("later")]);
    for (const one of [...(await waiting), ...later]) {
      expect(one).toMatchObject({ reason: expect.objectContaining({ message: STOPPED }) as unknown });
    }
  });

  it("keeps no process alive that has nothing else to do, but one whose PDF it makes", async () => {
    press = createPress();
    const from = JSON.stringify(pathToFileURL(compiledProgram("dossier/press")).href);
    const text = JSON.stringify(ruling("D-1"));
    const script = `import(${from}).then(async ({ createPress }) => {
      const pdf = await createPress().ruling({ ...${text}, madeAt: new Date(0) });
      process.stdout.write(Buffer.from(pdf).subarray(0, 5).toString());
    });`;
    const { stdout } = await run(process.execPath, ["--eval", script], { timeout: 120_000 });
    expect(stdout).toBe("%PDF-");
  });
});

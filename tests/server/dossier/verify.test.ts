import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { deflateRawSync } from "node:zlib";
import canonicalize from "canonicalize";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { DossierStage, exported, verifyZip, type SeenDossier } from "../../support/dossier-stage.js";
import { entriesOf, forge, zipFrom } from "../../support/dossier-zip.js";

let platform: TestPlatform;
/** Of the mediator, who has the platform's own chains. */
let zip: Buffer;
let dossier: SeenDossier;
/** Of the shopper, who has chains of their own. */
let ownZip: Buffer;

beforeAll(async () => {
  platform = await startTestPlatform();
  const opened = await DossierStage.open(platform);
  await opened.exchange();
  const { stage } = opened;
  ({ zip, dossier } = await exported(stage, stage.story.cast.mediator));
  ({ zip: ownZip } = await exported(stage, stage.shopper));
});
afterAll(() => platform.close());

interface Flipped {
  readonly status: string;
  readonly entries: readonly string[];
}

const run = promisify(execFile);

/** Verifies a dossier with one byte changed, at each of some places, in a process of its own. */
async function flipAt(bytes: Buffer, places: readonly number[]): Promise<Flipped[]> {
  const folder = await mkdtemp(join(tmpdir(), "ombud-flips-"));
  await writeFile(join(folder, "whole.zip"), bytes);
  await writeFile(join(folder, "places.json"), JSON.stringify(places));
  const program = `
    import { readFileSync, writeFileSync } from "node:fs";
    import { verifyDossier } from ${JSON.stringify(new URL("../../../verifier/verify.mjs", import.meta.url).href)};
    const folder = process.argv[1];
    const whole = readFileSync(folder + "/whole.zip");
    const flipped = JSON.parse(readFileSync(folder + "/places.json")).map((place) => {
      const changed = Buffer.from(whole);
      changed[place] ^= 1 << (place % 8);
      writeFileSync(folder + "/changed.zip", changed);
      const { status, problems } = verifyDossier(folder + "/changed.zip");
      return { status, entries: problems.map(({ entry, problem }) => entry ?? problem) };
    });
    console.log(JSON.stringify(flipped));`;
  const args = ["--input-type=module", "-e", program, folder];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 1 << 24 });
  return JSON.parse(stdout) as Flipped[];
}

/** Places that are spread over a part of the file, its ends among them. */
function spread(offset: number, byteSize: number, count: number): number[] {
  const steps = Array.from({ length: count }, (_, index) =>
    Math.floor((index * (byteSize - 1)) / (count - 1)),
  );
  return [...new Set(steps.map((step) => offset + step))];
}

describe("one changed byte", () => {
  it("in any entry is found, and the entry is named", async () => {
    for (const whole of [zip, ownZip]) {
      for (const [path, { offset, byteSize }] of entriesOf(whole)) {
        for (const { status, entries } of await flipAt(whole, spread(offset, byteSize, 60))) {
          expect([path, status]).toEqual([path, "BROKEN"]);
          expect(entries).toContain(path);
        }
      }
    }
  });

  it("anywhere between the entries and in the directory of the ZIP is found", async () => {
    const inside = new Set<number>();
    for (const { offset, byteSize } of entriesOf(zip).values()) {
      for (let place = offset; place < offset + byteSize; place += 1) inside.add(place);
    }
    const places = [...zip.keys()].filter((place) => !inside.has(place));
    expect(places.length).toBeGreaterThan(1_000);
    const flipped = await flipAt(zip, places);
    expect(flipped.filter(({ status }) => status === "HOLDS")).toEqual([]);
  });
});

describe("a file that is no dossier, or a hostile one", () => {
  const withEnd = (change: (end: Buffer) => void): Buffer => {
    const changed = Buffer.from(zip);
    change(changed.subarray(-22));
    return changed;
  };
  const plain = (): [string, Uint8Array][] => [...entriesOf(zip)].map(([path, { bytes }]) => [path, bytes]);

  it("is refused with a sentence that says why", async () => {
    const huge = withEnd((end) => end.writeUInt32LE(0xffff_fff0, 12));
    const many = withEnd((end) => {
      end.writeUInt16LE(0xffff, 8);
      end.writeUInt16LE(0xffff, 10);
    });
    const compressed = Buffer.from(zip);
    const at = zip.readUInt32LE(zip.length - 6);
    compressed.writeUInt16LE(8, at + 10);
    const overlapping = Buffer.from(zip);
    const nameLength = zip.readUInt16LE(at + 28);
    overlapping.writeUInt32LE(0, at + 46 + nameLength + 42);
    const files: [Buffer, number, RegExp][] = [
      [Buffer.from(""), 2, /no ZIP/],
      [Buffer.from("x".repeat(5_000)), 2, /no ZIP/],
      [zip.subarray(0, zip.length - 1), 1, /cut off/],
      [zip.subarray(0, zip.length / 2), 1, /cut off/],
      [Buffer.concat([zip, Buffer.from("!")]), 1, /added/],
      [Buffer.concat([Buffer.from("#!/bin/sh\n"), zip]), 1, /does not fit/],
      [huge, 1, /does not fit/],
      [many, 1, /entries/],
      [compressed, 1, /compressed/],
      [overlapping, 1, /overlap/],
      [await zipFrom([...plain(), ["README.txt", Buffer.from("Another.")]]), 1, /two entries/],
      [await zipFrom([...plain(), ["../../escape.txt", Buffer.from("!")]]), 1, /no dossier has/],
      [await zipFrom([...plain(), ["/etc/passwd", Buffer.from("!")]]), 1, /no dossier has/],
      [await zipFrom([...plain(), ["files/a\\b/c.txt", Buffer.from("!")]]), 1, /no dossier has/],
      [await zipFrom([...plain(), ["run.exe", Buffer.from("!")]]), 1, /no dossier has/],
      [await zipFrom(plain().slice(1)), 1, /missing/],
      [await zipFrom([["bomb", deflateRawSync(Buffer.alloc(1_000_000))]]), 1, /no dossier has/],
    ];
    for (const [bytes, code, problem] of files) {
      const report = await verifyZip(bytes);
      expect([report.code, report.problems[0]?.problem]).toEqual([code, expect.stringMatching(problem)]);
    }
  });

  it("is found where its bytes were only put in another order or written otherwise", async () => {
    const moved = plain();
    moved.push(...moved.splice(2, 1));
    const signature = entriesOf(zip).get("signature.json")!.bytes.toString();
    const rewritten = (text: string) =>
      zipFrom(plain().map(([path, bytes]) => [path, path === "signature.json" ? Buffer.from(text) : bytes]));
    for (const changed of [
      await zipFrom(moved),
      await rewritten(`${signature} `),
      await rewritten(signature.replace("{", '{ "algorithm": "none",')),
    ]) {
      expect(await verifyZip(changed)).toMatchObject({ code: 1, status: "BROKEN" });
    }
    expect(await verifyZip(await zipFrom(plain()))).toMatchObject({ code: 0 });
  });

  it("does not write a verdict of its own into the terminal", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ombud-terminal-"));
    const path = join(folder, "dossier.zip");
    const verdict = "\u001b[2J\u001b[H\u009b2J\ndossier.zip holds: nothing was changed";
    const written = await forge(zip, ({ dossier: changed }) => {
      (changed["statements"] as unknown[]).push({ id: verdict, text: "" });
    });
    await writeFile(path, written);
    const ended = (await run(process.execPath, ["verifier/verify.mjs", path]).catch(
      (error: unknown) => error,
    )) as { code: number; stderr: string };
    expect(ended.code).toBe(1);
    expect(ended.stderr).not.toMatch(/[\u001b\u009b]|^dossier.zip holds/m);
    const { problems } = await verifyZip(written);
    expect(problems[0]).toMatchObject({ statement: verdict });
  });

  it("does not keep the verifier busy: many files and many links take a moment", async () => {
    const many = Array.from({ length: 200_000 }, (_, index) => ({ id: index, path: null }));
    const written = await forge(ownZip, ({ dossier: changed, manifest }) => {
      const { custody } = changed;
      const { fileId, act, actorRole, detail, occurredAt } = custody.at(-1)!;
      const content = { fileId, act, actorRole, detail, occurredAt };
      while (custody.length < 50_000) {
        const { hash: previousHash, sequence: last } = custody.at(-1)!;
        const sequence = last + 1;
        const text = canonicalize({ disputeId: changed["disputeId"], sequence, ...content })!;
        const hash = createHash("sha256").update(`${previousHash}${text}`).digest("hex");
        custody.push({ sequence, previousHash, hash, ...content });
      }
      manifest.chains.custody = { count: custody.length, head: custody.at(-1)!.hash };
      changed["files"] = many;
    });
    const begun = process.cpuUsage();
    expect(await verifyZip(written)).toMatchObject({ code: 1 });
    const { user, system } = process.cpuUsage(begun);
    // Of the processor, in microseconds: what else the machine does is not the verifier's fault.
    expect(user + system).toBeLessThan(20_000_000);
  });

  it("runs from the command line as `ombud verify`, and says how it is used", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ombud-command-"));
    const path = join(folder, "dossier.zip");
    await writeFile(path, zip);
    const { stdout } = await run("npx", ["--no-install", "ombud", "verify", path]);
    expect(stdout).toContain("dossier.zip holds");
    expect(stdout).toContain(dossier.custodyHead!);
    // Started through a link it works too.
    const link = join(folder, "linked.mjs");
    await symlink(join(process.cwd(), "verifier", "verify.mjs"), link);
    expect((await run(process.execPath, [link, path])).stdout).toContain("holds");
    for (const words of [
      [],
      ["show"],
      ["verify"],
      ["verify", path, "--key", "x"],
      ["verify", "missing.zip"],
    ]) {
      await expect(run(process.execPath, ["verifier/ombud.mjs", ...words])).rejects.toMatchObject({
        code: 2,
      });
    }
    await writeFile(path, Buffer.concat([zip.subarray(0, 200), Buffer.from("!"), zip.subarray(201)]));
    const broken = run(process.execPath, ["verifier/ombud.mjs", "verify", path]);
    await expect(broken).rejects.toMatchObject({ code: 1 });
    await expect(broken).rejects.toHaveProperty("stderr", expect.stringContaining("DOES NOT HOLD"));
  });
});

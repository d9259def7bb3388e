import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "./timed.js";

/**
 * The other limit of bench:evidence: the same bytes copied and fsynced by `dd`, a process for each file, started by xargs.
 * @param folder it must not exist yet
 * @returns seconds
 */
export function writeWithDd({ files, atOnce }: Plan, folder: string, bytes: Uint8Array): number {
  mkdirSync(folder, { recursive: true });
  const source = join(folder, "source");
  writeFileSync(source, bytes);
  const numbers = Array.from({ length: files }, (_, number) => `${number}\n`).join("");
  const start = performance.now();
  const { status, stderr } = spawnSync(
    "xargs",
    ["-P", String(atOnce), "-I{}", "dd", `if=${source}`, "of={}", "bs=1M", "conv=fsync", "status=none"],
    { cwd: folder, input: numbers, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`dd: ${stderr}`);
  return (performance.now() - start) / 1_000;
}

import { readFile } from "node:fs/promises";
import { RefusedError, type Refusal } from "../domain/errors.js";
import { proveExit } from "../domain/rulebook/prove-exit.js";
import type { Rulebook } from "../domain/rulebook/rulebook.js";
import { parseRulebookSource } from "../services/rulebook/parse-rulebook-source.js";

/** A rulebook as it stands in a file. */
export interface RulebookFile {
  readonly source: string;
  readonly rulebook: Rulebook;
}

/**
 * Reads a rulebook from a file, in YAML or JSON.
 * @throws Error with a line for each thing that is wrong: file, line, column, what
 */
export async function readRulebookFile(file: string): Promise<RulebookFile> {
  const source = await readFile(file, "utf8");
  try {
    return { source, rulebook: parseRulebookSource(source).rulebook };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new Error(error.refusals.map((refusal) => problemLine(file, refusal)).join("\n"), { cause: error });
  }
}

function problemLine(file: string, { message, details }: Refusal): string {
  // A text that cannot be kept, such as one that is too long, is wrong nowhere in particular.
  const place =
    details === null || !("line" in details)
      ? ""
      : `:${String(details["line"])}:${String(details["column"])}`;
  return `${file}${place}  ${message}`;
}

/**
 * Looks whether a rulebook could be published.
 * @throws Error with the way into the trap
 */
export function requireExit(file: string, rulebook: Rulebook): void {
  const broken = proveExit(rulebook);
  if (broken === null) return;
  throw new Error(`${file}  ${broken.promise} is broken: ${broken.path.join(" → ")}\n${broken.message}`);
}

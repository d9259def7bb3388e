import { readFileSync } from "node:fs";

/** A fresh copy of the default rulebook as JSON; change it at will. */
export function defaultRulebookJson(): Record<string, unknown> {
  return JSON.parse(readFileSync("seeds/rulebooks/default.json", "utf8")) as Record<string, unknown>;
}

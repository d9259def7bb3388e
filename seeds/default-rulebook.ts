import { parseRulebook } from "../src/domain/rulebook/parse-rulebook.js";
import type { Rulebook } from "../src/domain/rulebook/rulebook.js";
import document from "./rulebooks/default.json" with { type: "json" };

/** The rulebook that every new platform starts with, read and checked. */
export function defaultRulebook(): Rulebook {
  return parseRulebook(document);
}

import { ErrorCode, refuse } from "../errors.js";
import { plain } from "../rehearsal/mask-text.js";

/** Names shorter than this stand in too many texts that mean nobody. */
const TELLING_LETTERS = 2;

const disputeNumber = /D-\d{4}-\d{4,}/iu;
const wordless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * Holds a text that the sides of several disputes read to telling none of them who the others are.
 * @param names by what people, orders and disputes are known
 * @throws RefusedError VALIDATION
 */
export function requireNameless(text: string, names: readonly string[], field: readonly string[]): void {
  const said = plain(text).toLowerCase();
  const named = names.find((name) => tells(said, plain(name).trim().toLowerCase()));
  if (named === undefined && !disputeNumber.test(said)) return;
  refuse(
    ErrorCode.VALIDATION,
    "The sides of all disputes of the swarm read this, and it names one of them, an order or a dispute. Say it without.",
    { field, ...(named !== undefined && { details: { named } }) },
  );
}

/** Where words have spaces between them, a name is looked for as words. */
function tells(said: string, name: string): boolean {
  if (name.length < TELLING_LETTERS) return false;
  if (wordless.test(name)) return said.includes(name);
  const escaped = name.replace(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`);
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "u").test(said);
}

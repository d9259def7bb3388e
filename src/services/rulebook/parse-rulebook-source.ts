import { isNode, isScalar, LineCounter, parseDocument, type Document, type YAMLParseError } from "yaml";
import { ErrorCode, refusal, RefusedError, type Refusal } from "../../domain/errors.js";
import { InvalidRulebookError, type RulebookProblem } from "../../domain/rulebook/format/problem.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { parseRulebook } from "../../domain/rulebook/parse-rulebook.js";
import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import { conditionLanguage } from "./conditions.js";
import { wrongKey } from "./wrong-key.js";

/** YAML's references multiply what a text holds; a rulebook needs few. */
const MAXIMUM_ALIASES = 50;
/** As many problems as somebody corrects in one go; to find the place of each in the text takes its time. */
const MAXIMUM_PROBLEMS = 100;

/** A rulebook as its author wrote it, read and checked. */
export interface ParsedSource {
  readonly rulebook: Rulebook;
  /** The same as plain JSON, with what the author left out. */
  readonly document: unknown;
}

/** A place in the text, both counted from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Reads the text of a rulebook, in YAML or JSON, and checks all of it, its conditions too.
 * @throws RefusedError INVALID_RULEBOOK, one refusal for each of the first {@link MAXIMUM_PROBLEMS} things that are wrong,
 *   with `path`, `line` and `column` of the place as details; INVALID_TEXT for what cannot be kept
 */
export function parseRulebookSource(source: string): ParsedSource {
  cleanText(source, { field: ["source"], maximum: TextLimit.RULEBOOK, multiline: true });
  const lines = new LineCounter();
  const { parsed, value } = readDocument(source, lines);
  try {
    const rulebook = parseRulebook(value, conditionLanguage);
    return { rulebook, document: JSON.parse(JSON.stringify(rulebook)) as unknown };
  } catch (problem) {
    if (!(problem instanceof InvalidRulebookError)) throw problem;
    const [first, ...others] = problem.problems;
    const located = (each: RulebookProblem): Refusal => refusalAt(each, locate(parsed, lines, each));
    const told = [located(first), ...others.slice(0, MAXIMUM_PROBLEMS - 1).map(located)] as const;
    const untold = problem.problems.length - told.length;
    throw new RefusedError(untold > 0 ? [...told, moreRefused(untold)] : told);
  }
}

const start = { line: 1, col: 1 };
const tooDeep = "it is nested too deeply to be read. No rulebook needs so many levels.";

/** What the YAML library found; where its own calls went too deep it passes on what the engine says. */
function saidBy({ code, message }: Pick<YAMLParseError, "code" | "message">): string {
  return code === "RESOURCE_EXHAUSTION" ? tooDeep : message;
}

function readDocument(source: string, lines: LineCounter): { parsed: Document.Parsed; value: unknown } {
  try {
    const options = { lineCounter: lines, prettyErrors: false, merge: false };
    // The library compares each key with every other one, which takes long where there are many.
    const parsed = parseDocument(source, { ...options, uniqueKeys: false });
    const [error] = parsed.errors;
    const wrong = error === undefined ? wrongKey(parsed) : { message: saidBy(error), at: error.pos[0] };
    if (wrong !== null) {
      throw refusedAt({ path: "", message: sentence(wrong.message) }, placeOf(lines.linePos(wrong.at)));
    }
    return { parsed, value: parsed.toJS({ maxAliasCount: MAXIMUM_ALIASES }) };
  } catch (error) {
    // References that multiply and nesting without end: the parser gives up on both.
    if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error;
    const { message: said } = error;
    const message = error instanceof RangeError ? tooDeep : sentence(said);
    throw refusedAt({ path: "", message }, placeOf(start));
  }
}

function placeOf({ line, col }: { readonly line: number; readonly col: number }): Place {
  return { line, column: col };
}

function sentence(message: string): string {
  return `${message.replace(/[.:]$/, "")}.`;
}

/** Where a problem is: its value, or what comes nearest to it where the value is missing. */
function locate(parsed: Document.Parsed, lines: LineCounter, { path, within }: RulebookProblem): Place {
  const keys = path === "" ? [] : path.split(".");
  for (let depth = keys.length; depth >= 0; depth -= 1) {
    const node: unknown = depth === 0 ? parsed.contents : parsed.getIn(keys.slice(0, depth), true);
    if (!isNode(node) || node.range === undefined || node.range === null) continue;
    const place = placeOf(lines.linePos(node.range[0]));
    return depth === keys.length && within !== undefined ? inside(node, place, within) : place;
  }
  return placeOf(start);
}

/** A place within a text value. Block texts begin on the line after their mark; others after their quote. */
function inside(node: unknown, place: Place, within: Place): Place {
  const style = isScalar(node) ? node.type : undefined;
  if (style === "BLOCK_LITERAL" || style === "BLOCK_FOLDED") {
    return { line: place.line + within.line, column: within.column };
  }
  const quote = style === "QUOTE_DOUBLE" || style === "QUOTE_SINGLE" ? 1 : 0;
  if (within.line > 1) return { line: place.line + within.line - 1, column: within.column };
  return { line: place.line, column: place.column + quote + within.column - 1 };
}

function refusalAt({ path, message }: RulebookProblem, { line, column }: Place): Refusal {
  const where = path === "" ? "" : ` at ${path}`;
  return refusal(
    ErrorCode.INVALID_RULEBOOK,
    `The rulebook is wrong${where} (line ${line}, column ${column}): ${message}`,
    { field: ["source"], details: { path, line, column } },
  );
}

function moreRefused(count: number): Refusal {
  return refusal(
    ErrorCode.INVALID_RULEBOOK,
    `The rulebook is wrong in ${count} more places. Correct those above and save it again to see them.`,
    { field: ["source"], details: { path: "", line: start.line, column: start.col } },
  );
}

function refusedAt(problem: RulebookProblem, place: Place): RefusedError {
  return new RefusedError([refusalAt(problem, place)]);
}

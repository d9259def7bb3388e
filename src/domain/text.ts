import { ErrorCode, refuse } from "./errors.js";

/** How long a text may be, in characters (Unicode code points). */
export const TextLimit = {
  /** The statement of a claim or of its refusal. */
  STATEMENT: 10_000,
  /** One message of a thread, or the note that goes with an offer. */
  MESSAGE: 5_000,
  /** The reasons of a ruling. */
  REASONS: 20_000,
  /** One finding of fact, or the evidence that it says is absent. */
  FINDING: 5_000,
  /** Why a mediator closes the case for submissions, or rules otherwise than recommended. */
  REASON: 2_000,
  /** What is wrong with a rule, what should stand there instead, or what is answered to that. */
  FEEDBACK: 4_000,
  /** The code of a clause or the name of a version. */
  CODE: 100,
  /** The source of a rulebook. */
  RULEBOOK: 500_000,
} as const;

/** What one text must be; see {@link cleanText}. */
export interface TextRule {
  /** Input path named in the refusal. */
  readonly field: readonly string[];
  /** Most characters (Unicode code points). */
  readonly maximum: number;
  /** Least characters beside surrounding white space, default 1. */
  readonly minimum?: number;
  /** Whether line breaks and tabs are welcome, default false. CR LF becomes LF. */
  readonly multiline?: boolean;
}

/** Whether every surrogate of a text has its other half, as UTF-8 and PostgreSQL demand. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

// C0, DEL and C1. PostgreSQL refuses NUL, terminals obey the rest, and no person types them.
const control = /\p{Cc}/u;
const controlBesideLayout = /[^\P{Cc}\n\t]/u;
/** What puts nothing on a page: white space and formatting marks such as the zero-width space. */
const invisible = /[\s\p{Cf}\p{Z}]/gu;

/**
 * Checks a text that a person wrote and returns it as typed: neither trimmed nor Unicode-normalised, because what
 * somebody stated may be quoted in a ruling; only CR LF becomes LF in a multi-line text. U+FFFD is refused: it is
 * what a decoder leaves in place of bytes that were no UTF-8, so the words were damaged on the way.
 * @throws RefusedError INVALID_TEXT if it is empty (nothing visible), too short or long, holds control characters,
 *   half of a surrogate pair or U+FFFD
 */
export function cleanText(value: string, rule: TextRule): string {
  // UTF-16 needs at most two units a character: a megabyte of text is refused before anything looks at it.
  if (value.length > 2 * rule.maximum + 2) refuseTooLong(rule);
  const text = rule.multiline === true ? value.replaceAll("\r\n", "\n") : value;
  refuseBadCharacters(text, rule);
  const length = countCharacters(text);
  if (length > rule.maximum) refuseTooLong(rule, length);
  const minimum = rule.minimum ?? 1;
  if (text.replace(invisible, "") === "" || countCharacters(text.trim()) < minimum) {
    refuseText(rule, `The text is empty or too short. Write ${minimum} to ${rule.maximum} characters.`);
  }
  return text;
}

function refuseBadCharacters(text: string, rule: TextRule): void {
  const at = (rule.multiline === true ? controlBesideLayout : control).exec(text);
  if (at) {
    const code = at[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    const allowed =
      rule.multiline === true ? "Line breaks and tabs are the only ones allowed." : "None is allowed here.";
    refuseText(
      rule,
      `The text holds the control character U+${code} at position ${at.index + 1}. ${allowed}`,
    );
  }
  if (!isWellFormed(text))
    refuseText(rule, "The text holds half of a surrogate pair. Send whole Unicode characters.");
  const damaged = text.indexOf("\u{fffd}");
  if (damaged >= 0) {
    refuseText(
      rule,
      `The text was damaged on its way (U+FFFD at position ${damaged + 1}). Send it again as UTF-8.`,
    );
  }
}

function countCharacters(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; count += 1)
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  return count;
}

function refuseTooLong(rule: TextRule, length?: number): never {
  const found = length === undefined ? "" : ` It has ${length}.`;
  refuseText(rule, `The text is too long: at most ${rule.maximum} characters.${found} Shorten it.`);
}

function refuseText({ field, maximum, minimum }: TextRule, problem: string): never {
  refuse(ErrorCode.INVALID_TEXT, problem, { field, details: { minimum: minimum ?? 1, maximum } });
}

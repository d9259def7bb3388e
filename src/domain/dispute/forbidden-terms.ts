import { ErrorCode, refuse } from "../errors.js";
import type { ForbiddenTerm } from "../rulebook/mediation-rule.js";

/** Letters of other scripts that look like Latin ones; what they stand for in a text that hides a word. */
const lookalikes: Readonly<Record<string, string>> = {
  ...{
    а: "a",
    е: "e",
    о: "o",
    р: "p",
    с: "c",
    х: "x",
    у: "y",
    і: "i",
    ѕ: "s",
    к: "k",
    т: "t",
    в: "b",
    н: "h",
  },
  ...{ м: "m", ԁ: "d", һ: "h", α: "a", ε: "e", ο: "o", ι: "i", ν: "v", τ: "t", ρ: "p", κ: "k", υ: "u" },
};

const invisible = /[\p{Cf}\p{M}\u115f\u1160\u3164]/gu;
const foreign = /[\u0370-\u052f]/gu;
const notSaid = /[^\p{L}\p{N}]+/gu;
const withinWord = /(?<=[\p{L}\p{N}])[^\p{L}\p{N}\s]+(?=[\p{L}\p{N}])/gu;
const spelledOut = /(?<=^| )\S(?: \S){3,}(?= |$)/gu;
const han = /\p{Script=Han}/u;

/** A text without what makes no difference to its meaning: case, width, accents, letters that look alike, what is invisible. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .normalize("NFKD")
    .replace(invisible, "")
    .toLowerCase()
    .replace(foreign, (letter) => lookalikes[letter] ?? letter);
}

function worded(text: string): string {
  return text.replace(notSaid, " ").trim();
}

/** The ways in which a text is read, so that spacing hides nothing. */
interface Readings {
  /** Words with single spaces: marks between them as spaces, and marks inside them left out. */
  readonly words: readonly string[];
  /** Letters and digits alone, for scripts without spaces. */
  readonly letters: string;
  /** What was spelled letter by letter. */
  readonly spelled: string;
}

function readingsOf(text: string): Readings {
  const folded = plain(text);
  const words = worded(folded);
  return {
    words: [words, worded(folded.replace(withinWord, ""))],
    letters: folded.replace(notSaid, ""),
    spelled: [...words.matchAll(spelledOut)].map(([run]) => run.replaceAll(" ", "")).join(" "),
  };
}

type Matcher = (readings: Readings) => boolean;

/** "…" stands for a word or none, or six characters of a script without spaces. Every pattern is bounded. */
function matcherOf(phrase: string): Matcher {
  const parts = phrase.split("…").map((part) => worded(plain(part)));
  if (han.test(phrase)) {
    const pattern = new RegExp(parts.map((part) => part.replaceAll(" ", "")).join("[^]{0,6}?"), "u");
    return ({ letters }) => pattern.test(letters);
  }
  const pattern = new RegExp(`(?:^| )${parts.join("(?: [^ ]{1,40}){0,1} ")}(?: |$)`, "u");
  const squeezed = parts.join("").replaceAll(" ", "");
  return ({ words, spelled }) => words.some((text) => pattern.test(text)) || spelled.includes(squeezed);
}

const compiled = new WeakMap<ForbiddenTerm, readonly Matcher[]>();

function matchersOf(term: ForbiddenTerm): readonly Matcher[] {
  const known = compiled.get(term);
  if (known !== undefined) return known;
  const matchers = term.phrases.map(matcherOf);
  compiled.set(term, matchers);
  return matchers;
}

/** The first term that a text must not have; null where it has none. Its time grows with the text's length alone. */
export function forbiddenTermIn(text: string, terms: readonly ForbiddenTerm[]): ForbiddenTerm | null {
  if (terms.length === 0) return null;
  const readings = readingsOf(text);
  return terms.find((term) => matchersOf(term).some((matches) => matches(readings))) ?? null;
}

/**
 * Refuses a text beside terms that says what no settlement may; reference.md 3.8.
 * @param field name of the input field
 * @throws RefusedError TERMS_FORBIDDEN naming the code and the clause
 */
export function refuseForbiddenTerms(
  text: string | null,
  terms: readonly ForbiddenTerm[],
  field: string,
): void {
  const term = text === null ? null : forbiddenTermIn(text, terms);
  if (term === null) return;
  const { code, clause, advice } = term;
  refuse(
    ErrorCode.TERMS_FORBIDDEN,
    `This may not be part of a settlement: ${code}, clause ${clause}. ${advice.en}`,
    { field: [field], details: { code, clause, advice: advice.en, adviceInChinese: advice.zh } },
  );
}

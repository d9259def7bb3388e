import { ErrorCode, refuse } from "../../domain/errors.js";
import { macroCodePattern, maySaveMacros, type MacroText } from "../../domain/macro/macro.js";
import { variablesOf } from "../../domain/macro/macro-template.js";
import type { LocalisedText } from "../../domain/rulebook/clause.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { Sql } from "../../persistence/database.js";
import { insertMacroVersion, lockMacro } from "../../persistence/macro.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** A macro as it is to be from now on. */
export interface SaveMacroInput extends MacroText {
  readonly clientMutationId: string;
  readonly code: string;
  /** The version that the change rests on, 0 for a new macro; absent: not checked. */
  readonly expectedVersion?: number | undefined;
}

/** The macro that a mutation was about; kept as the answer to its idempotency key. */
export interface MacroChange {
  readonly code: string;
  readonly version: number;
}

/**
 * Writes a macro anew, or a further version of one; versions before stay. One that was deleted is offered again.
 * @throws RefusedError FORBIDDEN for others than senior mediators; VALIDATION for a code that is none, a reason that the rulebook
 *   does not have, or a variable that there is not, with its place; INVALID_TEXT, VERSION_CONFLICT
 */
export async function saveMacro(context: UseCaseContext, input: SaveMacroInput): Promise<MacroChange> {
  requireAuthor(context);
  const { clientMutationId, code, expectedVersion } = input;
  const said = cleaned(input);
  return inTransactionOnce(context, { mutation: "saveMacro", clientMutationId, input }, async (tx) => {
    await requireReasons(context, tx, said.reasons);
    const version = (await lockMacro(tx, code))?.version ?? 0;
    requireVersion(version, expectedVersion);
    const macro = { code, version: version + 1, ...said };
    await insertMacroVersion(tx, macro, { by: context.viewer, at: context.clock.now() });
    return { code, version: macro.version };
  });
}

/** Lets only those pass who write macros. @throws RefusedError FORBIDDEN */
export function requireAuthor({ viewer: { role } }: UseCaseContext): void {
  if (maySaveMacros(role)) return;
  refuse(ErrorCode.FORBIDDEN, `The role ${role} does not write macros: senior mediators do.`);
}

/** Refuses a change that rests on another version. @throws RefusedError VERSION_CONFLICT */
export function requireVersion(present: number, expected: number | undefined): void {
  if (expected === undefined || expected === present) return;
  refuse(ErrorCode.VERSION_CONFLICT, `The macro is at version ${present}. Read it again and decide anew.`, {
    field: ["expectedVersion"],
    details: { currentVersion: present },
  });
}

function cleaned({ code, title, text, reasons }: SaveMacroInput): MacroText {
  if (!macroCodePattern.test(code)) {
    refuse(ErrorCode.VALIDATION, "A code is 1 to 64 capitals, digits and _, such as ASK_FOR_PHOTOS.", {
      field: ["code"],
    });
  }
  const body = bothOf(
    text,
    (words, field) => {
      const clean = cleanText(words, { field, maximum: TextLimit.MESSAGE, multiline: true });
      variablesOf(clean, field);
      return clean;
    },
    "text",
  );
  const name = bothOf(title, (words, field) => cleanText(words, { field, maximum: TextLimit.CODE }), "title");
  return { title: name, text: body, reasons: [...new Set(reasons)].toSorted() };
}

function bothOf(
  { en, zh }: LocalisedText,
  clean: (words: string, field: readonly string[]) => string,
  field: string,
): LocalisedText {
  return { en: clean(en, [field, "en"]), zh: clean(zh, [field, "zh"]) };
}

async function requireReasons(context: UseCaseContext, sql: Sql, reasons: readonly string[]): Promise<void> {
  const known = (await context.currentRulebook(sql)).reasons;
  const unknown = reasons.findIndex((reason) => !Object.hasOwn(known, reason));
  if (unknown < 0) return;
  refuse(
    ErrorCode.VALIDATION,
    "The rulebook in force has no such reason. The query rulebook lists its reasons.",
    {
      field: ["reasons"],
      details: { unknown: (reasons[unknown] ?? "").slice(0, 64) },
    },
  );
}

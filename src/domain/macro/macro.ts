import { Role } from "../access/viewer.js";
import type { LocalisedText } from "../rulebook/clause.js";

/** One version of a text of the platform that mediators send again and again. */
export interface MacroText {
  /** A few words by which it is found. */
  readonly title: LocalisedText;
  /** The text itself, with variables. */
  readonly text: LocalisedText;
  /** Codes of the reasons that it is for; none means all. */
  readonly reasons: readonly string[];
}

/** The codes of macros are like those of reasons. */
export const macroCodePattern = /^[A-Z][A-Z0-9_]{0,63}$/;

/** Whether a role writes macros. */
export function maySaveMacros(role: Role): boolean {
  return role === Role.SENIOR_MEDIATOR;
}

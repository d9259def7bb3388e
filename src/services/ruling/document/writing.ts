import type { AllowedAction, IfNothingHappens } from "../../../domain/dispute/advice.js";
import type { DossierLanguage } from "../../../domain/evidence/dossier-language.js";
import type { LocalisedText } from "../../../domain/rulebook/clause.js";
import type { Rulebook } from "../../../domain/rulebook/rulebook.js";
import type { BlockList } from "./blocks.js";
import type { ReadMoney, ReadRuledDispute, ReadRuling } from "./readable-ruling.js";
import type { Words } from "./words.js";

/** What a ruling's document is made of: facts that its viewer may know. */
export interface RulingFacts {
  readonly dispute: ReadRuledDispute;
  /** The ruling in force, the last of the dispute's. */
  readonly ruling: ReadRuling;
  readonly rulebook: Pick<Rulebook, "clauses" | "reasons" | "externalRoutes">;
  /** What the viewer can do now. */
  readonly allowed: readonly AllowedAction[];
  readonly silence: IfNothingHappens | null;
  readonly language: DossierLanguage;
  readonly madeAt: Date;
}

/** What every part of the document needs. */
export interface Writing extends RulingFacts {
  readonly list: BlockList;
  readonly said: Words;
  readonly term: (code: string) => string;
}

/** An instant for people. */
export function timeOf(at: Date | string): string {
  return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}

/** An amount with its currency; null where there is none. */
export function moneyOf(money: ReadMoney | null): string | null {
  return money === null ? null : `${money.amount} ${money.currency}`;
}

/** A text in the language of the document. */
export function localised({ language }: Pick<Writing, "language">, { en, zh }: LocalisedText): string {
  return language === "ZH" ? zh : en;
}

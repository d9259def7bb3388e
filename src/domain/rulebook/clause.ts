/** A text in the languages that the platform publishes its rules in. */
export interface LocalisedText {
  readonly en: string;
  readonly zh: string;
}

/** One numbered rule that automatic acts and rulings cite by its `code`. */
export interface Clause {
  readonly code: string;
  readonly title: LocalisedText;
  readonly text: LocalisedText;
  /** The statute or platform agreement that the rule rests on; null where it is the platform's own. */
  readonly basis: LocalisedText | null;
}

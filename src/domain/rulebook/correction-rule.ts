/** Within which limits a ruling is corrected and made clear after it was served. */
export interface CorrectionRule {
  /** How long after it was served a ruling can be corrected, in elapsed hours. */
  readonly correctionHours: number;
  /** How many characters of one text a correction may touch; what is more is no slip of the pen. */
  readonly textCharacters: number;
  /** Whether both sides get the whole time to appeal again where an amount is corrected. */
  readonly amountsRestartAppeal: boolean;
  /** How often a side can ask what a ruling means, while it can be appealed. */
  readonly clarificationsPerSide: number;
}

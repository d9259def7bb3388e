import type { CorrectionRule } from "../correction-rule.js";
import { described, flag, object, wholeNumber, type Shape } from "./shape.js";

/** What holds where a document says nothing of corrections. */
export const defaultCorrections: CorrectionRule = {
  correctionHours: 336,
  textCharacters: 200,
  amountsRestartAppeal: true,
  clarificationsPerSide: 1,
};

/** Within which limits a ruling is corrected and made clear. */
export const corrections: Shape<CorrectionRule> = object(
  {
    correctionHours: described(
      wholeNumber(0, 8_760),
      "How long after it was served a ruling can be corrected, in elapsed hours.",
    ),
    textCharacters: described(
      wholeNumber(0, 20_000),
      "How many characters of one text a correction may touch; what is more is no slip of the pen.",
    ),
    amountsRestartAppeal: described(
      flag,
      "Whether both sides get the whole time to appeal again where an amount is corrected.",
    ),
    clarificationsPerSide: described(
      wholeNumber(0, 10),
      "How often a side can ask what a ruling means, while it can be appealed.",
    ),
  },
  defaultCorrections,
);

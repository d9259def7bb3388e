import type { LocalisedText } from "../clause.js";
import { CheckSeverity, RulingCheck, type RulingCheckRules } from "../ruling-rule.js";
import { clauseCode, localisedText } from "./parts.js";
import { described, list, object, oneOf, wholeNumber, type Shape } from "./shape.js";

/** What holds where a document says nothing of checks: rulings are issued as before there were any. */
export const noRulingChecks: RulingCheckRules = { checks: [], reasonsAtLeast: 100 };

/** How rulings are looked at before they are issued. */
export const rulingChecks: Shape<RulingCheckRules> = object(
  {
    checks: described(
      list(
        object({
          check: described(oneOf(Object.values(RulingCheck)), "What is looked for."),
          severity: described(
            oneOf(Object.values(CheckSeverity)),
            "Whether a ruling with it is refused, its author is told, or nobody looks.",
          ),
          clause: clauseCode,
        }),
      ),
      "The checks, each once; what is not listed is off.",
    ),
    reasonsAtLeast: described(
      wholeNumber(1, 20_000),
      "How many characters the reasons have at least, for REASONS_TOO_SHORT.",
    ),
  },
  noRulingChecks,
);

/** Where the sides can turn beside the platform. */
export const externalRoutes: Shape<readonly LocalisedText[]> = list(localisedText);

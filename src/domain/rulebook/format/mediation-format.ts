import { RemedyKind } from "../../dispute/remedy.js";
import type { MediationRule } from "../mediation-rule.js";
import { basisPoints, clauseCode, code, localisedText } from "./parts.js";
import {
  described,
  filledList,
  list,
  nullable,
  object,
  oneOf,
  textLike,
  wholeNumber,
  type Shape,
} from "./shape.js";

/** How often a side may state a limit where a document does not say. */
const DEFAULT_STATEMENTS = 3;

const sealedLimits = object(
  {
    meetAtBasisPoints: described(
      basisPoints,
      "Where limits that cross settle, on the way from the shopper's (0) to the merchant's (10,000).",
    ),
    statements: described(
      wholeNumber(1, 100),
      "How often a side may state a limit in a dispute, the first time and after taking one back included.",
    ),
    clause: clauseCode,
  },
  { statements: DEFAULT_STATEMENTS },
);

const phrase = textLike(
  /^(?=.*\S)[^\r\n]{2,200}$/,
  "a phrase of 2 to 200 characters on one line is expected.",
);

const forbiddenTerms = list(
  object({
    code: described(code, "What the refusal names."),
    clause: clauseCode,
    advice: described(localisedText, "What to change."),
    phrases: described(
      filledList(phrase),
      'Words that give it away, in any language; "…" stands for a word or none, in scripts without spaces for up to six characters.',
    ),
  }),
);

/** What an older document, which says nothing of mediation, amounts to. */
export const noMediation: MediationRule = {
  proposalRemedies: [RemedyKind.PARTIAL_REFUND, RemedyKind.REFUND_FREIGHT, RemedyKind.COMPENSATION],
  proposalRangeBasisPoints: null,
  sealedLimits: null,
  forbiddenTerms: [],
};

/** Settling with the platform's help. */
export const mediation: Shape<MediationRule> = object(
  {
    proposalRemedies: described(
      list(oneOf(Object.values(RemedyKind))),
      "What a mediator may propose besides the remedies that a claim for the reason may ask for.",
    ),
    proposalRangeBasisPoints: described(
      nullable(basisPoints),
      "How far the money of a proposal may lie from what is recommended, of what was paid for the lines; null: as far as the caps allow.",
    ),
    sealedLimits: described(nullable(sealedLimits), "Sealed limits of the sides; null: not possible."),
    forbiddenTerms: described(forbiddenTerms, "What no settlement may say."),
  },
  noMediation,
);

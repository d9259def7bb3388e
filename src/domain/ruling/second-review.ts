import { amountAtStake, type CapContext } from "../dispute/terms.js";
import { RemedyKind, type RemedyItem } from "../dispute/remedy.js";
import { boundIn } from "../rulebook/formula-values.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import type { ReasonRule } from "../rulebook/reason-rule.js";

/** Why a ruling needs a second reviewer. */
export const SecondReviewGround = {
  /** What it orders is above the amount that the rulebook names. */
  AMOUNT: "AMOUNT",
  /** It orders compensation for a reason that only people decide. */
  HUMAN_ONLY: "HUMAN_ONLY",
} as const;
export type SecondReviewGround = (typeof SecondReviewGround)[keyof typeof SecondReviewGround];

/** The second pair of eyes that a ruling was looked at with: it stands for exactly this content. */
export interface RulingReview {
  /** UUID of the senior mediator, never of the author. */
  readonly reviewerId: string;
  readonly approvedAt: Date;
  /** SHA-256 (hex) of the content that was approved. */
  readonly contentHash: string;
}

/**
 * Why a ruling with these remedies needs a second reviewer; null where it needs none.
 * @param about.rule of the reason that is ruled on
 */
export function secondReviewGround(
  remedies: readonly RemedyItem[],
  about: Pick<CapContext, "lines" | "currency"> & {
    readonly rule: Pick<ReasonRule, "humanOnly">;
    readonly rulebook: Pick<Rulebook, "limits">;
  },
): SecondReviewGround | null {
  const { rule, lines, currency } = about;
  const { secondReviewAbove, secondReviewHumanOnly } = about.rulebook.limits;
  const bound = boundIn(secondReviewAbove, currency);
  if (bound !== undefined && amountAtStake(remedies, lines) > bound) return SecondReviewGround.AMOUNT;
  const compensates = remedies.some(({ kind }) => kind === RemedyKind.COMPENSATION);
  return rule.humanOnly && secondReviewHumanOnly && compensates ? SecondReviewGround.HUMAN_ONLY : null;
}

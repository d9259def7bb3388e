import { isSmall, type AwardSpread } from "../../domain/consistency/award-spread.js";
import { claimBandOf, type ClaimBand } from "../../domain/consistency/claim-band.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { totalOf } from "../../domain/dispute/remedy.js";
import { readSimilarCases } from "../../persistence/similar-cases.store.js";
import type { UseCaseContext } from "../use-case.js";

/** How cases ended that are like one: same reason, category and band of claims. */
export interface SimilarCases {
  readonly reason: string;
  /** Null where the marketplace gives none. */
  readonly category: string | null;
  readonly currency: string;
  readonly band: ClaimBand;
  /** Null where there is no such case. */
  readonly spread: AwardSpread | null;
  /** Whether there are so few that single cases show. */
  readonly small: boolean;
}

/** What was awarded in cases like this one that ended by a ruling; numbers alone, over all mediators. */
export async function similarCases(context: UseCaseContext, dispute: Dispute): Promise<SimilarCases> {
  const { currency } = dispute;
  const reason = dispute.finalReason ?? dispute.reason;
  const band = claimBandOf(totalOf(dispute.claim.items));
  const like = { disputeId: dispute.id, reason, currency, band };
  const { category, spread } = await readSimilarCases(context.database, like);
  const { consistency } = await context.rulebook(dispute.rulebookVersion);
  return {
    reason,
    category,
    currency,
    band,
    spread,
    small: isSmall(spread?.cases ?? 0, consistency.smallSample),
  };
}

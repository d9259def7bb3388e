import { Role } from "../../domain/access/viewer.js";
import type { DecisionContext } from "../../domain/dispute/decision.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { Tx } from "../../persistence/database.js";
import { readOwnActs } from "../../persistence/mediator.store.js";
import { conflictsOfJudge } from "../conflict/check-conflict.js";
import { refuseUnlisted } from "../staff/require-listed.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** The decision and its reason. */
export interface DecideChallengeInput extends DisputeMutation {
  readonly upheld: boolean;
  /** For both sides to read. */
  readonly reason: string;
}

/**
 * A senior who has nothing to do with the sides and had no part in the case decides on a challenge; transition 14. Upheld, the
 * case goes back to the queue for another mediator.
 * @throws RefusedError FOUR_EYES_REQUIRED for the challenged mediator, CONFLICT_OF_INTEREST for who is related to a side or had a
 *   part in the case, NOT_FOUND for who is not registered, STATE_CONFLICT where none is open, INVALID_TEXT, and as `advanceDispute`
 */
export async function decideChallenge(
  context: UseCaseContext,
  input: DecideChallengeInput,
): Promise<DisputeChange> {
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  const { upheld } = input;
  return advanceDispute(context, {
    mutation: "decideChallenge",
    input,
    command: () => ({ action: "DECIDE_CHALLENGE", upheld, reason }),
    prepare: withOwnPart,
  });
}

/** Adds what whoever decides has to do with the sides and did in the case; of other roles `decide` says that they may not. */
async function withOwnPart(
  tx: Tx,
  { dispute, deciding }: { readonly dispute: Dispute; readonly deciding: DecisionContext },
): Promise<DecisionContext> {
  const { mediator, viewer } = deciding;
  if (viewer.role !== Role.SENIOR_MEDIATOR) return deciding;
  if (mediator === null) return refuseUnlisted();
  const conflicts = await conflictsOfJudge(tx, dispute, { ...deciding, mediator });
  const ownActs = await readOwnActs(tx, dispute.id, { by: viewer.id, untilRuled: false });
  return { ...deciding, conflicts, ownActs };
}

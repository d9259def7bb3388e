import type { DecisionContext } from "../../domain/dispute/decision.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import type { Tx } from "../../persistence/database.js";
import { readMediator } from "../../persistence/mediator.store.js";
import type { CheckKeeper } from "../conflict/check-conflict.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * Adds what is known of whoever ruled, where somebody else acts in that one's place, who is checked for conflicts of
 * interest too.
 * @param check.keeper stores the check
 */
export async function withRulingAuthor(
  tx: Tx,
  context: UseCaseContext,
  {
    act,
    keeper,
    ...about
  }: {
    readonly act: "CLARIFY_RULING" | "CORRECT_RULING";
    readonly keeper: CheckKeeper;
    readonly dispute: Dispute;
    readonly deciding: DecisionContext;
  },
): Promise<DecisionContext> {
  const { dispute, deciding } = about;
  const authorId = dispute.ruling?.mediatorId ?? deciding.viewer.id;
  if (authorId === deciding.viewer.id) return deciding;
  const author = await readMediator(tx, authorId, deciding.now);
  const checked = await keeper.prepare(tx, context, { act, ...about });
  return author === null ? checked : { ...checked, rulingAuthor: author };
}

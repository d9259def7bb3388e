import type { DecisionContext } from "../../domain/dispute/decision.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { handoverOf } from "../../domain/dispute/handover.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { Tx } from "../../persistence/database.js";
import { insertHandover } from "../../persistence/handover.store.js";
import { CheckKeeper } from "../conflict/check-conflict.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** Who takes the case over. */
export interface TransferCaseInput extends DisputeMutation {
  /** UUID. */
  readonly mediatorId: string;
  /** For both sides to read. */
  readonly reason: string;
  /** For the successor; staff alone read it. */
  readonly note?: string | null | undefined;
}

/**
 * The mediator who has the case, or a senior, hands it on; status and clock stay as they are. A capsule of what is agreed,
 * open, promised and due goes with it, for staff; the log holds its hash.
 * @throws RefusedError FORBIDDEN, STATE_CONFLICT to oneself or while a challenge is open, NOT_FOUND for no mediator,
 *   CONFLICT_OF_INTEREST, AUTHORITY_EXCEEDED, NOT_CERTIFIED, CAPACITY_REACHED, INVALID_TEXT, and as `advanceDispute`
 */
export async function transferCase(
  context: UseCaseContext,
  input: TransferCaseInput,
): Promise<DisputeChange> {
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  const note =
    input.note == null
      ? null
      : cleanText(input.note, { field: ["note"], maximum: TextLimit.MESSAGE, multiline: true });
  const keeper = new CheckKeeper();
  const handoverId = context.newId();
  const handOver = async (tx: Tx, dispute: Dispute, { mediator, now }: DecisionContext): Promise<void> => {
    if (mediator === null) return;
    const { id: disputeId, mediatorId: fromMediatorId } = dispute;
    const capsule = handoverOf(dispute, note);
    await insertHandover(tx, {
      ...{ id: handoverId, disputeId, fromMediatorId, toMediatorId: mediator.id, capsule, madeAt: now },
    });
  };
  return keeper.keeping(context, () =>
    advanceDispute(context, {
      mutation: "transferCase",
      input,
      mediatorId: input.mediatorId,
      prepare: async (tx, about) => {
        await handOver(tx, about.dispute, about.deciding);
        return keeper.prepare(tx, context, { act: "TRANSFER_CASE", ...about });
      },
      command: ({ dispute, deciding }) => ({
        action: "TRANSFER_CASE",
        ...{ reason, handoverId, capsuleHash: deciding.hash(handoverOf(dispute, note)) },
      }),
    }),
  );
}

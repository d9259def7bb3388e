import { maySeeDispute } from "../../domain/access/policy.js";
import { sideOf, type Side } from "../../domain/access/viewer.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { judge } from "../../domain/dispute/judge.js";
import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import { EvidenceItemStatus } from "../../domain/evidence/evidence-item.js";
import { ruleOfDispute } from "../../domain/rulebook/adjustments.js";
import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import type { Tx } from "../../persistence/database.js";
import { lockAndLoadDispute } from "../../persistence/dispute.store.js";
import { lockPaper, type EvidencePaper } from "../../persistence/evidence-item.store.js";
import { requireClockDone } from "../disputes/clock-first.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * The dispute under its lock, for a side that can hand in evidence now. Runs inside `clockFirst`.
 * @throws RefusedError NOT_FOUND, STATE_CONFLICT, FORBIDDEN
 */
export async function requireWriter(
  tx: Tx,
  context: UseCaseContext,
  disputeId: string,
): Promise<{ dispute: Dispute; side: Side; rulebook: Rulebook }> {
  const { viewer } = context;
  const loaded = await lockAndLoadDispute(tx, disputeId);
  if (loaded === null || !maySeeDispute(viewer, loaded.dispute)) {
    refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: ["disputeId"] });
  }
  const { dispute } = loaded;
  requireClockDone(dispute, context.clock.now());
  const rulebook = await context.rulebook(dispute.rulebookVersion, tx);
  const now = context.clock.now();
  const rule = ruleOfDispute(rulebook, dispute);
  const judgement = judge("SUBMIT_EVIDENCE", dispute, { now, viewer, rulebook, rule, mediator: null });
  if ("refused" in judgement) throw new RefusedError([judgement.refused]);
  const side = sideOf(viewer.role);
  if (side === null) refuse(ErrorCode.FORBIDDEN, "Only the two sides prepare evidence.");
  return { dispute, side, rulebook };
}

/** A draft of the side, held. @throws RefusedError NOT_FOUND, EVIDENCE_IMMUTABLE */
export async function requireDraft(
  tx: Tx,
  itemId: string,
  { dispute, side }: { readonly dispute: Dispute; readonly side: Side },
): Promise<EvidencePaper> {
  const paper = await lockPaper(tx, itemId, { disputeId: dispute.id, side });
  if (paper === null) {
    refuse(ErrorCode.NOT_FOUND, "There is no such item.", { field: ["itemId"] });
  }
  if (paper.status === EvidenceItemStatus.DRAFT) return paper;
  if (paper.exchangedAt !== null) refuseExchanged(paper.status, paper.exchangedAt);
  const advice =
    paper.status === EvidenceItemStatus.SUBMITTED
      ? "Withdraw it and begin another one; that is possible until the exchange."
      : "Begin another one.";
  refuse(ErrorCode.EVIDENCE_IMMUTABLE, `The item is ${paper.status} and cannot be edited. ${advice}`, {
    field: ["itemId"],
    details: { status: paper.status },
  });
}

/** Refuses to change what both sides have seen, and says since when. */
function refuseExchanged(status: EvidenceItemStatus, exchanged: Date): never {
  const closedAt = exchanged.toISOString();
  refuse(
    ErrorCode.EVIDENCE_IMMUTABLE,
    `The item was handed in and exchanged at ${closedAt}, so it cannot be changed. Begin another one; what comes after an exchange needs a ground.`,
    { field: ["itemId"], details: { status, closedAt } },
  );
}

import type { DecisionContext } from "../../domain/dispute/decision.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import type { Tx } from "../../persistence/database.js";
import { readEvidenceFacts } from "./evidence-facts.js";

/** The context of a decision with what it needs to know of evidence; for `advanceDispute`. */
export async function withEvidence(
  tx: Tx,
  { dispute, deciding }: { readonly dispute: Dispute; readonly deciding: DecisionContext },
): Promise<DecisionContext> {
  return { ...deciding, evidence: await readEvidenceFacts(tx, dispute.id) };
}

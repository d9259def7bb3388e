import type { DecisionContext } from "../../domain/dispute/decision.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { readCaseRecord } from "../../persistence/case-records.store.js";
import type { Tx } from "../../persistence/database.js";

/** The context of a decision with what is on record already and need not be shown; for `advanceDispute`. */
export async function withRecords(
  tx: Tx,
  { dispute, deciding }: { readonly dispute: Dispute; readonly deciding: DecisionContext },
): Promise<DecisionContext> {
  const { records } = await readCaseRecord(tx, dispute.id);
  return { ...deciding, evidence: { drafts: [], custody: null, records } };
}

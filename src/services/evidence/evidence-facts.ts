import type { EvidenceFacts } from "../../domain/dispute/decision.js";
import { readCaseRecord } from "../../persistence/case-records.store.js";
import type { Tx } from "../../persistence/database.js";
import { readCustodyEnd, readDrafts } from "../../persistence/evidence-item.store.js";

/** What decisions about the evidence of a dispute need; read it under the dispute's lock. */
export async function readEvidenceFacts(tx: Tx, disputeId: string): Promise<EvidenceFacts> {
  const drafts = await readDrafts(tx, disputeId);
  const custody = await readCustodyEnd(tx, disputeId);
  const { records } = await readCaseRecord(tx, disputeId);
  return { drafts, custody, records };
}

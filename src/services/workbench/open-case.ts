import { isStaff, maySeeDispute } from "../../domain/access/policy.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { loadDispute } from "../../persistence/dispute.store.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * The dispute that staff have on their desk, read in one statement.
 * @param disputeId UUID
 * @throws RefusedError NOT_FOUND for what the viewer may not see; FORBIDDEN for the sides and for machines
 */
export async function openCase({ database, viewer }: UseCaseContext, disputeId: string): Promise<Dispute> {
  const loaded = await loadDispute(database, disputeId);
  if (loaded === null || !maySeeDispute(viewer, loaded.dispute)) {
    refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: ["disputeId"] });
  }
  if (!isStaff(viewer.role)) {
    refuse(ErrorCode.FORBIDDEN, "The workbench is the platform's staff's. Use dispute(id: …) for your own.");
  }
  return loaded.dispute;
}

import type { Viewer } from "../../domain/access/viewer.js";
import { CustodyAct } from "../../domain/evidence/custody.js";
import { RefusedError } from "../../domain/errors.js";
import type { ErasureGround } from "../../domain/retention/erasure.js";
import { judgeErasure, type HeldDispute } from "../../domain/retention/judge-retention.js";
import type { Tx } from "../../persistence/database.js";
import { insertErasure } from "../../persistence/retention.store.js";
import type { UseCaseContext } from "../use-case.js";
import { endHold, noteOnFiles } from "./end-hold.js";
import { retentionYearsOf } from "./retention-years.js";

/**
 * Erases the evidence of a dispute whose row is held: the key of its files is destroyed, the custody of each says so, and
 * what people wrote beside the log is gone. The log and its hashes stay. All of it in the transaction of the caller.
 * @throws RefusedError STATE_CONFLICT while the dispute is open or if it was erased, LEGAL_HOLD, RETENTION_NOT_OVER
 */
export async function eraseEvidence(
  tx: Tx,
  context: UseCaseContext,
  about: {
    readonly disputeId: string;
    readonly dispute: HeldDispute;
    readonly ground: ErasureGround;
    readonly erasedBy: Pick<Viewer, "role" | "id">;
  },
): Promise<void> {
  const { disputeId, dispute, ground, erasedBy } = about;
  const { closedAt, hold } = dispute;
  const now = context.clock.now();
  const refused = judgeErasure(dispute, { ground, years: retentionYearsOf(context), now });
  if (refused !== null) throw new RefusedError([refused]);
  if (closedAt === null) throw new Error("What is erased was closed.");
  if (hold !== null) await endHold(tx, context, { disputeId, hold });
  await noteOnFiles(tx, context, { disputeId, act: CustodyAct.ERASED, detail: { ground }, actor: erasedBy });
  await insertErasure(tx, { disputeId, ground, closedAt, erasedAt: now, erasedBy });
}

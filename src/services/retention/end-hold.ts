import { systemViewer, type Viewer } from "../../domain/access/viewer.js";
import { CustodyAct } from "../../domain/evidence/custody.js";
import type { StandingHold } from "../../domain/retention/judge-retention.js";
import { appendCustody, type CustodyDetail } from "../../persistence/custody.store.js";
import type { Tx } from "../../persistence/database.js";
import { markLifted, readKeptFiles } from "../../persistence/retention.store.js";
import type { UseCaseContext } from "../use-case.js";

/** Says an act of every file of a dispute whose bytes are kept. Hold the dispute's row. */
export async function noteOnFiles(
  tx: Tx,
  { clock, newId }: UseCaseContext,
  about: {
    readonly disputeId: string;
    readonly act: CustodyAct;
    readonly detail: CustodyDetail;
    readonly actor: Pick<Viewer, "role" | "id">;
  },
): Promise<void> {
  const { disputeId, act, detail, actor } = about;
  const files = await readKeptFiles(tx, disputeId);
  if (files.length === 0) return;
  const entries = files.map(({ id: fileId }) => ({ fileId, act, detail }));
  await appendCustody(tx, { disputeId, entries, actor, occurredAt: clock.now(), newId });
}

/** Lifts a hold, and says so in the custody of each file. Hold the dispute's row. */
export async function liftHold(
  tx: Tx,
  context: UseCaseContext,
  about: {
    readonly disputeId: string;
    readonly hold: StandingHold;
    readonly actor: Pick<Viewer, "role" | "id">;
    readonly reason: string;
  },
): Promise<void> {
  const { disputeId, hold, actor, reason } = about;
  await markLifted(tx, hold.id, { by: actor, at: context.clock.now(), reason });
  const detail = { holdId: hold.id };
  await noteOnFiles(tx, context, { disputeId, act: CustodyAct.RELEASED, detail, actor });
}

/** Notes that a hold has ended by itself. Hold the dispute's row. */
export async function endHold(
  tx: Tx,
  context: UseCaseContext,
  about: { readonly disputeId: string; readonly hold: StandingHold },
): Promise<void> {
  await liftHold(tx, context, { ...about, actor: systemViewer, reason: "It ended as planned." });
}

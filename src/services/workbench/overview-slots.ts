import type { Dispute } from "../../domain/dispute/dispute.js";
import { requirements } from "../../domain/dispute/requirements.js";
import { slotOverview, type SlotOverview } from "../../domain/evidence/slot-overview.js";
import { itemsFor } from "../../domain/evidence/visible-items.js";
import { ruleOfDispute } from "../../domain/rulebook/adjustments.js";
import type { UseCaseContext } from "../use-case.js";
import { readRecord } from "./read-record.js";

/** The checklist of both sides with what became of what was handed in, as far as the viewer may know of it. */
export async function overviewSlots(context: UseCaseContext, dispute: Dispute): Promise<SlotOverview[]> {
  const { viewer } = context;
  const { records } = await readRecord(context, dispute);
  const rule = ruleOfDispute(await context.rulebook(dispute.rulebookVersion), dispute);
  return slotOverview(requirements(dispute, rule, { records, viewer }), itemsFor(dispute.evidence, viewer));
}

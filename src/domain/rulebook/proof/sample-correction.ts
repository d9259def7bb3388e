import type { Command } from "../../dispute/command.js";
import { DisputeStatus, type Dispute } from "../../dispute/dispute.js";
import { recompute } from "../compensation.js";

/**
 * What is owed by a mistyped amount is corrected once, which leads back to where it can be appealed. That it was waived or
 * somebody offered something before makes no difference to where it leads.
 */
export function sampleCorrections(dispute: Dispute): Command[] {
  const { status, level, offers, ruling, appeals, appealWaivedBy } = dispute;
  const trace = ruling?.remedies[0]?.formulaTrace ?? null;
  const before = offers.length + appeals.length + appealWaivedBy.length;
  if (status !== DisputeStatus.PERFORMING || level > 1 || before > 0 || trace === null) return [];
  const amounts = [{ position: 0, amountMinor: recompute(trace) }];
  return [{ action: "CORRECT_RULING", reason: "sample", texts: [], amounts }];
}

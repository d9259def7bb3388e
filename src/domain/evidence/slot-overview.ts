import type { Side } from "../access/viewer.js";
import type { Requirement } from "../dispute/requirements.js";
import type { EvidenceItem } from "./dispute-evidence.js";
import { EvidenceItemStatus } from "./evidence-item.js";

/** One type of evidence of a side, and what became of what was handed in for it. */
export interface SlotOverview extends Pick<Requirement, "side" | "slot"> {
  /** How much it matters; null where the checklist does not have it. */
  readonly level: Requirement["level"] | null;
  /** Whether it is on the checklist and neither there nor dropped by the mediator. */
  readonly missing: boolean;
  /** Whether its absence was recorded at the end of a round. */
  readonly absent: boolean;
  readonly admitted: number;
  readonly excluded: number;
  /** Exchanged, and the mediator has said nothing yet. */
  readonly undecided: number;
  /** How many of all these came after the exchange. */
  readonly late: number;
}

/**
 * What is there of each line of the checklist and beyond it, and what the mediator thinks of that.
 * @param checklist the requirements as the viewer may know them
 * @param items the items that the viewer may know of; those that no side brought are left out
 */
export function slotOverview(
  checklist: readonly Requirement[],
  items: readonly EvidenceItem[],
): SlotOverview[] {
  const asked = checklist.map(({ level, side, slot, satisfied, waived, absent }) => ({
    ...{ level, absent, missing: !satisfied && !waived },
    ...countsOf(side, slot, items),
  }));
  const beyond = new Map<string, SlotOverview>();
  for (const { side, slot } of items) {
    if (side === null || asked.some((line) => line.side === side && line.slot === slot)) continue;
    const line = { level: null, absent: false, missing: false, ...countsOf(side, slot, items) };
    beyond.set(`${side} ${slot}`, line);
  }
  return [...asked, ...beyond.values()];
}

function countsOf(side: Side, slot: EvidenceItem["slot"], items: readonly EvidenceItem[]) {
  const own = items.filter((item) => item.side === side && item.slot === slot);
  const count = (status: EvidenceItemStatus) => own.filter((item) => item.status === status).length;
  return {
    ...{ side, slot },
    admitted: count(EvidenceItemStatus.ADMITTED),
    excluded: count(EvidenceItemStatus.EXCLUDED),
    undecided: count(EvidenceItemStatus.EXCHANGED),
    late: own.filter(({ lateGround }) => lateGround !== null).length,
  };
}

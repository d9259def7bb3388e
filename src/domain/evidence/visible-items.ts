import { audiencesOf } from "../access/policy.js";
import { Role, sideOf, type Viewer } from "../access/viewer.js";
import type { DisputeEvidence, EvidenceItem } from "./dispute-evidence.js";
import { EvidenceItemStatus } from "./evidence-item.js";

/** The statuses in which an item is open to everybody in its audience. */
export const openStatuses: ReadonlySet<EvidenceItemStatus> = new Set([
  EvidenceItemStatus.ADMITTED,
  EvidenceItemStatus.EXCHANGED,
  EvidenceItemStatus.EXCLUDED,
]);

/** Whether a ruling may rest on an item: it was exchanged in time, or the mediator admitted it. */
export function counts({ status, lateGround }: Pick<EvidenceItem, "status" | "lateGround">): boolean {
  if (status === EvidenceItemStatus.ADMITTED) return true;
  return status === EvidenceItemStatus.EXCHANGED && lateGround === null;
}

const readsSealed: ReadonlySet<Role> = new Set([Role.AUDITOR, Role.SYSTEM]);

/** Whether a role reads what is sealed; nobody who decides or takes part does. */
export function seesSealed(role: Role): boolean {
  return readsSealed.has(role);
}

/**
 * The items that a viewer of the dispute may know of: the own side's, and what is open. Of what else there is not even
 * the number may show.
 */
export function itemsFor({ items }: DisputeEvidence, { role }: Viewer): EvidenceItem[] {
  const side = sideOf(role);
  const audiences = audiencesOf(role);
  return items.filter((item) => {
    if (seesSealed(role) || (side !== null && item.side === side)) return true;
    return openStatuses.has(item.status) && audiences.includes(item.audience);
  });
}

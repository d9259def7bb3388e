import { Side, sideOf } from "../../access/viewer.js";
import type { EvidenceDraft, EvidenceItem } from "../../evidence/dispute-evidence.js";
import { EvidenceItemStatus, EvidenceSource } from "../../evidence/evidence-item.js";
import type { DecisionContext } from "../decision.js";
import { Audience } from "../event.js";

/** The side that acts. */
export function sideActing({ viewer }: DecisionContext): Side {
  const side = sideOf(viewer.role);
  if (side === null) throw new Error("The table lets only the two sides do this.");
  return side;
}

/** The audience of what one side alone may know. */
export function audienceOf(side: Side): Audience {
  return side === Side.SHOPPER ? Audience.SHOPPER : Audience.MERCHANT;
}

/** A draft as it is handed in: sealed. */
export function handedIn(draft: EvidenceDraft, now: Date, round: number): EvidenceItem {
  const { id, side, slot, versionNumber, contentHash } = draft;
  return {
    ...{ id, side, slot, versionNumber, contentHash, round },
    source: EvidenceSource.UPLOAD,
    audience: Audience.ALL,
    status: EvidenceItemStatus.SUBMITTED,
    ...{ lateGround: null, decisionReason: null, submittedAt: now, exchangedAt: null, decidedAt: null },
  };
}

/** The statuses of what is on the table. */
export const onTheTable: ReadonlySet<EvidenceItemStatus> = new Set([
  EvidenceItemStatus.ADMITTED,
  EvidenceItemStatus.EXCHANGED,
]);

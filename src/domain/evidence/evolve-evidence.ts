import type { Side } from "../access/viewer.js";
import type {
  DisputeEvidence,
  EvidenceAbsence,
  EvidenceItem,
  EvidenceRound,
  WaivedSlot,
} from "./dispute-evidence.js";

/** With another round. */
export function requested(evidence: DisputeEvidence, round: EvidenceRound): DisputeEvidence {
  return { ...evidence, rounds: [...evidence.rounds, round] };
}

/** With items as they are now; one that was there is replaced. */
export function handedIn(evidence: DisputeEvidence, items: readonly EvidenceItem[]): DisputeEvidence {
  const changed = new Set(items.map(({ id }) => id));
  return { ...evidence, items: [...evidence.items.filter(({ id }) => !changed.has(id)), ...items] };
}

/** With something decided about one item. */
export function decided(
  evidence: DisputeEvidence,
  itemId: string,
  change: Partial<Pick<EvidenceItem, "status" | "decisionReason" | "decidedAt">>,
): DisputeEvidence {
  return {
    ...evidence,
    items: evidence.items.map((item) => (item.id === itemId ? { ...item, ...change } : item)),
  };
}

function inLatest(
  { rounds, items }: DisputeEvidence,
  change: (round: EvidenceRound) => Partial<EvidenceRound>,
): DisputeEvidence {
  const latest = rounds.length - 1;
  return {
    items,
    rounds: rounds.map((round, index) => (index === latest ? { ...round, ...change(round) } : round)),
  };
}

/** With a side that has handed in everything. */
export function completed(evidence: DisputeEvidence, side: Side): DisputeEvidence {
  return inLatest(evidence, ({ completedBy }) => ({ completedBy: [...completedBy, side] }));
}

/** With the round exchanged and what is missing in it recorded. */
export function exchanged(
  evidence: DisputeEvidence,
  absences: readonly EvidenceAbsence[],
  exchangedAt: Date,
): DisputeEvidence {
  return inLatest(evidence, () => ({ absences, exchangedAt }));
}

/** With a side that has taken its extension. */
export function extended(evidence: DisputeEvidence, side: Side): DisputeEvidence {
  return inLatest(evidence, ({ extendedBy }) => ({ extendedBy: [...extendedBy, side] }));
}

/** With a side that has answered. */
export function rebutted(evidence: DisputeEvidence, side: Side): DisputeEvidence {
  return inLatest(evidence, ({ rebuttedBy }) => ({ rebuttedBy: [...rebuttedBy, side] }));
}

/** With a demand that was dropped. */
export function waived(evidence: DisputeEvidence, slot: WaivedSlot): DisputeEvidence {
  return inLatest(evidence, (round) => ({ waived: [...round.waived, slot] }));
}

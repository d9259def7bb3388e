import type { Side } from "../access/viewer.js";
import type { Audience } from "../dispute/event.js";
import type { EvidenceLevel } from "../rulebook/evidence-slot.js";
import type { EvidenceItemStatus, EvidenceSource } from "./evidence-item.js";
import type { EvidenceType } from "./evidence-type.js";

/** An item as its side has prepared it: what would be handed in, in its last complete version. */
export interface EvidenceDraft {
  /** UUID. */
  readonly id: string;
  readonly side: Side;
  readonly slot: EvidenceType;
  /** Number of the last complete version, from 1. */
  readonly versionNumber: number;
  /** SHA-256 (hex) of that version's canonical content. */
  readonly contentHash: string;
}

/** What a machine of the marketplace attaches for neither side: its own record, or what a carrier told it. */
export interface AttachedEvidence extends Omit<EvidenceDraft, "side"> {
  readonly source: typeof EvidenceSource.CARRIER | typeof EvidenceSource.INTEGRATION;
}

/** An item that was handed in, or that the platform attached. Its content stands in a row of its own; the hash proves it. */
export interface EvidenceItem {
  readonly id: string;
  /** Whose it is; null where no side brought it. */
  readonly side: Side | null;
  readonly source: EvidenceSource;
  /** Who sees it once it is exchanged. */
  readonly audience: Audience;
  /** The evidence round that it belongs to; 0 outside of one. */
  readonly round: number;
  readonly status: Exclude<EvidenceItemStatus, "DRAFT">;
  readonly slot: EvidenceType;
  readonly versionNumber: number;
  readonly contentHash: string;
  /** Why it came after the exchange; null where it came in time. */
  readonly lateGround: string | null;
  /** Why the mediator admitted or excluded it. */
  readonly decisionReason: string | null;
  readonly submittedAt: Date;
  readonly exchangedAt: Date | null;
  readonly decidedAt: Date | null;
}

/** One thing that a side is asked for. */
export interface EvidenceDemand {
  readonly side: Side;
  readonly slot: EvidenceType;
  readonly level: EvidenceLevel;
}

/** A demand that the mediator dropped. */
export interface WaivedSlot {
  readonly side: Side;
  readonly slot: EvidenceType;
  readonly reason: string;
}

/** Something mandatory that a side did not hand in: a ruling may draw a conclusion from it, which can be rebutted. */
export interface EvidenceAbsence {
  readonly side: Side;
  readonly slot: EvidenceType;
}

/** One evidence round: the request, who is done, what came of it. */
export interface EvidenceRound {
  /** From 1. */
  readonly number: number;
  /** What the mediator wrote with the request. */
  readonly text: string;
  readonly demands: readonly EvidenceDemand[];
  readonly requestedAt: Date;
  readonly extendedBy: readonly Side[];
  /** Who said to have handed in everything. Nobody else knows before the exchange. */
  readonly completedBy: readonly Side[];
  readonly waived: readonly WaivedSlot[];
  /** Recorded at the exchange. */
  readonly absences: readonly EvidenceAbsence[];
  readonly exchangedAt: Date | null;
  readonly rebuttedBy: readonly Side[];
}

/** The evidence of a dispute: its rounds in order, and all items that are more than drafts. */
export interface DisputeEvidence {
  readonly rounds: readonly EvidenceRound[];
  readonly items: readonly EvidenceItem[];
}

/** What a dispute begins with, and what disputes from before there was evidence have. */
export const noEvidence: DisputeEvidence = { rounds: [], items: [] };

/** The latest round; null before the first. */
export function latestRound({ rounds }: DisputeEvidence): EvidenceRound | null {
  return rounds.at(-1) ?? null;
}

/** Every absence that was recorded, by round. */
export function absencesOf({ rounds }: DisputeEvidence): EvidenceAbsence[] {
  return rounds.flatMap(({ absences }) => absences);
}

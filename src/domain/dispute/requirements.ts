import { Side, type Viewer } from "../access/viewer.js";
import {
  absencesOf,
  latestRound,
  type EvidenceDemand,
  type EvidenceItem,
} from "../evidence/dispute-evidence.js";
import { EvidenceItemStatus, EvidenceSource } from "../evidence/evidence-item.js";
import { itemsFor } from "../evidence/visible-items.js";
import { EvidenceType } from "../evidence/evidence-type.js";
import type { CaseOrder } from "../rulebook/case.js";
import { EvidenceLevel, type EvidenceSlot } from "../rulebook/evidence-slot.js";
import type { ReasonRule } from "../rulebook/reason-rule.js";
import { DisputeStatus, type Dispute } from "./dispute.js";

/** What the platform's own records of a dispute hold. */
export interface CaseRecords {
  readonly shipments: CaseOrder["shipments"];
  /** Whether a payment of the order is on record. */
  readonly paid: boolean;
  /** Whether the two sides have written to each other in the dispute. */
  readonly messages: boolean;
}

/** One line of the checklist of a dispute, as a viewer may know it. */
export interface Requirement {
  /** The type of evidence that is asked for. */
  readonly slot: EvidenceType;
  readonly side: Side;
  readonly level: EvidenceSlot["level"];
  /** Whether the mediator asked for it in the latest round, and not the rule alone. */
  readonly requested: boolean;
  /** Whether it is there, as far as the viewer may know; for alternatives whether one of the side's is. */
  readonly satisfied: boolean;
  /** Whether the mediator dropped it. */
  readonly waived: boolean;
  /** Whether it was recorded as absent when a round ended. */
  readonly absent: boolean;
  /** Until when it can be handed in; null where no clock runs for it. */
  readonly dueAt: Date | null;
  readonly hint: EvidenceSlot["hint"];
}

type Satisfied = (side: Side, dispute: Dispute, records: CaseRecords) => boolean;

/** What records hold already, so that nobody is asked for it again (Q02). All other types are handed in by a side. */
const onRecord: Readonly<Partial<Record<EvidenceType, Satisfied>>> = {
  // The carrier's record of the handover.
  PROOF_OF_SHIPMENT: (_side, _dispute, { shipments }) =>
    shipments.some(({ handedOverAt, deliveredAt }) => handedOverAt !== null || deliveredAt !== null),
  // The carrier's record of the delivery, of every parcel.
  PROOF_OF_DELIVERY: (_side, _dispute, { shipments }) =>
    shipments.length > 0 && shipments.every(({ deliveredAt }) => deliveredAt !== null),
  // The merchant's own entry at the shipment.
  TRACKING_NUMBER: (_side, _dispute, { shipments }) =>
    shipments.some(({ hasTrackingNumber }) => hasTrackingNumber),
  // The claim is the shopper's statement, the refusal is the merchant's.
  PARTY_STATEMENT: (side, dispute) => side === Side.SHOPPER || dispute.refusal !== null,
  // What both sides wrote stands in the dispute itself.
  COMMUNICATION_LOG: (_side, _dispute, { messages }) => messages,
  // The order with its lines, prices and promises is a record of the platform.
  PLATFORM_RECORD: () => true,
  // A payment on record shows what a receipt shows. An invoice is a document of the merchant and not this.
  RECEIPT: (_side, _dispute, { paid }) => paid,
};

type Checklist = Pick<ReasonRule, "merchantEvidence" | "shopperEvidence">;

function slotsOf(side: Side, rule: Checklist): readonly EvidenceSlot[] {
  return side === Side.MERCHANT ? rule.merchantEvidence : rule.shopperEvidence;
}

/** What the rule demands of both sides in a round, beyond what records hold already. */
export function demandsOfRule(
  dispute: Dispute,
  rule: Checklist,
  records: CaseRecords | null,
): EvidenceDemand[] {
  return [Side.MERCHANT, Side.SHOPPER].flatMap((side) =>
    slotsOf(side, rule)
      .filter(({ level }) => level === EvidenceLevel.MANDATORY)
      .filter(({ type }) => records === null || onRecord[type]?.(side, dispute, records) !== true)
      .map(({ type, level }) => ({ side, slot: type, level })),
  );
}

/**
 * What the merchant must hand in before it refuses the claim: the mandatory evidence of the rule, as far as it is neither
 * on record nor handed in. A statement is none of it, for the refusal is one.
 */
export function missingForRefusal(
  dispute: Dispute,
  rule: Checklist,
  records: CaseRecords | null,
): EvidenceType[] {
  const { items } = dispute.evidence;
  const there = items.filter(({ status }) => handedIn.has(status));
  return demandsOfRule(dispute, rule, records)
    .filter(({ side, slot }) => side === Side.MERCHANT && slot !== EvidenceType.PARTY_STATEMENT)
    .map(({ slot }) => slot)
    .filter((slot) => !hasItem(there, Side.MERCHANT, slot));
}

/** The slots that a side may fill: those of the rule and those that were asked for in any round. */
export function slotsFor(side: Side, { evidence }: Dispute, rule: Checklist): EvidenceType[] {
  const asked = evidence.rounds.flatMap(({ demands }) => demands).filter((demand) => demand.side === side);
  return [...new Set([...slotsOf(side, rule).map(({ type }) => type), ...asked.map(({ slot }) => slot)])];
}

const handedIn: ReadonlySet<EvidenceItemStatus> = new Set([
  EvidenceItemStatus.ADMITTED,
  EvidenceItemStatus.EXCHANGED,
  EvidenceItemStatus.SUBMITTED,
]);

/**
 * The checklist of both sides: what each hands in, what is there, and until when the rest can come. What a viewer may
 * not see yet counts as not there for that viewer.
 */
export function requirements(
  dispute: Dispute,
  rule: Checklist,
  { records, viewer }: { readonly records: CaseRecords; readonly viewer: Viewer },
): Requirement[] {
  const items = itemsFor(dispute.evidence, viewer).filter(
    ({ status, source }) => handedIn.has(status) && source !== EvidenceSource.SYSTEM,
  );
  return [Side.MERCHANT, Side.SHOPPER].flatMap((side) => {
    const slots = checklistOf(side, dispute, rule);
    const isThere = (slot: EvidenceType) =>
      hasItem(items, side, slot) || onRecord[slot]?.(side, dispute, records) === true;
    const oneOfMany = slots.some(({ slot, level }) => level === EvidenceLevel.ALTERNATIVE && isThere(slot));
    return slots.map((line) => ({
      ...line,
      satisfied: isThere(line.slot) || (line.level === EvidenceLevel.ALTERNATIVE && oneOfMany),
      ...markedIn(dispute, side, line.slot),
      dueAt: dueAtFor(side, dispute),
    }));
  });
}

function hasItem(items: readonly EvidenceItem[], side: Side, slot: EvidenceType): boolean {
  return items.some((item) => item.side === side && item.slot === slot);
}

type ChecklistLine = Pick<Requirement, "slot" | "side" | "level" | "requested" | "hint">;

/** What the mediator asked for goes before what the rule says of the same slot. */
function checklistOf(side: Side, { evidence }: Dispute, rule: Checklist): ChecklistLine[] {
  const demands = latestRound(evidence)?.demands.filter((demand) => demand.side === side) ?? [];
  const slots = slotsOf(side, rule);
  const ofRule = slots.map(({ type, level, hint }) => {
    const demand = demands.find(({ slot }) => slot === type);
    return { slot: type, side, level: demand?.level ?? level, requested: demand !== undefined, hint };
  });
  const beyond = demands.filter(({ slot }) => !slots.some(({ type }) => type === slot));
  return [
    ...ofRule,
    ...beyond.map(({ slot, level }) => ({ slot, side, level, requested: true, hint: null })),
  ];
}

function markedIn(
  { evidence }: Dispute,
  side: Side,
  slot: EvidenceType,
): Pick<Requirement, "waived" | "absent"> {
  const isThis = (each: { readonly side: Side; readonly slot: EvidenceType }): boolean =>
    each.side === side && each.slot === slot;
  return {
    waived: latestRound(evidence)?.waived.some(isThis) ?? false,
    absent: absencesOf(evidence).some(isThis),
  };
}

/** The merchant's answer comes with its evidence; in an evidence round both have the same end. */
function dueAtFor(side: Side, { status, deadlineAt }: Dispute): Date | null {
  const answering = status === DisputeStatus.MERCHANT_RESPONSE && side === Side.MERCHANT;
  return answering || status === DisputeStatus.EVIDENCE ? deadlineAt : null;
}

import { Side } from "../../domain/access/viewer.js";
import { EvidenceLevel, type EvidenceSlot } from "../../domain/rulebook/evidence-slot.js";
import type { ReasonRule } from "../../domain/rulebook/reason-rule.js";
import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import type { EvidenceSlotType, ReasonRuleType, RulebookType } from "./rulebook.type.js";

type View<Type> = Pick<Type, keyof Type>;

/** A rulebook as the API shows it. */
export function rulebookView(book: Rulebook): View<RulebookType> {
  return {
    version: book.version,
    title: book.title,
    major: book.major,
    reasons: Object.values(book.reasons).map(reasonView),
    clauses: Object.values(book.clauses),
  };
}

function reasonView(rule: ReasonRule): View<ReasonRuleType> {
  return {
    ...rule,
    evidenceSlots: [
      ...slotsOf(Side.MERCHANT, rule.merchantEvidence),
      ...slotsOf(Side.SHOPPER, rule.shopperEvidence),
    ],
    merchantEvidence: demanded(rule.merchantEvidence),
    shopperEvidence: demanded(rule.shopperEvidence),
  };
}

function slotsOf(side: Side, slots: readonly EvidenceSlot[]): View<EvidenceSlotType>[] {
  return slots.map((slot) => ({ ...slot, side }));
}

/** The types that a side must hand in; of alternatives each, for any of them will do. */
function demanded(slots: readonly EvidenceSlot[]): string[] {
  return slots.filter(({ level }) => level !== EvidenceLevel.OPTIONAL).map(({ type }) => type);
}

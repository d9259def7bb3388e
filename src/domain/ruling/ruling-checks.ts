import type { Dispute } from "../dispute/dispute.js";
import type { absencesOf } from "../evidence/dispute-evidence.js";
import { countingFinding } from "../dispute/swarm.js";
import { counts } from "../evidence/visible-items.js";
import { Side } from "../access/viewer.js";
import { WHOLE_BASIS_POINTS } from "../money.js";
import { EvidenceLevel, type EvidenceSlot } from "../rulebook/evidence-slot.js";
import type { ReasonRule } from "../rulebook/reason-rule.js";
import type { RulingCheck } from "../rulebook/ruling-rule.js";
import type { CheckedRuling } from "./deficiency.js";
import type { Recommendation } from "./recommendation.js";
import { FaultParty, FindingSource, type Finding } from "./ruling.js";

/** A ruling with what it is held against. */
export interface CheckSubject {
  readonly ruling: CheckedRuling;
  readonly dispute: Pick<Dispute, "evidence" | "swarm">;
  /** Of the reason that is ruled on. */
  readonly rule: ReasonRule;
  /** Null where the rulebook recommends nothing. */
  readonly recommendation: Recommendation | null;
}

/**
 * What one check finds: positions of the findings or remedies that it is about, none where it is the whole; null where
 * it finds nothing.
 */
type Check = (subject: CheckSubject, reasonsAtLeast: number) => readonly number[] | null;

const told: ReadonlySet<FindingSource> = new Set([
  FindingSource.MERCHANT_STATEMENT,
  FindingSource.MESSAGES,
  FindingSource.SHOPPER_STATEMENT,
]);

/** Every check by its id. */
export const rulingChecks: Readonly<Record<RulingCheck, Check>> = {
  ABSENCE_HELD_AGAINST_WHO_WAS_NOT_ASKED: ({ ruling, dispute }) =>
    placesOf(ruling.findings, (finding) => heldAgainstNobodyAsked(finding, dispute)),
  AMOUNT_OUT_OF_RANGE: ({ ruling, recommendation }) =>
    placesOf(ruling.remedies, (remedy) => isAboveRecommended(remedy, recommendation)),
  CLAUSE_NOT_USED_FOR_REASON: ({ ruling, rule }) => (ruling.clauses.includes(rule.clause) ? null : []),
  FAULT_CONTRADICTS_REMEDY: ({ ruling }) =>
    placesOf(ruling.remedies, (remedy) => contradictsFault(remedy, ruling)),
  MANDATORY_EVIDENCE_NOT_CITED: (subject) => (ignoresMandatory(subject) ? [] : null),
  NO_EVIDENCE_CITED: ({ ruling: { findings } }) =>
    findings.length > 0 && findings.every(restsOnWords) ? [] : null,
  REASONS_TOO_SHORT: ({ ruling }, reasonsAtLeast) =>
    ruling.reasons.trim().length < reasonsAtLeast ? [] : null,
  SHARED_FINDING_NOT_COUNTED: ({ ruling, dispute }) =>
    placesOf(
      ruling.findings,
      ({ sharedFindingOf }) =>
        sharedFindingOf !== undefined && countingFinding(dispute, sharedFindingOf) === null,
    ),
};

function placesOf<Item>(items: readonly Item[], isDeficient: (item: Item) => boolean): number[] | null {
  const places = items.flatMap((item, index) => (isDeficient(item) ? [index] : []));
  return places.length === 0 ? null : places;
}

function restsOnWords(finding: Finding): boolean {
  const { sources, evidenceItemIds = [], absences = [], recordedAbsence, sharedFindingOf } = finding;
  if (evidenceItemIds.length + absences.length > 0 || recordedAbsence !== null) return false;
  if (sharedFindingOf !== undefined) return false;
  return sources.every((source) => told.has(source));
}

/** An absence in the mediator's words where no round asked for anything, or one of what was waived. */
function heldAgainstNobodyAsked(
  { recordedAbsence, absences = [] }: Finding,
  { evidence }: CheckSubject["dispute"],
): boolean {
  const waived = evidence.rounds.flatMap((round) => round.waived);
  const isWaived = ({ side, slot }: ReturnType<typeof absencesOf>[number]) =>
    waived.some((dropped) => dropped.side === side && dropped.slot === slot);
  if (absences.some(isWaived)) return true;
  return recordedAbsence !== null && evidence.rounds.every(({ demands }) => demands.length === 0);
}

/** Whether more is ordered for a line than the recommendation gives for it by the same remedy. */
function isAboveRecommended(
  { kind, orderLineId, amountMinor }: CheckedRuling["remedies"][number],
  recommendation: Recommendation | null,
): boolean {
  const recommended = recommendation?.remedies.filter(
    (remedy) => remedy.kind === kind && remedy.orderLineId === orderLineId,
  );
  if (recommended === undefined || recommended.length === 0 || amountMinor === null) return false;
  const most = recommended.map((remedy) => remedy.amountMinor ?? remedy.atMostMinor);
  if (most.includes(null)) return false;
  return amountMinor > most.reduce<bigint>((sum, amount) => sum + (amount ?? 0n), 0n);
}

/** The shopper has all the fault and gets something, or somebody bears a part of it without any fault. */
function contradictsFault(
  { costBearers = [] }: CheckedRuling["remedies"][number],
  { faultShares }: CheckedRuling,
): boolean {
  if (faultShares.length === 0) return false;
  const shopper = faultShares.find(({ party }) => party === FaultParty.SHOPPER)?.basisPoints ?? 0;
  if (BigInt(shopper) === WHOLE_BASIS_POINTS) return true;
  return costBearers.some(
    ({ party }) => party !== FaultParty.PLATFORM && !faultShares.some((share) => share.party === party),
  );
}

/** Whether something mandatory that was handed in and counts is cited by no finding. */
function ignoresMandatory({ ruling, dispute, rule }: CheckSubject): boolean {
  const cited = new Set(ruling.findings.flatMap(({ evidenceItemIds = [] }) => evidenceItemIds));
  const ignores = (side: Side, slots: readonly EvidenceSlot[]) =>
    slots
      .filter(({ level }) => level === EvidenceLevel.MANDATORY)
      .some(({ type }) => {
        const items = dispute.evidence.items.filter(
          (item) => item.side === side && item.slot === type && counts(item),
        );
        return items.length > 0 && !items.some(({ id }) => cited.has(id));
      });
  return ignores(Side.SHOPPER, rule.shopperEvidence) || ignores(Side.MERCHANT, rule.merchantEvidence);
}

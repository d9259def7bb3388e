import { Side } from "../access/viewer.js";
import { latestRound } from "../evidence/dispute-evidence.js";
import { EvidenceItemStatus, EvidenceSource } from "../evidence/evidence-item.js";
import { formatAmount } from "../money.js";
import { ObligationStatus } from "../obligation/obligation.js";
import { nextTimer } from "./deadlines.js";
import { OfferStatus, type Dispute, type Offer } from "./dispute.js";
import { isMoneyRemedy, type RemedyItem } from "./remedy.js";

/** One line of a hand-over. */
export interface HandoverPoint {
  /** What kind of thing it is: a code, such as OFFER_STANDS. */
  readonly code: string;
  /** Whose it is; null: of both, or of nobody. */
  readonly side: Side | null;
  /** What it is about: a remedy with its amount, a slot, an action; null where the code says it all. */
  readonly subject: string | null;
  /** By when; null where no time is set. */
  readonly at: Date | null;
}

/** What a mediator finds who takes a case over: all but the note follows from the dispute. */
export interface HandoverCapsule {
  /** What both sides say alike. */
  readonly agreed: readonly HandoverPoint[];
  /** What nobody has answered yet. */
  readonly openQuestions: readonly HandoverPoint[];
  /** What somebody has bound itself to. */
  readonly promises: readonly HandoverPoint[];
  /** What runs out next, the earliest first. */
  readonly deadlines: readonly HandoverPoint[];
  /** The mediator's own words; null where there are none. */
  readonly note: string | null;
}

/** The capsule of a dispute as it stands. Sealed evidence has no part in it: the mediator does not see it either. */
export function handoverOf(dispute: Dispute, note: string | null): HandoverCapsule {
  return {
    agreed: agreedIn(dispute),
    openQuestions: openIn(dispute),
    promises: promisesIn(dispute),
    deadlines: deadlinesIn(dispute),
    note,
  };
}

function point(code: string, about: Partial<Omit<HandoverPoint, "code">> = {}): HandoverPoint {
  return { code, side: null, subject: null, at: null, ...about };
}

function shown({ kind, amountMinor }: RemedyItem, currency: string): string {
  return isMoneyRemedy(kind) ? `${kind} ${formatAmount({ minor: amountMinor, currency })} ${currency}` : kind;
}

/** What a side asked for or offered last. */
function lastTerms({ offers, claim }: Dispute, side: Side): readonly RemedyItem[] {
  const last = offers.findLast((offer) => offer.side === side);
  return last?.terms ?? (side === Side.SHOPPER ? claim.items : []);
}

/** A remedy for a line that both name, with the lesser of both amounts: so much nobody contests. */
function agreedIn(dispute: Dispute): HandoverPoint[] {
  const theirs = lastTerms(dispute, Side.MERCHANT);
  return lastTerms(dispute, Side.SHOPPER).flatMap((mine) => {
    const match = theirs.find(
      ({ kind, orderLineId }) => kind === mine.kind && orderLineId === mine.orderLineId,
    );
    if (match === undefined) return [];
    const lesser = match.amountMinor < mine.amountMinor ? match : mine;
    return [point("SAME_REMEDY", { subject: shown(lesser, dispute.currency) })];
  });
}

function openIn({ evidence, informationRequest, desk, refusal }: Dispute): HandoverPoint[] {
  const round = latestRound(evidence);
  const asked = round === null || round.exchangedAt !== null ? [] : round.demands;
  const waived = (side: Side, slot: string): boolean =>
    round?.waived.some((each) => each.side === side && each.slot === slot) === true;
  return [
    ...(refusal === null ? [] : [point("CLAIM_REFUSED", { side: Side.MERCHANT, subject: refusal.code })]),
    ...(informationRequest !== null && informationRequest.answer === null
      ? [point("INFORMATION_NOT_GIVEN", { side: Side.SHOPPER })]
      : []),
    ...asked
      .filter(({ side, slot }) => !waived(side, slot))
      .map(({ side, slot }) => point("EVIDENCE_ASKED", { side, subject: slot })),
    ...(round?.absences ?? []).map(({ side, slot }) => point("EVIDENCE_ABSENT", { side, subject: slot })),
    ...evidence.items
      .filter(
        ({ status, source }) => status === EvidenceItemStatus.EXCHANGED && source !== EvidenceSource.SYSTEM,
      )
      .map(({ side, slot }) => point("EVIDENCE_UNDECIDED", { side, subject: slot })),
    ...desk.stepsToConfirm.map((step) => point("STEP_TO_CONFIRM", { subject: step })),
  ];
}

function promisesIn({ offers, obligations, currency }: Dispute): HandoverPoint[] {
  const standing = offers.filter(({ status }) => status === OfferStatus.OPEN);
  return [
    ...standing.flatMap((offer: Offer) =>
      offer.terms.map((item) =>
        point("OFFER_STANDS", { side: offer.side, subject: shown(item, currency), at: offer.expiresAt }),
      ),
    ),
    ...obligations
      .filter(({ status }) => status === ObligationStatus.DUE || status === ObligationStatus.OVERDUE)
      .map(({ kind, dueAt }) => point("OWED", { subject: kind, at: dueAt })),
  ];
}

function deadlinesIn(dispute: Dispute): HandoverPoint[] {
  const timer = nextTimer(dispute);
  const { deadlineAt, status } = dispute;
  const points = [
    ...(timer === null ? [] : [point("NEXT_TIMER", { subject: timer.action, at: timer.at })]),
    ...(deadlineAt === null ? [] : [point("STATUS_ENDS", { subject: status, at: deadlineAt })]),
  ];
  return points.toSorted((one, other) => (one.at?.getTime() ?? 0) - (other.at?.getTime() ?? 0));
}

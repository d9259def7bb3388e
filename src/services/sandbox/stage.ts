import type { Viewer } from "../../domain/access/viewer.js";
import { nextWake } from "../../domain/dispute/deadlines.js";
import { OfferStatus, type Dispute } from "../../domain/dispute/dispute.js";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import { RulingOutcome } from "../../domain/ruling/ruling.js";
import { earlier } from "../../domain/time.js";
import { loadDispute } from "../../persistence/dispute.store.js";
import { acceptClaim } from "../disputes/accept-claim.js";
import { acceptOffer } from "../disputes/accept-offer.js";
import { assignMediator } from "../disputes/assign-mediator.js";
import type { DisputeMutation } from "../disputes/change.js";
import { closeSubmissions } from "../disputes/close-submissions.js";
import { fireDeadline } from "../disputes/fire-deadline.js";
import { issueRuling } from "../disputes/issue-ruling.js";
import { makeOffer } from "../disputes/make-offer.js";
import { openDispute } from "../disputes/open-dispute.js";
import { refuseClaim } from "../disputes/refuse-claim.js";
import { requestIntervention } from "../disputes/request-intervention.js";
import { withdrawDispute } from "../disputes/withdraw-dispute.js";
import type { UseCaseContext } from "../use-case.js";
import { engage, type Cast } from "./cast.js";
import type { Act, Scenario } from "./scenario.js";

/** How long after the act before it an act is, in milliseconds. */
const PAUSE_MS = 10 * 60_000;

/** When whatever waits in a dispute ends first: its own clock or an open offer; null where nothing does. */
export function nextEnd({ deadlineAt, offers }: Dispute): Date | null {
  const ends = offers.filter(({ status }) => status === OfferStatus.OPEN).map(({ expiresAt }) => expiresAt);
  if (deadlineAt !== null) ends.push(deadlineAt);
  return ends.length === 0 ? null : ends.reduce(earlier);
}

/** One dispute as its cast plays it through the use cases, at the stage's own time. */
export class Stage {
  private lineId = "";
  private disputeId = "";

  /** @param at when the dispute is opened; moves on with every act */
  constructor(
    private readonly context: UseCaseContext,
    readonly cast: Cast,
    private at: Date,
  ) {}

  /** When the last act was. */
  get lastAct(): Date {
    return this.at;
  }

  /** Brings the order in and opens the dispute. The viewer of the context has the role INTEGRATION. */
  async open({ reason, remedy, statement }: Scenario["claim"]): Promise<void> {
    this.lineId = await engage(this.as(this.context.viewer), this.cast);
    const lines = [{ orderLineId: this.lineId, amount: null }];
    const claim = { clientMutationId: this.context.newId(), reason, remedy, statement, lines };
    this.disputeId = (await openDispute(this.as(this.cast.shopper), claim)).disputeId;
  }

  async play(act: Act): Promise<void> {
    this.at = new Date(this.at.getTime() + PAUSE_MS);
    await acts[act](this);
  }

  /** The context in which somebody acts at the stage's time. */
  as(viewer: Viewer): UseCaseContext {
    return { ...this.context, viewer, clock: { now: () => this.at } };
  }

  /** What every input has. */
  input(): DisputeMutation {
    return { clientMutationId: this.context.newId(), disputeId: this.disputeId };
  }

  /** A partial refund of the only line. */
  terms(amount: string) {
    return [{ kind: RemedyKind.PARTIAL_REFUND, orderLineId: this.lineId, amount }];
  }

  async dispute(): Promise<Dispute> {
    const loaded = await loadDispute(this.context.database, this.disputeId);
    if (loaded === null) throw new Error("A scenario plays on a dispute that was opened.");
    return loaded.dispute;
  }

  /** Lets time pass up to an instant; every timer and reminder on the way comes at its own. */
  async passUntil(end: Date): Promise<void> {
    for (;;) {
      const timer = nextWake(await this.dispute());
      if (timer === null || timer.at > end) return;
      this.at = timer.at;
      if (!(await fireDeadline(this.as(this.cast.senior), this.disputeId))) {
        throw new Error(`${timer.action} is due in a scenario and does not fire.`);
      }
    }
  }

  /** Refunds the line, or nothing where it is ruled against the shopper. */
  async rule(outcome: RulingOutcome): Promise<void> {
    const { reason, rulebookVersion } = await this.dispute();
    const rulebook = await this.context.rulebook(rulebookVersion, this.context.database);
    const forShopper = outcome === RulingOutcome.RULED_FOR_SHOPPER;
    await issueRuling(this.as(this.cast.mediator), {
      ...this.input(),
      outcome,
      findings: [
        { text: "The carrier's record was compared.", sources: ["SHIPMENT_RECORD"], recordedAbsence: null },
      ],
      reasons: forShopper
        ? "The record does not show to whom it was handed."
        : "The record shows the delivery.",
      clauses: [rulebook.reasons[reason]?.clause ?? ""],
      divergenceReason: "A named situation, and no case of anybody's.",
      faultShares: forShopper ? [{ party: "MERCHANT", basisPoints: 10_000 }] : [],
      remedies: forShopper ? [{ kind: RemedyKind.REFUND, orderLineId: this.lineId, amount: null }] : [],
    });
  }
}

const acts: Readonly<Record<Act, (stage: Stage) => Promise<unknown>>> = {
  DEADLINE_PASSES: async (stage) => stage.passUntil((await stage.dispute()).deadlineAt ?? stage.lastAct),
  MEDIATOR_CLOSES_SUBMISSIONS: (stage) =>
    closeSubmissions(stage.as(stage.cast.mediator), { ...stage.input(), reason: "The records suffice." }),
  MEDIATOR_RULES_FOR_MERCHANT: (stage) => stage.rule(RulingOutcome.RULED_FOR_MERCHANT),
  MEDIATOR_RULES_FOR_SHOPPER: (stage) => stage.rule(RulingOutcome.RULED_FOR_SHOPPER),
  MEDIATOR_RULES_NOT_PROVEN: (stage) => stage.rule(RulingOutcome.NOT_PROVEN),
  MERCHANT_ACCEPTS: (stage) => acceptClaim(stage.as(stage.cast.merchant), stage.input()),
  MERCHANT_OFFERS: (stage) =>
    makeOffer(stage.as(stage.cast.merchant), {
      ...stage.input(),
      terms: stage.terms("120.00"),
      message: "Keep it for less?",
    }),
  MERCHANT_REFUSES: (stage) =>
    refuseClaim(stage.as(stage.cast.merchant), {
      ...stage.input(),
      code: "DELIVERED_AS_PROMISED",
      statement: "The carrier says delivered.",
    }),
  OFFER_EXPIRES: async (stage) => stage.passUntil(nextEnd(await stage.dispute()) ?? stage.lastAct),
  SENIOR_ASSIGNS: (stage) =>
    assignMediator(stage.as(stage.cast.senior), { ...stage.input(), mediatorId: stage.cast.mediator.id }),
  SHOPPER_ACCEPTS_OFFER: async (stage) => {
    const offer = (await stage.dispute()).offers.at(-1);
    const { id = "", termsHash = "" } = offer ?? {};
    await acceptOffer(stage.as(stage.cast.shopper), { ...stage.input(), offerId: id, termsHash });
  },
  SHOPPER_CALLS_PLATFORM: (stage) =>
    requestIntervention(stage.as(stage.cast.shopper), { ...stage.input(), statement: "Please look at it." }),
  SHOPPER_OFFERS: (stage) =>
    makeOffer(stage.as(stage.cast.shopper), {
      ...stage.input(),
      terms: stage.terms("250.00"),
      message: "I would take this.",
    }),
  SHOPPER_WITHDRAWS: (stage) => withdrawDispute(stage.as(stage.cast.shopper), stage.input()),
};

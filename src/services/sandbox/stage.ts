import type { Viewer } from "../../domain/access/viewer.js";
import { nextWake } from "../../domain/dispute/deadlines.js";
import { missingForRefusal } from "../../domain/dispute/requirements.js";
import type { EvidenceType } from "../../domain/evidence/evidence-type.js";
import { ruleOfDispute } from "../../domain/rulebook/adjustments.js";
import { OfferStatus, type Dispute } from "../../domain/dispute/dispute.js";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import { RulingOutcome } from "../../domain/ruling/ruling.js";
import { earlier } from "../../domain/time.js";
import { readCaseRecord } from "../../persistence/case-records.store.js";
import { loadDispute } from "../../persistence/dispute.store.js";
import type { DisputeMutation } from "../disputes/change.js";
import { fireDeadline } from "../disputes/fire-deadline.js";
import { issueRuling } from "../disputes/issue-ruling.js";
import { openDispute } from "../disputes/open-dispute.js";
import type { UseCaseContext } from "../use-case.js";
import { engage, type Cast } from "./cast.js";
import type { Scenario } from "./scenario.js";

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

  /** Plays one act, a while after the one before. */
  async play(act: (stage: this) => Promise<unknown>): Promise<void> {
    this.at = new Date(this.at.getTime() + PAUSE_MS);
    await act(this);
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

  /** What the merchant must hand in before it may refuse. */
  async missingForRefusal(): Promise<EvidenceType[]> {
    const { database, rulebook } = this.context;
    const dispute = await this.dispute();
    const { records } = await readCaseRecord(database, dispute.id);
    const rule = ruleOfDispute(await rulebook(dispute.rulebookVersion, database), dispute);
    return missingForRefusal(dispute, rule, records);
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

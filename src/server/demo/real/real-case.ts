import { DisputeOutcome } from "../../../domain/dispute/dispute.js";
import { addDays, addHours } from "../../../domain/time.js";
import { DemoError, expectSame, expectThat } from "../demo-error.js";
import { claimOf, type ClaimPlan } from "./claim.js";
import { Course, courseOf, plainOutcomes } from "./course.js";
import type { Desk } from "./desk.js";
import { respondsAt, type DisputeRecord } from "./dispute-record.js";
import { look } from "./hearing.js";
import { lotOf } from "./lot.js";
import { awaitMediator } from "./mediation.js";
import { consolationOf, refuseClaim } from "./negotiation.js";
import type { ActAnswer, Person } from "./platform-port.js";
import { halfOf, type ClaimItemSeen, type RulingPlan } from "./ruling-plan.js";

/** Hours between one act and the answer to it. */
const pause = { acceptOffer: 12, declineOffer: 24, callIn: 24, beforeDeadline: 2, afterDeadline: 1 };
/** After a lapse, when the shopper may think again. */
const DAYS_TO_LAPSE = 9;
/** Why a dispute may not be opened, as far as real data goes. */
const expectedRefusals = ["NOTHING_TO_CLAIM", "WINDOW_CLOSED", "AMOUNT_TOO_HIGH"];

/** What a case knows once its dispute is open. */
interface OpenCase {
  readonly disputeId: string;
  readonly deadlineAt: Date;
  readonly claim: ClaimPlan;
  readonly shopper: Person;
  readonly merchant: Person;
}

/** One real dispute, played by its proper people in its own time. */
export class RealCase {
  /** Code of the refusal at opening; null if it was opened. */
  refusedWith: string | null = null;
  /** How the policy of the demo lets it end; null until that is known. */
  expectedOutcome: DisputeOutcome | null = null;
  /** What is claimed; a dispute that is joined adds to it. */
  items: readonly ClaimItemSeen[] = [];
  /** The ruling that was issued last. */
  ruling: RulingPlan | null = null;
  private readonly course: Course;
  private readonly asked = new Set<string>();
  private open: OpenCase | null = null;
  /** How many looks were planned; the last one counts. */
  private looks = 0;

  /** @param index the number of the case, by which whoever is first in a list takes turns */
  constructor(
    readonly record: DisputeRecord,
    readonly desk: Desk,
    readonly index: number,
  ) {
    this.course = courseOf(record);
  }

  /** What is there once the dispute is open. @throws DemoError before */
  get known(): OpenCase {
    if (this.open === null) throw new DemoError(`${this.record.dispute_ref} is not open.`);
    return this.open;
  }

  /** Enters the claim into the agenda; everything else follows from it. */
  enter(): void {
    this.plan(this.record.opened_at, () => this.openDispute());
  }

  /** Enters something that happens in this case. */
  plan(at: Date, run: (at: Date) => Promise<void>): void {
    this.desk.agenda.add(at, { of: this.index, alone: false, run });
  }

  /** Enters something that takes of what all cases share: mediators, who have room for so many. */
  planAlone(at: Date, run: (at: Date) => Promise<void>): void {
    this.desk.agenda.add(at, { of: this.index, alone: true, run });
  }

  /** Has whoever is to act look at the case some hours later, and not before that as was planned till now. */
  lookAt(at: Date, hours: number): void {
    this.looks += 1;
    const planned = this.looks;
    this.plan(addHours(at, hours), async (now) => {
      if (planned === this.looks) await look(this, now);
    });
  }

  /** Whether something happens in this case; at most once, however often it is asked. @param share of 100 cases */
  happens(what: string, share: number): boolean {
    if (this.asked.has(what)) return false;
    this.asked.add(what);
    return lotOf(this.record.dispute_ref, what) < share;
  }

  /** A draw from 0 to 99 for a question. */
  lot(question: string): number {
    return lotOf(this.record.dispute_ref, question);
  }

  /** One act on the dispute, which must be accepted. */
  by(who: Person, mutation: string, input: Record<string, unknown> = {}): Promise<ActAnswer> {
    return this.desk.act(who, mutation, { disputeId: this.known.disputeId, ...input });
  }

  private async openDispute(): Promise<void> {
    const { order_id: reference, dispute_ref: key } = this.record;
    const order = await this.desk.port.order(reference);
    expectThat(order !== null, `The order of ${key} was taken and is not there.`);
    const claim = claimOf(this.record, order.lines);
    const shopper = this.desk.shopper(order.shopperId);
    const merchantId = order.lines.find(({ id }) => id === claim.lines[0]?.orderLineId)?.merchant.id ?? "";
    const { refused, ...answer } = await this.desk.port.act(shopper, "openDispute", { ...claim });
    if (refused !== null) return this.compareWithDryRun(shopper, claim, refused);
    const { disputeId = "", deadlineAt, items = [] } = answer;
    this.desk.count("openDispute");
    this.desk.opened.set(disputeId, this);
    expectThat(deadlineAt != null, `${key} was opened and nobody need answer.`);
    this.items = items;
    this.open = { disputeId, deadlineAt, claim, shopper, merchant: this.desk.merchant(merchantId) };
    this.planAnswer(deadlineAt);
  }

  /** What cannot be opened must be what `eligibility` says, and for a reason that real data can have. */
  private async compareWithDryRun(
    shopper: Person,
    { lines, reason, remedy }: ClaimPlan,
    { code, message }: NonNullable<ActAnswer["refused"]>,
  ): Promise<void> {
    const { dispute_ref: key } = this.record;
    expectThat(expectedRefusals.includes(code), `${key} could not be opened: ${code}: ${message}`);
    this.refusedWith = code;
    if (code === "AMOUNT_TOO_HIGH") return;
    const orderLines = lines.map(({ orderLineId }) => orderLineId);
    const foreseen = await this.desk.port.eligibility(shopper, { orderLines, reason, remedy });
    expectSame(foreseen, code, `What eligibility says of ${key}`);
  }

  private planAnswer(deadlineAt: Date): void {
    const answersAt = respondsAt(this.record);
    const last = addHours(deadlineAt, -pause.beforeDeadline);
    if (this.course === Course.WITHDRAW) {
      this.plan(answersAt < last ? answersAt : last, () => this.withdraw());
    } else if (answersAt < last) {
      this.plan(answersAt, (at) => this.answer(at));
      this.expectedOutcome = plainOutcomes[this.course] ?? null;
    } else {
      this.plan(addHours(deadlineAt, pause.afterDeadline), (at) => this.afterSilence(at));
    }
  }

  private async withdraw(): Promise<void> {
    await this.by(this.known.shopper, "withdrawDispute");
    this.expectedOutcome = DisputeOutcome.WITHDRAWN;
  }

  /** The merchant was silent, so the rule of the reason was applied: performance, or the platform's queue. */
  private async afterSilence(at: Date): Promise<void> {
    const { status } = await this.desk.standing(this.known.disputeId);
    if (status === "PERFORMING") this.expectedOutcome = DisputeOutcome.DEFAULTED;
    else if (status === "QUEUED") awaitMediator(this, at);
    // Somebody who asked for a case meanwhile got this one.
    else expectSame(status, "IN_REVIEW", `The status of ${this.record.dispute_ref} after silence`);
  }

  private async answer(at: Date): Promise<void> {
    switch (this.course) {
      case Course.ACCEPT:
        await this.by(this.known.merchant, "acceptClaim");
        return;
      case Course.LAPSE:
        await refuseClaim(this.desk, this.record, this.known);
        this.lookAt(addDays(at, DAYS_TO_LAPSE), 0);
        return;
      case Course.REFUSE:
        await refuseClaim(this.desk, this.record, this.known);
        this.callInAt(addHours(at, pause.callIn));
        return;
      default:
        return this.makeOffer(at);
    }
  }

  private async makeOffer(at: Date): Promise<void> {
    const { merchant, shopper, claim } = this.known;
    const terms = halfOf(this.items) ?? [consolationOf(this.record, claim)];
    const { terms: offer } = await this.by(merchant, "makeOffer", { terms });
    expectThat(offer?.expiresAt != null, "makeOffer answered no offer.");
    const { id: offerId, termsHash, expiresAt } = offer;
    if (this.course === Course.OFFER_ACCEPTED) {
      this.plan(addHours(at, pause.acceptOffer), async () => {
        await this.by(shopper, "acceptOffer", { offerId, termsHash });
      });
    } else if (this.course === Course.OFFER_DECLINED) {
      this.plan(addHours(at, pause.declineOffer), async () => {
        await this.by(shopper, "declineOffer", { offerId });
      });
      this.callInAt(addHours(at, pause.declineOffer + pause.callIn));
    } else {
      this.callInAt(addHours(expiresAt, pause.afterDeadline));
    }
  }

  private callInAt(instant: Date): void {
    this.plan(instant, async (at) => {
      await this.by(this.known.shopper, "requestIntervention", { statement: "We do not agree." });
      awaitMediator(this, at);
    });
  }
}

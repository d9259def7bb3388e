import { DisputeOutcome } from "../../../domain/dispute/dispute.js";
import { RemedyKind } from "../../../domain/dispute/remedy.js";
import { parseAmount } from "../../../domain/money.js";
import { addHours } from "../../../domain/time.js";
import type { DemoClient, MutationAnswer } from "../demo-client.js";
import { DemoError, expectSame, expectThat } from "../demo-error.js";
import { claimOf, reais, type ClaimPlan, type OrderLineSeen } from "./claim.js";
import { Course, courseOf, plainOutcomes, refusalOf } from "./course.js";
import { respondsAt, type DisputeRecord } from "./dispute-record.js";
import { claimCase } from "./mediation.js";
import { halfOf, rulingOf, type ClaimItemSeen } from "./ruling-plan.js";
import { handInForRefusal } from "./refusal-evidence.js";
import type { World } from "./world.js";

/** Hours between one act and the answer to it. */
const pause = {
  acceptOffer: 12,
  declineOffer: 24,
  callIn: 24,
  afterDeadline: 1,
  mediator: 2,
  submissions: 4,
  ruling: 20,
};
/** Why a dispute may not be opened, as far as real data goes. */
const expectedRefusals: ReadonlySet<string> = new Set([
  "NOTHING_TO_CLAIM",
  "WINDOW_CLOSED",
  "AMOUNT_TOO_HIGH",
]);

const orderQuery = `query Order($reference: String!) {
  order(reference: $reference) { shopper { id } lines { id position merchant { id } } }
}`;
const eligibilityQuery = `query Eligibility($orderLines: [ID!]!, $reason: String!, $remedy: RemedyKind!) {
  eligibility(orderLines: $orderLines, reason: $reason, remedy: $remedy) { eligible refusals { code } }
}`;
const claimFields = "dispute { claim { items { amount { amount } orderLine { id } } } }";

interface OrderSeen {
  readonly shopper: { readonly id: string };
  readonly lines: readonly OrderLineSeen[];
}

interface ClaimSeen {
  readonly claim: {
    readonly items: readonly {
      readonly amount: { readonly amount: string };
      readonly orderLine: { readonly id: string };
    }[];
  };
}

/** What a case knows once its dispute is open. */
interface OpenCase {
  readonly disputeId: string;
  readonly deadlineAt: Date;
  readonly claim: ClaimPlan;
  readonly items: readonly ClaimItemSeen[];
  readonly shopper: DemoClient;
  readonly merchant: DemoClient;
}

/** One real dispute, played by its proper people in its own time. */
export class RealCase {
  /** Code of the refusal at opening; null if it was opened. */
  refusedWith: string | null = null;
  /** How the policy of the demo lets it end; null until that is known. */
  expectedOutcome: DisputeOutcome | null = null;
  private readonly course: Course;
  private open: OpenCase | null = null;

  constructor(
    readonly record: DisputeRecord,
    private readonly world: World,
  ) {
    this.course = courseOf(record);
  }

  /** Enters the claim into the agenda; everything else follows from it. */
  enter(): void {
    this.world.agenda.add(this.record.opened_at, () => this.openDispute());
  }

  /** A mediator has taken the case, and decides it within a day. */
  takenBy(mediator: DemoClient, at: Date): void {
    const { disputeId, claim, items } = this.known;
    const { agenda } = this.world;
    agenda.add(addHours(at, pause.submissions), async () => {
      await this.world.act(mediator, "closeSubmissions", { disputeId, reason: "The records suffice." });
    });
    agenda.add(addHours(at, pause.ruling), async () => {
      const ruling = rulingOf(this.record, claim, items);
      await this.world.act(mediator, "issueRuling", { disputeId, ...ruling });
      this.expectedOutcome = ruling.outcome;
    });
  }

  private get known(): OpenCase {
    if (this.open === null) throw new DemoError(`${this.record.dispute_ref} is not open.`);
    return this.open;
  }

  private async openDispute(): Promise<void> {
    const { order_id: reference, dispute_ref: key } = this.record;
    const { order } = await this.world.integration.ask<{ order: OrderSeen | null }>(orderQuery, {
      reference,
    });
    expectThat(order !== null, `The order of ${key} was taken and is not there.`);
    const claim = claimOf(this.record, order.lines);
    const shopper = await this.world.shopper(order.shopper.id);
    const merchantId = order.lines.find(({ id }) => id === claim.lines[0]?.orderLineId)?.merchant.id;
    const answer = await shopper.mutateWith("openDispute", { ...claim }, claimFields);
    await this.compareWithDryRun(shopper, claim, answer);
    if (answer.dispute === null) return;
    this.world.count("openDispute");
    this.world.opened.set(answer.dispute.id, this);
    this.open = {
      disputeId: answer.dispute.id,
      deadlineAt: new Date(answer.dispute.deadlineAt ?? ""),
      claim,
      items: itemsOf(answer),
      shopper,
      merchant: await this.world.merchant(merchantId ?? ""),
    };
    this.planAnswer();
  }

  /** What cannot be opened must be what `eligibility` says, and for a reason that real data can have. */
  private async compareWithDryRun(
    shopper: DemoClient,
    { lines, reason, remedy }: ClaimPlan,
    { dispute, userErrors: [refused] }: MutationAnswer,
  ): Promise<void> {
    if (dispute !== null) return;
    const code = refused?.code ?? "";
    const { dispute_ref: key } = this.record;
    expectThat(expectedRefusals.has(code), `${key} could not be opened: ${code}: ${refused?.message ?? ""}`);
    this.refusedWith = code;
    const orderLines = lines.map(({ orderLineId }) => orderLineId);
    const { eligibility } = await shopper.ask<{ eligibility: { refusals: { code: string }[] } }>(
      eligibilityQuery,
      { orderLines, reason, remedy },
    );
    if (code !== "AMOUNT_TOO_HIGH")
      expectSame(eligibility.refusals[0]?.code, code, `What eligibility says of ${key}`);
  }

  private planAnswer(): void {
    const { deadlineAt } = this.known;
    const { agenda } = this.world;
    const answersAt = respondsAt(this.record);
    const last = addHours(deadlineAt, -pause.afterDeadline);
    if (this.course === Course.WITHDRAW) {
      agenda.add(answersAt < last ? answersAt : last, () => this.bySide("shopper", "withdrawDispute"));
    } else if (answersAt < last) {
      agenda.add(answersAt, (at) => this.answer(at));
    } else {
      agenda.add(addHours(deadlineAt, pause.afterDeadline), (at) => this.afterSilence(at));
    }
    this.expectedOutcome =
      answersAt < last || this.course === Course.WITHDRAW ? (plainOutcomes[this.course] ?? null) : null;
  }

  /** The merchant was silent, so the rule of the reason was applied: performance, or the platform's queue. */
  private async afterSilence(at: Date): Promise<void> {
    const { dispute } = await this.world.integration.ask<{ dispute: { status: string } }>(
      "query Dispute($id: ID!) { dispute(id: $id) { status } }",
      { id: this.known.disputeId },
    );
    if (dispute.status === "PERFORMING") this.expectedOutcome = DisputeOutcome.DEFAULTED;
    else expectSame(dispute.status, "QUEUED", `The status of ${this.record.dispute_ref} after silence`);
    if (dispute.status === "QUEUED") this.awaitMediator(at);
  }

  private async answer(at: Date): Promise<void> {
    switch (this.course) {
      case Course.ACCEPT:
        return this.bySide("merchant", "acceptClaim");
      case Course.LAPSE:
        return this.refuse();
      case Course.REFUSE:
        await this.refuse();
        this.callInAt(addHours(at, pause.callIn));
        return;
      default:
        return this.makeOffer(at);
    }
  }

  private async refuse(): Promise<void> {
    const { disputeId, merchant } = this.known;
    await handInForRefusal(this.world, merchant, disputeId);
    await this.bySide("merchant", "refuseClaim", refusalOf(this.record));
  }

  private async makeOffer(at: Date): Promise<void> {
    const { disputeId, items, merchant } = this.known;
    const terms = halfOf(items) ?? [this.consolation()];
    const { offer } = await this.world.act(
      merchant,
      "makeOffer",
      { disputeId, terms },
      "offer { id termsHash expiresAt }",
    );
    expectThat(offer !== null && offer !== undefined, "makeOffer answered no offer.");
    const { agenda } = this.world;
    if (this.course === Course.OFFER_ACCEPTED) {
      const { id: offerId, termsHash } = offer;
      agenda.add(addHours(at, pause.acceptOffer), () =>
        this.bySide("shopper", "acceptOffer", { offerId, termsHash }),
      );
    } else if (this.course === Course.OFFER_DECLINED) {
      agenda.add(addHours(at, pause.declineOffer), () =>
        this.bySide("shopper", "declineOffer", { offerId: offer.id }),
      );
      this.callInAt(addHours(at, pause.declineOffer + pause.callIn));
    } else {
      this.callInAt(addHours(new Date(offer.expiresAt ?? ""), pause.afterDeadline));
    }
  }

  /** Where no money is claimed: a tenth of the price. */
  private consolation(): object {
    const { claim } = this.known;
    const price = this.record.items[0]?.price_minor ?? 0;
    const orderLineId = claim.lines[0]?.orderLineId;
    return { kind: RemedyKind.COMPENSATION, orderLineId, amount: reais(Math.ceil(price / 10)) };
  }

  private callInAt(instant: Date): void {
    this.world.agenda.add(instant, async (at) => {
      await this.bySide("shopper", "requestIntervention", { statement: "We do not agree." });
      this.awaitMediator(at);
    });
  }

  private awaitMediator(at: Date): void {
    this.world.agenda.add(addHours(at, pause.mediator), (now) => claimCase(this.world, now));
  }

  private async bySide(
    side: "shopper" | "merchant",
    mutation: string,
    input: Record<string, unknown> = {},
  ): Promise<void> {
    const { disputeId } = this.known;
    await this.world.act(this.known[side], mutation, { disputeId, ...input });
  }
}

function itemsOf({ dispute }: MutationAnswer): ClaimItemSeen[] {
  const { claim } = dispute as unknown as ClaimSeen;
  return claim.items.map(({ amount, orderLine }) => ({
    orderLineId: orderLine.id,
    amountMinor: parseAmount(amount.amount, "BRL").minor,
  }));
}

import { Role, systemViewer, type Viewer } from "../src/domain/access/viewer.js";
import type { Command, CommandInputs } from "../src/domain/dispute/command.js";
import { dueNow, nextWake } from "../src/domain/dispute/deadlines.js";
import { DisputeStatus, type Dispute } from "../src/domain/dispute/dispute.js";
import type { ClaimableLine, OrderFacts } from "../src/domain/dispute/eligibility.js";
import type { MediatorFacts } from "../src/domain/dispute/guards.js";
import { RemedyKind } from "../src/domain/dispute/remedy.js";
import { RefusedError } from "../src/domain/errors.js";
import { adjustedRule, adjustmentsFor } from "../src/domain/rulebook/adjustments.js";
import { ruleOf } from "../src/domain/rulebook/reason.js";
import type { Rulebook } from "../src/domain/rulebook/rulebook.js";
import { addHours } from "../src/domain/time.js";
import type { ClaimPlan } from "../src/server/demo/real/claim.js";
import { Course, courseOf, refusalOf } from "../src/server/demo/real/course.js";
import { respondsAt, type DisputeRecord } from "../src/server/demo/real/dispute-record.js";
import { halfOf, rulingOf } from "../src/server/demo/real/ruling-plan.js";
import { claimItems, remedyItems, type RemedyInput } from "../src/services/disputes/remedy-inputs.js";
import { HistoryWriter, type History } from "./history-writer.js";

/** What a real dispute is played on. */
export interface RealSubject {
  readonly number: string;
  readonly claim: ClaimPlan;
  readonly order: OrderFacts;
  readonly lines: readonly ClaimableLine[];
  readonly mediator: MediatorFacts;
  readonly rulebook: Rulebook;
  readonly newId: () => string;
}

/** What became of a record: its history, or the code with which it could not be opened. */
export type Played = { readonly history: History } | { readonly refusedWith: string };

const decided: ReadonlySet<DisputeStatus> = new Set([DisputeStatus.PERFORMING, DisputeStatus.CLOSED]);

/**
 * Plays a real dispute to its decision, in memory and in its own time: the two sides and the mediator do what the
 * replay of `npm run demo -- --data` has them do, the clock does the rest.
 */
export function playRecord(record: DisputeRecord, subject: RealSubject): Played {
  const play = new RealPlay(record, subject);
  const refusedWith = play.open();
  if (refusedWith !== null) return { refusedWith };
  play.run();
  return { history: play.history };
}

class RealPlay {
  private readonly writer: HistoryWriter;
  private readonly context;
  private readonly people: Record<"merchant" | "mediator" | "shopper", Viewer>;

  constructor(
    private readonly record: DisputeRecord,
    private readonly subject: RealSubject,
  ) {
    const { rulebook, claim, lines, order, mediator, newId } = subject;
    const base = ruleOf(rulebook, claim.reason);
    const adjustments = adjustmentsFor(rulebook, base, { lines, now: record.opened_at });
    const rule = adjustedRule(base, adjustments);
    this.context = { rule, rulebook, lines, adjustments, currency: order.currency };
    this.writer = new HistoryWriter({ rule, rulebook, lines, mediator, newId, clocks: undefined });
    const merchantId = lines[0]?.merchantId ?? "";
    this.people = {
      shopper: { role: Role.SHOPPER, id: order.shopperId, merchantId: null },
      merchant: { role: Role.MERCHANT_AGENT, id: merchantId, merchantId },
      mediator: { role: Role.SENIOR_MEDIATOR, id: mediator.id, merchantId: null },
    };
  }

  get history(): History {
    return this.writer.history();
  }

  private get dispute(): Dispute {
    if (this.writer.dispute === null) throw new Error("It is not open yet.");
    return this.writer.dispute;
  }

  /** @returns the code of the refusal, or null if it was opened */
  open(): string | null {
    const { number, claim, order, lines } = this.subject;
    const { remedy, statement } = claim;
    const { adjustments } = this.context;
    try {
      const asked = claim.lines.map(({ orderLineId, amount = null }) => ({ orderLineId, amount }));
      const items = claimItems(remedy, asked, this.context);
      const opening = { number, order, lines, adjustments, remedy, statement, items, records: [] };
      const command = { action: "OPEN_DISPUTE", ...opening } as const;
      const verdict = this.writer.act(this.people.shopper, command, this.record.opened_at);
      return verdict.accepted ? null : verdict.refusal.code;
    } catch (error) {
      if (error instanceof RefusedError) return error.refusals[0].code;
      throw error;
    }
  }

  run(): void {
    const { record, dispute } = this;
    const deadlineAt = dispute.deadlineAt ?? record.opened_at;
    const last = addHours(deadlineAt, -1);
    const answersAt = respondsAt(record);
    const course = courseOf(record);
    if (course === Course.WITHDRAW) {
      this.by("shopper", { action: "WITHDRAW_DISPUTE" }, answersAt < last ? answersAt : last);
    } else if (answersAt < last) {
      this.answer(course, answersAt);
    } else {
      this.until(addHours(deadlineAt, 1));
    }
    if (this.dispute.status === DisputeStatus.QUEUED) this.mediate();
    this.untilDecided();
  }

  private answer(course: Course, at: Date): void {
    if (course === Course.ACCEPT) {
      this.by("merchant", { action: "ACCEPT_CLAIM" }, at);
      return;
    }
    if (course === Course.REFUSE || course === Course.LAPSE) {
      this.by("merchant", { action: "REFUSE_CLAIM", ...refusalOf(this.record) }, at);
      if (course === Course.REFUSE) this.callIn(addHours(at, 24));
      return;
    }
    this.by("merchant", { action: "MAKE_OFFER", terms: this.terms(), message: null }, at);
    const offer = this.dispute.offers.at(-1);
    if (offer === undefined) return;
    const { id: offerId, termsHash, expiresAt } = offer;
    if (course === Course.OFFER_ACCEPTED) {
      this.by("shopper", { action: "ACCEPT_OFFER", offerId, termsHash }, addHours(at, 12));
    } else if (course === Course.OFFER_DECLINED) {
      this.by("shopper", { action: "DECLINE_OFFER", offerId }, addHours(at, 24));
      this.callIn(addHours(at, 48));
    } else {
      this.callIn(addHours(expiresAt, 1));
    }
  }

  private terms() {
    const { items } = this.dispute.claim;
    const [first] = items;
    const price = this.record.items[0]?.price_minor ?? 0;
    const consolation = { kind: RemedyKind.COMPENSATION, orderLineId: first?.orderLineId ?? "" };
    const amountMinor = BigInt(Math.ceil(price / 10));
    const half = halfOf(items) as RemedyInput[] | null;
    return half === null ? [{ ...consolation, amountMinor }] : remedyItems(half, this.context, "terms");
  }

  private callIn(at: Date): void {
    const statement = "We do not agree.";
    this.by("shopper", { action: "REQUEST_INTERVENTION", statement }, at);
  }

  private mediate(): void {
    const taken = addHours(this.dispute.updatedAt, 2);
    this.by("mediator", { action: "CLAIM_NEXT_CASE" }, taken);
    const reason = "The records suffice.";
    this.by("mediator", { action: "CLOSE_SUBMISSIONS", reason }, addHours(taken, 4));
    const leftOut = { amount: null };
    const { remedies, ...ruling } = rulingOf(this.record, this.subject.claim, this.dispute.claim.items);
    const given = { finalReason: null, ...ruling } as unknown as CommandInputs["ISSUE_RULING"];
    const ordered = (remedies as RemedyInput[]).map((remedy) => ({ ...leftOut, ...remedy }));
    const items = remedyItems(ordered, this.context, "remedies");
    const command = { ...given, action: "ISSUE_RULING", remedies: items } as const;
    this.by("mediator", command, addHours(taken, 20));
  }

  /** Acts at an instant, after what the clock does until then. @throws Error if it is refused */
  private by(who: keyof RealPlay["people"], command: Command, at: Date): void {
    this.until(at);
    const verdict = this.writer.act(this.people[who], command, at);
    if (verdict.accepted) return;
    throw new Error(`${this.record.dispute_ref}: ${command.action}: ${verdict.refusal.message}`);
  }

  private until(instant: Date): void {
    for (
      let wake = nextWake(this.dispute);
      wake !== null && wake.at <= instant;
      wake = nextWake(this.dispute)
    ) {
      if (decided.has(this.dispute.status)) return;
      const due = dueNow(this.dispute, wake.at) ?? wake;
      const verdict = this.writer.act(systemViewer, { action: due.action } as Command, wake.at);
      if (!verdict.accepted) throw new Error(`${due.action}: ${verdict.refusal.message}`);
    }
  }

  private untilDecided(): void {
    for (let wake = nextWake(this.dispute); wake !== null; wake = nextWake(this.dispute)) {
      if (decided.has(this.dispute.status)) return;
      this.until(wake.at);
    }
  }
}

import { Role, type Viewer } from "../src/domain/access/viewer.js";
import type { Command } from "../src/domain/dispute/command.js";
import { ReminderMoment } from "../src/domain/dispute/dispute-clock.js";
import type { Dispute } from "../src/domain/dispute/dispute.js";
import type { ClaimableLine, OrderFacts } from "../src/domain/dispute/eligibility.js";
import type { MediatorFacts } from "../src/domain/dispute/guards.js";
import { ruleOf } from "../src/domain/rulebook/reason.js";
import type { Rulebook } from "../src/domain/rulebook/rulebook.js";
import { HistoryWriter, type History } from "./history-writer.js";
import { messageTexts } from "./texts.js";

/** Who and what a history is about. */
export interface Subject {
  readonly number: string;
  readonly order: OrderFacts;
  readonly lines: readonly ClaimableLine[];
  readonly merchantMemberId: string;
  readonly mediator: MediatorFacts;
  readonly rulebook: Rulebook;
  readonly openedAt: Date;
  readonly newId: () => string;
}

/** How a dispute goes: NEGOTIATED stays open, QUEUED waits for a mediator, RULED has a ruling, SETTLED has obligations. */
export type Story = "NEGOTIATED" | "QUEUED" | "RULED" | "SETTLED";

type Step = readonly [role: Role, command: (at: Moment) => Command];

interface Moment {
  readonly subject: Subject;
  readonly dispute: Dispute | null;
}

const STEP_MS = 5 * 60_000;

const refund = ({ subject }: Moment) =>
  subject.lines.map(({ orderLineId }) => ({ kind: "REFUND" as const, orderLineId, amountMinor: 20_00n }));

const openOffer = ({ dispute }: Moment) => {
  const offer = dispute?.offers.findLast(({ status }) => status === "OPEN");
  return { offerId: offer?.id ?? "", termsHash: offer?.termsHash ?? "" };
};

const open: Step = [
  Role.SHOPPER,
  ({ subject: { number, order, lines } }) => ({
    ...{ action: "OPEN_DISPUTE", adjustments: [], records: [], number, order, lines },
    remedy: "RETURN_AND_REFUND",
    statement: messageTexts.claim,
    items: lines.map(({ orderLineId }) => ({
      kind: "RETURN_AND_REFUND",
      orderLineId,
      amountMinor: 60_00n,
    })),
  }),
];
const say = (role: Role): Step => [
  role,
  ({ subject }) => ({
    action: "SEND_MESSAGE",
    messageId: subject.newId(),
    channel: "PARTIES",
    text: messageTexts.message,
  }),
];
const refuse: Step = [
  Role.MERCHANT_AGENT,
  () => ({ action: "REFUSE_CLAIM", code: "NOT_DEFECTIVE", statement: messageTexts.refusal }),
];
const offer = (role: Role): Step => [
  role,
  (at) => ({ action: "MAKE_OFFER", terms: refund(at), message: messageTexts.offer }),
];
const decline: Step = [Role.SHOPPER, (at) => ({ action: "DECLINE_OFFER", offerId: openOffer(at).offerId })];

const intervene: Step = [
  Role.SHOPPER,
  () => ({ action: "REQUEST_INTERVENTION", statement: messageTexts.intervention }),
];

const stories: Readonly<Record<Story, readonly Step[]>> = {
  NEGOTIATED: [open, say(Role.SHOPPER), refuse, offer(Role.SHOPPER), offer(Role.MERCHANT_AGENT)],
  QUEUED: [open, refuse, intervene],
  SETTLED: [
    ...[open, say(Role.SHOPPER), offer(Role.MERCHANT_AGENT), say(Role.MERCHANT_AGENT)],
    [Role.SHOPPER, (at) => ({ action: "ACCEPT_OFFER", ...openOffer(at) })],
  ],
  RULED: [
    ...[open, say(Role.SHOPPER), refuse, offer(Role.MERCHANT_AGENT), decline],
    intervene,
    [Role.SENIOR_MEDIATOR, () => ({ action: "ASSIGN_MEDIATOR" })],
    [Role.MEDIATOR, () => ({ action: "CLOSE_SUBMISSIONS", reason: messageTexts.submissions })],
    [
      Role.MEDIATOR,
      (at) => ({
        action: "ISSUE_RULING",
        outcome: "RULED_FOR_SHOPPER",
        findings: [{ text: messageTexts.finding, sources: ["SHOPPER_STATEMENT"], recordedAbsence: null }],
        reasons: messageTexts.reasons,
        clauses: Object.keys(at.subject.rulebook.clauses).slice(0, 2),
        faultShares: [{ party: "MERCHANT", basisPoints: 10_000 }],
        remedies: refund(at),
        finalReason: null,
      }),
    ],
  ],
};

function viewerOf(role: Role, { order, merchantMemberId, mediator, lines }: Subject): Viewer {
  if (role === Role.SHOPPER) return { role, id: order.shopperId, merchantId: null };
  if (role === Role.MERCHANT_AGENT) {
    return { role, id: merchantMemberId, merchantId: lines[0]?.merchantId ?? null };
  }
  return { role, id: mediator.id, merchantId: null };
}

/** Plays a story on a subject. */
export function playHistory(subject: Subject, story: Story): History {
  const { rulebook } = subject;
  const writer = new HistoryWriter({
    ...subject,
    rule: ruleOf(rulebook, "QUALITY_DEFECT"),
    clocks: undefined,
  });
  stories[story].forEach(([role, commandAt], index) => {
    const now = new Date(subject.openedAt.getTime() + index * STEP_MS);
    const command = commandAt({ subject, dispute: writer.dispute });
    const verdict = writer.act(viewerOf(role, subject), command, now);
    if (!verdict.accepted) throw new Error(`${story}, ${command.action}: ${verdict.refusal.message}`);
  });
  return writer.history(writer.dispute && reminded(writer.dispute));
}

/** As if all reminders had been sent: else the worker would send those of thousands of disputes while we measure. */
function reminded(dispute: Dispute): Dispute {
  return { ...dispute, clock: { ...dispute.clock, reminded: Object.values(ReminderMoment) } };
}

import { randomUUID } from "node:crypto";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { MessageChannel } from "../../src/domain/dispute/event.js";
import type { DisputeStatus } from "../../src/domain/dispute/dispute.js";
import { addHours } from "../../src/domain/time.js";
import { loadDispute, type LoadedDispute } from "../../src/persistence/dispute.store.js";
import { acceptClaim } from "../../src/services/disputes/accept-claim.js";
import {
  acceptProposal,
  declineProposal,
  type AcceptProposalInput,
} from "../../src/services/disputes/answer-proposal.js";
import { acceptOffer, type AcceptOfferInput } from "../../src/services/disputes/accept-offer.js";
import { appealRuling } from "../../src/services/disputes/appeal-ruling.js";
import { assignMediator } from "../../src/services/disputes/assign-mediator.js";
import type { DisputeChange, DisputeMutation } from "../../src/services/disputes/change.js";
import { closeSubmissions } from "../../src/services/disputes/close-submissions.js";
import { declineOffer } from "../../src/services/disputes/decline-offer.js";
import { fireDeadline } from "../../src/services/disputes/fire-deadline.js";
import { issueRuling } from "../../src/services/disputes/issue-ruling.js";
import { makeOffer } from "../../src/services/disputes/make-offer.js";
import { proposeSettlement } from "../../src/services/disputes/propose-settlement.js";
import { openDispute, type OpenDisputeInput } from "../../src/services/disputes/open-dispute.js";
import { refuseClaim } from "../../src/services/disputes/refuse-claim.js";
import { requestHumanReview } from "../../src/services/disputes/request-human-review.js";
import { requestIntervention } from "../../src/services/disputes/request-intervention.js";
import { sendMessage } from "../../src/services/disputes/send-message.js";
import { withdrawDispute } from "../../src/services/disputes/withdraw-dispute.js";
import type { Factory, Purchase } from "./factory.js";
import { EvidencePlay } from "./story-evidence.js";

/** The statuses that the platform's actions reach. */
export type ReachableStatus = Extract<
  DisputeStatus,
  | "MERCHANT_RESPONSE"
  | "NEGOTIATING"
  | "QUEUED"
  | "IN_REVIEW"
  | "EVIDENCE"
  | "REBUTTAL"
  | "PROPOSED"
  | "DECIDING"
  | "RULED"
  | "APPEALED"
  | "PERFORMING"
  | "CLOSED"
>;

/** Who plays in a story. */
export interface Cast {
  readonly purchase: Purchase;
  /** Takes the case; must be registered. */
  readonly mediator: Viewer;
  /** Assigns; must be registered. */
  readonly senior: Viewer;
}

/** One dispute as its people play it, through the use cases. */
export class Story {
  private constructor(
    readonly factory: Factory,
    readonly cast: Cast,
    /** UUID. */
    readonly disputeId: string,
    /** UUIDs of the disputed lines. */
    readonly lines: readonly string[],
  ) {}

  /** Opens a dispute about the first merchant's first line, or as `change` says. */
  static async open(factory: Factory, cast: Cast, change: Partial<OpenDisputeInput> = {}): Promise<Story> {
    const { shopper, lines } = cast.purchase;
    const input = {
      clientMutationId: randomUUID(),
      reason: "NOT_RECEIVED",
      remedy: "REFUND" as const,
      statement: "The lamp never came.",
      lines: [{ orderLineId: lines[0]!, amount: null }],
      ...change,
    };
    const { disputeId } = await openDispute(factory.as(shopper), input);
    const disputed = input.lines.map(({ orderLineId }) => orderLineId);
    return new Story(factory, cast, disputeId, disputed);
  }

  /** The same dispute with another mediator, to whom it was remitted. */
  static resume({ factory, cast, disputeId, lines }: Story, mediator: Viewer): Story {
    return new Story(factory, { ...cast, mediator }, disputeId, lines);
  }

  get shopper(): Viewer {
    return this.cast.purchase.shopper;
  }

  /** The agent of the first merchant. */
  get merchant(): Viewer {
    return this.cast.purchase.merchants[0]!;
  }

  /** What is handed in. */
  get evidence(): EvidencePlay {
    return new EvidencePlay(this);
  }

  /** The fields that every input has. */
  input(): DisputeMutation {
    return { clientMutationId: randomUUID(), disputeId: this.disputeId };
  }

  /** The dispute as the tables have it. */
  async load(): Promise<LoadedDispute> {
    return (await loadDispute(this.factory.database, this.disputeId))!;
  }

  accept(): Promise<DisputeChange> {
    return acceptClaim(this.factory.as(this.merchant), this.input());
  }

  refuse(): Promise<DisputeChange> {
    const why = { code: "DELIVERED_AS_PROMISED" as const, statement: "The carrier says delivered." };
    return refuseClaim(this.factory.as(this.merchant), { ...this.input(), ...why });
  }

  offer(by: Viewer, amount = "40.00"): Promise<DisputeChange> {
    const terms = this.lines.map((orderLineId) => ({
      kind: "PARTIAL_REFUND" as const,
      orderLineId,
      amount,
    }));
    return makeOffer(this.factory.as(by), { ...this.input(), terms, message: "Keep it for less?" });
  }

  /** What accepting or declining the latest offer takes. */
  async latestOffer(): Promise<AcceptOfferInput> {
    const offer = (await this.load()).dispute.offers.at(-1);
    return { ...this.input(), offerId: offer?.id ?? randomUUID(), termsHash: offer?.termsHash ?? "" };
  }

  async acceptLatest(by: Viewer): Promise<DisputeChange> {
    return acceptOffer(this.factory.as(by), await this.latestOffer());
  }

  async declineLatest(by: Viewer): Promise<DisputeChange> {
    const { offerId } = await this.latestOffer();
    return declineOffer(this.factory.as(by), { ...this.input(), offerId });
  }

  /** @param amount refunded for each disputed line */
  propose(amount = "50.00"): Promise<DisputeChange> {
    const terms = this.lines.map((orderLineId) => ({ kind: "PARTIAL_REFUND" as const, orderLineId, amount }));
    const what = { ...this.input(), terms, explanation: "Neither of you can prove it." };
    return proposeSettlement(this.factory.as(this.cast.mediator), what);
  }

  /** What accepting or declining the latest proposal takes. */
  async latestProposal(): Promise<AcceptProposalInput> {
    const { id = randomUUID(), termsHash = "" } = (await this.load()).dispute.proposals.at(-1) ?? {};
    return { ...this.input(), proposalId: id, termsHash };
  }

  async acceptProposal(by: Viewer): Promise<DisputeChange> {
    return acceptProposal(this.factory.as(by), await this.latestProposal());
  }

  async declineProposal(by: Viewer): Promise<DisputeChange> {
    const { proposalId } = await this.latestProposal();
    return declineProposal(this.factory.as(by), { ...this.input(), proposalId });
  }

  callPlatform(by: Viewer = this.shopper): Promise<DisputeChange> {
    return requestIntervention(this.factory.as(by), { ...this.input(), statement: "Please look." });
  }

  assign(): Promise<DisputeChange> {
    const mediatorId = this.cast.mediator.id;
    return assignMediator(this.factory.as(this.cast.senior), { ...this.input(), mediatorId });
  }

  say(by: Viewer, channel: MessageChannel, text: string): Promise<DisputeChange> {
    return sendMessage(this.factory.as(by), { ...this.input(), channel, text });
  }

  close(): Promise<DisputeChange> {
    const input = { ...this.input(), reason: "The records suffice." };
    return closeSubmissions(this.factory.as(this.cast.mediator), input);
  }

  /** @param amount refunded for each disputed line; null rules for the merchant */
  rule(amount: string | null = "60.00"): Promise<DisputeChange> {
    return issueRuling(this.factory.as(this.cast.mediator), {
      ...this.input(),
      outcome: amount === null ? "RULED_FOR_MERCHANT" : "RULED_SPLIT",
      findings: [{ text: "The parcel was lost.", sources: ["SHIPMENT_RECORD"], recordedAbsence: null }],
      reasons: "The merchant bears the risk of the way.",
      clauses: ["R-NOT_RECEIVED"],
      divergenceReason: "The tracking contradicts itself.",
      faultShares: [{ party: "MERCHANT", basisPoints: 10_000 }],
      remedies:
        amount === null
          ? []
          : this.lines.map((orderLineId) => ({ kind: "PARTIAL_REFUND" as const, orderLineId, amount })),
    });
  }

  /** Appeals against all of the ruling. */
  appeal(by: Viewer = this.merchant): Promise<DisputeChange> {
    return appealRuling(this.factory.as(by), {
      ...{ ...this.input(), grounds: ["FACT_ERROR"], statement: "The parcel was handed over." },
      ...{ orderLineIds: [], evidenceItemIds: [] },
    });
  }

  /** Asks for a person to look at what the clock decided. */
  askForPerson(by: Viewer = this.merchant): Promise<DisputeChange> {
    const why = { grounds: ["COULD_NOT_ACT"] as const, statement: "Our mail was out of order." };
    return requestHumanReview(this.factory.as(by), { ...this.input(), ...why });
  }

  /** The merchant never answers, asks for a person, and the mediator has the case. */
  async toHumanReview(): Promise<this> {
    await this.runOut();
    await this.askForPerson();
    await this.assign();
    return this;
  }

  withdraw(): Promise<DisputeChange> {
    return withdrawDispute(this.factory.as(this.shopper), this.input());
  }

  /** Fires the dispute's next timer at its instant, whatever the clock of the factory shows. */
  async runOut(): Promise<boolean> {
    const { dispute } = await this.load();
    const now = dispute.deadlineAt ?? addHours(dispute.openedAt, 1);
    const context = { ...this.factory.as(this.cast.senior), clock: { now: () => now } };
    return fireDeadline(context, this.disputeId);
  }

  /** Plays on until the dispute has a status, with messages in every channel and a declined offer on the way. */
  async playTo(status: ReachableStatus): Promise<this> {
    for (const step of ways[status]) await steps[step](this);
    return this;
  }
}

const steps = {
  refuse: async (story: Story) => {
    await story.evidence.prove();
    return story.refuse();
  },
  bargain: async (story: Story) => {
    await story.offer(story.merchant);
    await story.declineLatest(story.shopper);
  },
  call: (story: Story) => story.callPlatform(),
  assign: (story: Story) => story.assign(),
  talk: async (story: Story) => {
    const { shopper, merchant, disputeId } = story;
    await story.say(shopper, MessageChannel.PARTIES, `To all in ${disputeId}`);
    await story.say(shopper, MessageChannel.SHOPPER_PRIVATE, `SECRET-SHOPPER in ${disputeId}`);
    await story.say(merchant, MessageChannel.MERCHANT_PRIVATE, `SECRET-MERCHANT in ${disputeId}`);
    await story.say(story.cast.mediator, MessageChannel.STAFF, `SECRET-STAFF in ${disputeId}`);
  },
  ask: (story: Story) => story.evidence.request(),
  seal: (story: Story) => story.evidence.seal(),
  close: (story: Story) => story.close(),
  propose: (story: Story) => story.propose(),
  rule: (story: Story) => story.rule(),
  appeal: (story: Story) => story.appeal(),
  runOut: (story: Story) => story.runOut(),
  withdraw: (story: Story) => story.withdraw(),
};

const toReview = ["refuse", "bargain", "call", "assign", "talk"] as const;
const ways: Readonly<Record<ReachableStatus, readonly (keyof typeof steps)[]>> = {
  MERCHANT_RESPONSE: [],
  NEGOTIATING: ["refuse", "bargain"],
  QUEUED: ["refuse", "bargain", "call"],
  IN_REVIEW: toReview,
  EVIDENCE: [...toReview, "ask", "seal"],
  REBUTTAL: [...toReview, "ask", "seal", "runOut"],
  PROPOSED: [...toReview, "propose"],
  DECIDING: [...toReview, "close"],
  RULED: [...toReview, "close", "rule"],
  APPEALED: [...toReview, "close", "rule", "appeal"],
  PERFORMING: [...toReview, "close", "rule", "runOut"],
  CLOSED: ["refuse", "withdraw"],
};

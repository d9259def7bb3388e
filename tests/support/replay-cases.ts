import type { Viewer } from "../../src/domain/access/viewer.js";
import { addYears } from "../../src/domain/retention/retention.js";
import { ruleOf } from "../../src/domain/rulebook/reason.js";
import { acceptClaim } from "../../src/services/disputes/accept-claim.js";
import { acceptOffer } from "../../src/services/disputes/accept-offer.js";
import { amendClaim } from "../../src/services/disputes/amend-claim.js";
import { answerAppeal } from "../../src/services/disputes/answer-appeal.js";
import { appealRuling } from "../../src/services/disputes/appeal-ruling.js";
import { assignMediator } from "../../src/services/disputes/assign-mediator.js";
import { clarifyRuling } from "../../src/services/disputes/clarify-ruling.js";
import { closeSubmissions } from "../../src/services/disputes/close-submissions.js";
import { correctRuling } from "../../src/services/disputes/correct-ruling.js";
import { declareInadmissible } from "../../src/services/disputes/declare-inadmissible.js";
import { decideAppeal } from "../../src/services/disputes/decide-appeal.js";
import { decideHumanReview } from "../../src/services/disputes/decide-human-review.js";
import { declineOffer } from "../../src/services/disputes/decline-offer.js";
import { provideInformation } from "../../src/services/disputes/provide-information.js";
import { requestClarification } from "../../src/services/disputes/request-clarification.js";
import { requestInformation } from "../../src/services/disputes/request-information.js";
import { extendDeadline } from "../../src/services/disputes/extend-deadline.js";
import { issueRuling } from "../../src/services/disputes/issue-ruling.js";
import { makeOffer } from "../../src/services/disputes/make-offer.js";
import { refuseClaim } from "../../src/services/disputes/refuse-claim.js";
import { requestHumanReview } from "../../src/services/disputes/request-human-review.js";
import { requestIntervention } from "../../src/services/disputes/request-intervention.js";
import { sendMessage } from "../../src/services/disputes/send-message.js";
import { waiveAppeal } from "../../src/services/disputes/waive-appeal.js";
import { withdrawAppeal } from "../../src/services/disputes/withdraw-appeal.js";
import { withdrawDispute } from "../../src/services/disputes/withdraw-dispute.js";
import { liftLegalHold } from "../../src/services/retention/lift-legal-hold.js";
import { placeLegalHold } from "../../src/services/retention/place-legal-hold.js";
import { requestErasure } from "../../src/services/retention/request-erasure.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import { deskCases } from "./replay-desk.js";
import { mediationCases } from "./replay-mediation.js";
import { bulkCases } from "./replay-bulk.js";
import { ofDrafts } from "./replay-drafts.js";
import { evidenceCases, fileCases } from "./replay-evidence.js";
import { interruptions } from "./replay-interruptions.js";
import { watchCases } from "./replay-queue.js";
import { swarmCases } from "./replay-swarms.js";
import type { ReachableStatus, Story } from "./story.js";

/** A use case whose input is of the mutation it belongs to; the table below pairs them. */
export type UseCase = (context: UseCaseContext, input: never) => Promise<unknown>;

/** A mutation about one dispute. */
export interface ReplayCase {
  /** Where the dispute must stand; null: no dispute is needed. */
  readonly from: ReachableStatus | null;
  readonly by: (story: Story) => Viewer;
  readonly run: UseCase;
  /** The input beside the key and the dispute, and the change that makes it another one. */
  readonly input: (story: Story) => Promise<object> | object;
  readonly other?: object;
}

const shopper = (story: Story) => story.shopper;
const merchant = (story: Story) => story.merchant;
const termsOf = ({ lines }: Story) => [{ kind: "PARTIAL_REFUND", orderLineId: lines[0], amount: "10.00" }];

async function offered(story: Story): Promise<object> {
  await story.offer(story.merchant);
  const { offerId, termsHash } = await story.latestOffer();
  return { offerId, termsHash };
}

const why = { code: "OTHER", statement: "No." };
const ruling = (story: Story) => ({
  ...{ outcome: "RULED_SPLIT", reasons: "So.", clauses: ["R-NOT_RECEIVED"], faultShares: [] },
  divergenceReason: "They agree on it.",
  findings: [{ text: "Lost.", sources: ["SHIPMENT_RECORD"], recordedAbsence: null }],
  remedies: termsOf(story),
});

/** Under rules that let the merchant extend its time. */
const generous = (context: UseCaseContext): UseCaseContext => ({
  ...context,
  rulebook: async (version) => {
    const book = await context.rulebook(version);
    const rule = { ...ruleOf(book, "NOT_RECEIVED"), merchantResponseExtensionHours: 12 };
    return { ...book, reasons: { ...book.reasons, NOT_RECEIVED: rule } };
  },
});

const long = (context: UseCaseContext): UseCaseContext => ({
  ...context,
  clock: { now: () => addYears(context.clock.now(), 4) },
});

/** The mutations about keeping and erasing. */
const ofRetention: Readonly<Record<string, ReplayCase>> = {
  placeLegalHold: {
    ...{ from: "CLOSED", by: ({ cast }) => cast.senior, run: placeLegalHold, other: { reason: "Another." } },
    input: () => ({ reason: "A court asked.", until: null }),
  },
  liftLegalHold: {
    ...{ from: "CLOSED", by: ({ cast }) => cast.senior, run: liftLegalHold, other: { reason: "Another." } },
    input: async (story) => {
      const hold = { ...story.input(), reason: "A court asked.", until: null };
      await placeLegalHold(story.factory.as(story.cast.senior), hold);
      return { reason: "The court is done." };
    },
  },
  requestErasure: {
    ...{ from: "CLOSED", by: shopper, input: () => ({}) },
    run: (context, input) => requestErasure(long(context), input),
  },
};

const appeal = { grounds: ["FACT_ERROR"], statement: "No.", orderLineIds: [], evidenceItemIds: [] };

/** The mutations about a ruling that was served. */
const ofNotes: Readonly<Record<string, ReplayCase>> = {
  correctRuling: {
    ...{ from: "RULED", by: ({ cast }) => cast.mediator, run: correctRuling, other: { reason: "Another." } },
    input: () => ({
      ...{ reason: "A slip.", amounts: [] },
      texts: [{ part: "FINDING", position: 0, text: "The parcel is lost." }],
    }),
  },
  requestClarification: {
    ...{ from: "RULED", by: shopper, run: requestClarification },
    input: () => ({ question: "Which line?" }),
  },
  clarifyRuling: {
    ...{ from: "RULED", by: ({ cast }) => cast.mediator, run: clarifyRuling },
    input: async (story) => {
      const question = { ...story.input(), question: "Which line?" };
      await requestClarification(story.factory.as(story.shopper), question);
      return { side: "SHOPPER", answer: "Both." };
    },
  },
};

/** The mutations about appeals; the merchant has appealed where one runs. */
const ofAppeals: Readonly<Record<string, ReplayCase>> = {
  appealRuling: { from: "RULED", by: shopper, run: appealRuling, input: () => appeal },
  answerAppeal: { from: "APPEALED", by: shopper, run: answerAppeal, input: () => ({ answer: "Yes." }) },
  withdrawAppeal: {
    ...{ from: "APPEALED", by: merchant, run: withdrawAppeal },
    input: async (story) => {
      await story.appeal(story.shopper);
      return {};
    },
  },
  declareInadmissible: {
    ...{ from: "IN_REVIEW", by: ({ cast }) => cast.mediator, run: declareInadmissible },
    input: () => ({ ground: "NO_CLAIM", statement: "It is a wish.", clause: "R-NOT_RECEIVED" }),
  },
  requestHumanReview: {
    ...{ from: "MERCHANT_RESPONSE", by: merchant, run: requestHumanReview },
    input: async (story) => {
      await story.runOut();
      return { grounds: ["OTHER"], statement: "Nobody told us." };
    },
  },
  decideHumanReview: {
    ...{ from: "MERCHANT_RESPONSE", by: ({ cast }) => cast.mediator, run: decideHumanReview },
    input: async (story) => {
      await story.toHumanReview();
      return { outcome: "UPHELD", reason: "It is right." };
    },
  },
  waiveAppeal: { from: "RULED", by: shopper, run: waiveAppeal, input: () => ({}) },
  decideAppeal: {
    ...{ from: "APPEALED", by: ({ cast }) => cast.senior, run: decideAppeal },
    input: async (story) => {
      await answerAppeal(story.factory.as(story.shopper), { ...story.input(), answer: "Yes." });
      return { outcome: "UPHELD", reasons: "It is right.", ruling: null, remittal: null };
    },
  },
};

/** The mutations about one dispute, by their names. */
export const cases: Readonly<Record<string, ReplayCase>> = {
  acceptClaim: { from: "MERCHANT_RESPONSE", by: merchant, run: acceptClaim, input: () => ({}) },
  acceptOffer: { from: "NEGOTIATING", by: shopper, run: acceptOffer, input: offered },
  amendClaim: {
    from: "MERCHANT_RESPONSE",
    by: shopper,
    run: amendClaim,
    input: () => ({ statement: "New." }),
  },
  assignMediator: {
    from: "QUEUED",
    by: ({ cast }) => cast.senior,
    run: assignMediator,
    input: ({ cast }) => ({ mediatorId: cast.mediator.id }),
  },
  ...deskCases,
  closeSubmissions: {
    from: "IN_REVIEW",
    by: ({ cast }) => cast.mediator,
    run: closeSubmissions,
    input: () => ({ reason: "Enough." }),
  },
  declineOffer: { from: "NEGOTIATING", by: shopper, run: declineOffer, input: offered },
  extendDeadline: {
    from: "MERCHANT_RESPONSE",
    by: merchant,
    run: (context, input) => extendDeadline(generous(context), input),
    input: () => ({ reason: "Stock-taking." }),
  },
  issueRuling: { from: "DECIDING", by: ({ cast }) => cast.mediator, run: issueRuling, input: ruling },
  makeOffer: {
    from: "NEGOTIATING",
    by: merchant,
    run: makeOffer,
    input: (story) => ({ terms: termsOf(story) }),
  },
  ...interruptions,
  requestInformation: {
    ...{ from: "MERCHANT_RESPONSE", by: merchant, run: requestInformation },
    input: () => ({ question: "Which side?" }),
  },
  provideInformation: {
    ...{ from: "MERCHANT_RESPONSE", by: shopper, run: provideInformation },
    input: async (story) => {
      await requestInformation(story.factory.as(story.merchant), {
        ...story.input(),
        question: "Which side?",
      });
      return { answer: "The left one." };
    },
  },
  refuseClaim: { from: "MERCHANT_RESPONSE", by: merchant, run: refuseClaim, input: () => why },
  requestIntervention: {
    from: "NEGOTIATING",
    by: shopper,
    run: requestIntervention,
    input: () => ({}),
  },
  sendMessage: {
    from: "CLOSED",
    by: shopper,
    run: sendMessage,
    input: () => ({ channel: "PARTIES", text: "Hi." }),
  },
  ...ofDrafts,
  ...ofNotes,
  ...ofAppeals,
  ...evidenceCases,
  ...fileCases,
  ...mediationCases,
  ...watchCases,
  ...ofRetention,
  ...bulkCases,
  ...swarmCases,
  withdrawDispute: { from: "QUEUED", by: shopper, run: withdrawDispute, input: () => ({}) },
};

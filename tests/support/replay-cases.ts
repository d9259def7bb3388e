import { randomUUID } from "node:crypto";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { addYears } from "../../src/domain/retention/retention.js";
import { ruleOf } from "../../src/domain/rulebook/reason.js";
import { acceptClaim } from "../../src/services/disputes/accept-claim.js";
import { acceptOffer } from "../../src/services/disputes/accept-offer.js";
import { amendClaim } from "../../src/services/disputes/amend-claim.js";
import { answerAppeal } from "../../src/services/disputes/answer-appeal.js";
import { appealRuling } from "../../src/services/disputes/appeal-ruling.js";
import { assignMediator } from "../../src/services/disputes/assign-mediator.js";
import { closeSubmissions } from "../../src/services/disputes/close-submissions.js";
import { decideAppeal } from "../../src/services/disputes/decide-appeal.js";
import { declineOffer } from "../../src/services/disputes/decline-offer.js";
import { provideInformation } from "../../src/services/disputes/provide-information.js";
import { requestInformation } from "../../src/services/disputes/request-information.js";
import { extendDeadline } from "../../src/services/disputes/extend-deadline.js";
import { issueRuling } from "../../src/services/disputes/issue-ruling.js";
import { makeOffer } from "../../src/services/disputes/make-offer.js";
import { refuseClaim } from "../../src/services/disputes/refuse-claim.js";
import { requestIntervention } from "../../src/services/disputes/request-intervention.js";
import { sendMessage } from "../../src/services/disputes/send-message.js";
import { waiveAppeal } from "../../src/services/disputes/waive-appeal.js";
import { withdrawAppeal } from "../../src/services/disputes/withdraw-appeal.js";
import { withdrawDispute } from "../../src/services/disputes/withdraw-dispute.js";
import { cancelEvidenceUpload } from "../../src/services/evidence/cancel-evidence-upload.js";
import { completeEvidenceUpload } from "../../src/services/evidence/complete-evidence-upload.js";
import { createEvidenceUpload } from "../../src/services/evidence/create-evidence-upload.js";
import { completeEvidence } from "../../src/services/evidence/complete-evidence.js";
import { decideOnEvidence } from "../../src/services/evidence/decide-on-evidence.js";
import { discardEvidenceDraft } from "../../src/services/evidence/discard-evidence-draft.js";
import { extendEvidence } from "../../src/services/evidence/extend-evidence.js";
import { rebutEvidence } from "../../src/services/evidence/rebut-evidence.js";
import { redactEvidence } from "../../src/services/evidence/redact-evidence.js";
import { requestEvidence } from "../../src/services/evidence/request-evidence.js";
import { saveEvidenceDraft } from "../../src/services/evidence/save-evidence-draft.js";
import { submitEvidence } from "../../src/services/evidence/submit-evidence.js";
import { waiveSlot } from "../../src/services/evidence/waive-slot.js";
import { withdrawEvidence } from "../../src/services/evidence/withdraw-evidence.js";
import { liftLegalHold } from "../../src/services/retention/lift-legal-hold.js";
import { placeLegalHold } from "../../src/services/retention/place-legal-hold.js";
import { requestErasure } from "../../src/services/retention/request-erasure.js";
import { exportDossier } from "../../src/services/dossier/export-dossier.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import { deskReplays } from "./desk-replays.js";
import { mediationCases } from "./replay-mediation.js";
import { ofTheDesk } from "./replay-cases-desk.js";
import { announceFile, sendFile, sha256Of } from "./evidence.js";
import { ofDrafts } from "./replay-draft-cases.js";
import { interruptions } from "./replay-interruptions.js";
import { demands, saying } from "./story-evidence.js";
import { showFile } from "./stored-file.js";
import { watchCases } from "./replay-desk.js";
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

const mediator = ({ cast }: Story) => cast.mediator;

async function prepared({ evidence, shopper: by }: Story): Promise<object> {
  return { itemId: await evidence.draft(by, "It arrived open.") };
}

/** An item of a side that the mediator can decide about. */
async function shown({ evidence }: Story): Promise<object> {
  const [item] = await evidence.ofSides();
  return { itemId: item!.id, reason: "So it is fair." };
}

const face = { regions: [{ x: 1, y: 2, width: 3, height: 4 }] };

/** A picture that both sides and the mediator can see. */
async function pictured({ factory: { database }, disputeId, shopper: by }: Story): Promise<object> {
  const fileId = await showFile(database, { disputeId, by });
  return { fileId, reason: "It shows a stranger.", ...face };
}

/** The mutations about files. */
const ofFiles: Readonly<Record<string, ReplayCase>> = {
  createEvidenceUpload: {
    ...{ from: "EVIDENCE", by: shopper, run: createEvidenceUpload, other: { filename: "b.txt" } },
    input: () => ({
      ...{ filename: "a.txt", contentType: "text/plain", byteSize: 1, sha256: sha256Of(Buffer.from("a")) },
    }),
  },
  completeEvidenceUpload: {
    ...{ from: "EVIDENCE", by: shopper, run: completeEvidenceUpload },
    input: async (story) => ({ fileId: await sendFile(story.factory.as(story.shopper), story.disputeId) }),
  },
  redactEvidence: { from: "REBUTTAL", by: mediator, run: redactEvidence, input: pictured },
  cancelEvidenceUpload: {
    ...{ from: "EVIDENCE", by: shopper, run: cancelEvidenceUpload },
    input: async (story) => ({
      fileId: await announceFile(story.factory.as(story.shopper), story.disputeId),
    }),
  },
  exportDossier: {
    ...{ from: "EVIDENCE", by: shopper, run: exportDossier, other: { language: "ZH" } },
    input: () => ({ language: "EN" }),
  },
};

/** The mutations about evidence. What prepares a draft changes no version, and so has another change than a stale one. */
const ofEvidence: Readonly<Record<string, ReplayCase>> = {
  requestEvidence: {
    ...{ from: "IN_REVIEW", by: mediator, run: requestEvidence },
    input: () => ({ text: "Show it.", demands }),
  },
  saveEvidenceDraft: {
    ...{ from: "EVIDENCE", by: shopper, run: saveEvidenceDraft, other: { narrative: "Another." } },
    input: () => saying("It arrived open."),
  },
  discardEvidenceDraft: {
    ...{ from: "EVIDENCE", by: shopper, run: discardEvidenceDraft, other: { itemId: randomUUID() } },
    input: prepared,
  },
  submitEvidence: { from: "EVIDENCE", by: shopper, run: submitEvidence, input: prepared },
  withdrawEvidence: {
    ...{ from: "EVIDENCE", by: shopper, run: withdrawEvidence },
    input: async (story) => ({ itemId: await story.evidence.handIn(story.shopper, "It arrived open.") }),
  },
  completeEvidence: { from: "EVIDENCE", by: merchant, run: completeEvidence, input: () => ({}) },
  extendEvidence: {
    ...{ from: "EVIDENCE", by: merchant, run: extendEvidence },
    input: () => ({ reason: "The photographer is ill." }),
  },
  waiveSlot: {
    ...{ from: "EVIDENCE", by: mediator, run: waiveSlot },
    input: () => ({ side: "SHOPPER", slot: "PHOTO_OF_PACKAGE", reason: "It is thrown away." }),
  },
  rebutEvidence: { from: "REBUTTAL", by: shopper, run: rebutEvidence, input: () => ({}) },
  admitEvidence: {
    ...{ from: "REBUTTAL", by: mediator, input: shown },
    run: (context, input) => decideOnEvidence(context, "admitEvidence", input),
  },
  excludeEvidence: {
    ...{ from: "REBUTTAL", by: mediator, input: shown },
    run: (context, input) => decideOnEvidence(context, "excludeEvidence", input),
  },
};

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
  ...deskReplays,
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
  ...ofAppeals,
  ...ofEvidence,
  ...ofFiles,
  ...mediationCases,
  ...watchCases,
  ...ofRetention,
  ...ofTheDesk,
  withdrawDispute: { from: "QUEUED", by: shopper, run: withdrawDispute, input: () => ({}) },
};

import type { DisputeChange } from "../src/services/disputes/change.js";
import { acceptClaim } from "../src/services/disputes/accept-claim.js";
import { acceptOffer } from "../src/services/disputes/accept-offer.js";
import { answerAppeal } from "../src/services/disputes/answer-appeal.js";
import { acceptProposal, declineProposal } from "../src/services/disputes/answer-proposal.js";
import { appealRuling } from "../src/services/disputes/appeal-ruling.js";
import { challengeMediator } from "../src/services/disputes/challenge-mediator.js";
import { claimNextCase } from "../src/services/disputes/claim-next-case.js";
import { closeSubmissions } from "../src/services/disputes/close-submissions.js";
import { confirmSteps } from "../src/services/disputes/confirm-steps.js";
import { decideAppeal, type DecideAppealInput } from "../src/services/disputes/decide-appeal.js";
import { decideChallenge } from "../src/services/disputes/decide-challenge.js";
import { declineOffer } from "../src/services/disputes/decline-offer.js";
import { escalateDispute } from "../src/services/disputes/escalate-dispute.js";
import { issueRuling } from "../src/services/disputes/issue-ruling.js";
import { makeOffer } from "../src/services/disputes/make-offer.js";
import { mergeDisputes } from "../src/services/disputes/merge-disputes.js";
import { openDispute } from "../src/services/disputes/open-dispute.js";
import { proposeSettlement } from "../src/services/disputes/propose-settlement.js";
import { recuse } from "../src/services/disputes/recuse.js";
import { refuseClaim } from "../src/services/disputes/refuse-claim.js";
import { reopenDispute } from "../src/services/disputes/reopen-dispute.js";
import { requestIntervention } from "../src/services/disputes/request-intervention.js";
import { resumeDispute } from "../src/services/disputes/resume-dispute.js";
import { stateSealedLimit } from "../src/services/disputes/state-sealed-limit.js";
import { suspendDispute } from "../src/services/disputes/suspend-dispute.js";
import { transferCase } from "../src/services/disputes/transfer-case.js";
import { waiveAppeal } from "../src/services/disputes/waive-appeal.js";
import { withdrawDispute } from "../src/services/disputes/withdraw-dispute.js";
import { completeEvidence } from "../src/services/evidence/complete-evidence.js";
import { rebutEvidence } from "../src/services/evidence/rebut-evidence.js";
import { requestEvidence } from "../src/services/evidence/request-evidence.js";
import { saveEvidenceDraft } from "../src/services/evidence/save-evidence-draft.js";
import { submitEvidence } from "../src/services/evidence/submit-evidence.js";
import type { RemedyInput } from "../src/services/disputes/remedy-inputs.js";
import { draftRuling } from "../src/services/ruling/draft-ruling.js";
import { approveRuling, returnRuling } from "../src/services/ruling/review-ruling.js";
import { submitRulingForReview } from "../src/services/ruling/submit-ruling-for-review.js";
import { saveMediator } from "../src/services/staff/save-mediator.js";
import { endShift, startShift } from "../src/services/staff/shift.js";
import type { UseCaseContext } from "../src/services/use-case.js";

/** What a use case gives back of what it changed. */
export type Done = Partial<DisputeChange> & {
  readonly mediatorId?: string;
  /** Of the draft of a ruling. */
  readonly version?: number;
};

/** Input as the API takes it, but with UUIDs. */
type Input = Readonly<Record<string, unknown>>;

/** Each use case takes an input of its own; the script's are those of the schema, which the API checks and nothing here does. */
type UseCase = (context: UseCaseContext, input: never) => Promise<Done>;
type AnyUseCase = (context: UseCaseContext, input: Input) => Promise<Done>;

const withAmounts = (remedies: unknown): RemedyInput[] =>
  (remedies as RemedyInput[]).map((remedy) => ({
    ...remedy,
    amount: (remedy as Partial<RemedyInput>).amount ?? null,
  }));

/** What the resolvers make of an input before they call the use case. */
const prepared: Readonly<Record<string, (input: Input) => Input>> = {
  decideAppeal: ({ ruling = null, remittal = null, ...input }) => ({
    ...input,
    ruling: ruling === null ? null : ruled(ruling as Input),
    remittal: remittal === null ? null : asked(remittal as Input),
  }),
  draftRuling: ({ ruling, ...input }) => ({ ...input, ruling: ruled(ruling as Input) }),
  issueRuling: ruled,
  openDispute: ({ lines, ...input }) => ({ ...input, lines: withAmounts(lines) }),
  requestEvidence: asked,
  saveEvidenceDraft: (input) => ({ itemId: null, happenedAt: null, capturedAt: null, ...input }),
  saveMediator: ({ certifications, ...input }) => ({
    ...input,
    certifications: (certifications as { reasonGroup: string; certifiedUntil: string }[]).map(
      ({ reasonGroup, certifiedUntil }) => ({ reasonGroup, certifiedUntil: new Date(certifiedUntil) }),
    ),
  }),
  startShift: ({ until, ...input }) => ({ ...input, until: new Date(String(until)) }),
};

function ruled({ remedies, ...ruling }: Input): Input {
  return { finalReason: null, ...ruling, remedies: withAmounts(remedies) };
}

function asked({ slots, ...input }: Input): Input {
  return { ...input, demands: slots };
}

const offering = (input: Input): Input => ({ message: null, ...input, terms: withAmounts(input["terms"]) });

const plain: Readonly<Record<string, UseCase>> = {
  ...{ acceptClaim, acceptOffer, acceptProposal, answerAppeal, appealRuling, approveRuling },
  ...{ challengeMediator, claimNextCase, closeSubmissions, completeEvidence, decideChallenge },
  ...{ declineOffer, declineProposal, draftRuling, endShift, escalateDispute, issueRuling, mergeDisputes },
  ...{ openDispute, rebutEvidence, recuse, refuseClaim, reopenDispute, requestEvidence, requestIntervention },
  ...{ resumeDispute, returnRuling, saveEvidenceDraft, saveMediator, startShift, stateSealedLimit },
  ...{ submitEvidence, submitRulingForReview, suspendDispute, transferCase, waiveAppeal, withdrawDispute },
  confirmSteps,
  makeOffer: (context, input) => makeOffer(context, offering(input) as never),
  proposeSettlement: (context, input) => proposeSettlement(context, offering(input) as never),
  decideAppeal: (context, input: DecideAppealInput) => decideAppeal(context, input),
};

/** The use cases that the desk needs, by mutation; each takes what the mutation takes. */
export const useCases: Readonly<Record<string, AnyUseCase>> = Object.fromEntries(
  Object.entries(plain).map(([mutation, useCase]) => [
    mutation,
    (context, input) => useCase(context, (prepared[mutation]?.(input) ?? input) as never),
  ]),
);

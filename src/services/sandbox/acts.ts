import type { EvidenceType } from "../../domain/evidence/evidence-type.js";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import { RulingOutcome } from "../../domain/ruling/ruling.js";
import { acceptClaim } from "../disputes/accept-claim.js";
import { acceptOffer } from "../disputes/accept-offer.js";
import { acceptProposal } from "../disputes/answer-proposal.js";
import { answerAppeal } from "../disputes/answer-appeal.js";
import { appealRuling } from "../disputes/appeal-ruling.js";
import { assignMediator } from "../disputes/assign-mediator.js";
import { closeSubmissions } from "../disputes/close-submissions.js";
import { makeOffer } from "../disputes/make-offer.js";
import { proposeSettlement } from "../disputes/propose-settlement.js";
import { refuseClaim } from "../disputes/refuse-claim.js";
import { requestHumanReview } from "../disputes/request-human-review.js";
import { requestInformation } from "../disputes/request-information.js";
import { requestIntervention } from "../disputes/request-intervention.js";
import { reopenDispute } from "../disputes/reopen-dispute.js";
import { suspendDispute } from "../disputes/suspend-dispute.js";
import { withdrawDispute } from "../disputes/withdraw-dispute.js";
import { completeEvidence } from "../evidence/complete-evidence.js";
import { rebutEvidence } from "../evidence/rebut-evidence.js";
import { requestEvidence } from "../evidence/request-evidence.js";
import { saveEvidenceDraft } from "../evidence/save-evidence-draft.js";
import { submitEvidence } from "../evidence/submit-evidence.js";
import type { Act } from "./scenario.js";
import { nextEnd, type Stage } from "./stage.js";

type Party = "merchant" | "shopper";

/** Prepares an item that says something. Returns its UUID. */
async function prepare(stage: Stage, party: Party, slot: EvidenceType, narrative: string): Promise<string> {
  const nothing = { itemId: null, happenedAt: null, capturedAt: null, orderLineIds: [], fileIds: [] };
  const content = { ...stage.input(), ...nothing, slot, narrative };
  return (await saveEvidenceDraft(stage.as(stage.cast[party]), content)).itemId;
}

function merchantPrepares(stage: Stage): Promise<string> {
  return prepare(stage, "merchant", "CARRIER_STATEMENT", "The driver handed it over at the door at noon.");
}

function shopperPrepares(stage: Stage): Promise<string> {
  return prepare(stage, "shopper", "WITNESS_STATEMENT", "My neighbour was at home and saw no driver.");
}

function handIn(stage: Stage, itemId: string, party: Party, lateGround?: string): Promise<unknown> {
  return submitEvidence(stage.as(stage.cast[party]), { ...stage.input(), itemId, lateGround });
}

/** What everybody of the cast, or the clock, does. */
export const acts: Readonly<Record<Act, (stage: Stage) => Promise<unknown>>> = {
  DEADLINE_PASSES: async (stage) => stage.passUntil((await stage.dispute()).deadlineAt ?? stage.lastAct),
  MEDIATOR_CLOSES_SUBMISSIONS: (stage) =>
    closeSubmissions(stage.as(stage.cast.mediator), { ...stage.input(), reason: "The records suffice." }),
  MEDIATOR_PROPOSES: async (stage) => {
    const { items } = (await stage.dispute()).claim;
    const terms = items.map(({ orderLineId }) => ({ kind: RemedyKind.REFUND, orderLineId, amount: null }));
    const explanation = "Neither of you can show where the parcel is. 双方都无法证明包裹的下落。";
    await proposeSettlement(stage.as(stage.cast.mediator), { ...stage.input(), terms, explanation });
  },
  MEDIATOR_RULES_FOR_MERCHANT: (stage) => stage.rule(RulingOutcome.RULED_FOR_MERCHANT),
  MEDIATOR_RULES_FOR_SHOPPER: (stage) => stage.rule(RulingOutcome.RULED_FOR_SHOPPER),
  MEDIATOR_RULES_NOT_PROVEN: (stage) => stage.rule(RulingOutcome.NOT_PROVEN),
  MEDIATOR_SUSPENDS: (stage) =>
    suspendDispute(stage.as(stage.cast.mediator), {
      ...stage.input(),
      reason: "EXTERNAL_PROCEEDING",
      statement: "A court is looking at the same matter.",
    }),
  MEDIATOR_ASKS_FOR_EVIDENCE: (stage) =>
    requestEvidence(stage.as(stage.cast.mediator), {
      ...stage.input(),
      text: "Who took the parcel in, and what does the carrier say?",
      demands: [
        { side: "SHOPPER", slot: "WITNESS_STATEMENT", level: "OPTIONAL" },
        { side: "MERCHANT", slot: "CARRIER_STATEMENT", level: "MANDATORY" },
      ],
    }),
  MERCHANT_ACCEPTS: (stage) => acceptClaim(stage.as(stage.cast.merchant), stage.input()),
  MERCHANT_ANSWERS_APPEAL: (stage) =>
    answerAppeal(stage.as(stage.cast.merchant), { ...stage.input(), answer: "The ruling is right." }),
  MERCHANT_ANSWERS_EVIDENCE: (stage) =>
    rebutEvidence(stage.as(stage.cast.merchant), {
      ...stage.input(),
      statement: "The neighbour took it in.",
    }),
  MERCHANT_ASKS: (stage) =>
    requestInformation(stage.as(stage.cast.merchant), {
      ...stage.input(),
      question: "Which name stands on your door?",
    }),
  MERCHANT_COMPLETES_EVIDENCE: (stage) => completeEvidence(stage.as(stage.cast.merchant), stage.input()),
  MERCHANT_HANDS_EVIDENCE_IN: async (stage) => handIn(stage, await merchantPrepares(stage), "merchant"),
  MERCHANT_PREPARES_EVIDENCE: merchantPrepares,
  MERCHANT_OFFERS: (stage) =>
    makeOffer(stage.as(stage.cast.merchant), {
      ...stage.input(),
      terms: stage.terms("120.00"),
      message: "Keep it for less?",
    }),
  MERCHANT_REFUSES: async (stage) => {
    for (const slot of await stage.missingForRefusal()) {
      await handIn(
        stage,
        await prepare(stage, "merchant", slot, "See what our records say of it."),
        "merchant",
      );
    }
    const why = { code: "DELIVERED_AS_PROMISED", statement: "The carrier says delivered." } as const;
    return refuseClaim(stage.as(stage.cast.merchant), { ...stage.input(), ...why });
  },
  MERCHANT_ASKS_FOR_PERSON: (stage) =>
    requestHumanReview(stage.as(stage.cast.merchant), {
      ...stage.input(),
      grounds: ["COULD_NOT_ACT"],
      statement: "Our mail was out of order. The parcel was handed over.",
    }),
  OFFER_EXPIRES: async (stage) => stage.passUntil(nextEnd(await stage.dispute()) ?? stage.lastAct),
  SENIOR_ASSIGNS: (stage) =>
    assignMediator(stage.as(stage.cast.senior), { ...stage.input(), mediatorId: stage.cast.mediator.id }),
  SHOPPER_ACCEPTS_OFFER: async (stage) => {
    const offer = (await stage.dispute()).offers.at(-1);
    const { id = "", termsHash = "" } = offer ?? {};
    await acceptOffer(stage.as(stage.cast.shopper), { ...stage.input(), offerId: id, termsHash });
  },
  SHOPPER_ACCEPTS_PROPOSAL: async (stage) => {
    const { id = "", termsHash = "" } = (await stage.dispute()).proposals.at(-1) ?? {};
    await acceptProposal(stage.as(stage.cast.shopper), { ...stage.input(), proposalId: id, termsHash });
  },
  SHOPPER_ANSWERS_EVIDENCE: (stage) =>
    rebutEvidence(stage.as(stage.cast.shopper), { ...stage.input(), statement: "I know no such neighbour." }),
  SHOPPER_APPEALS: (stage) =>
    appealRuling(stage.as(stage.cast.shopper), {
      ...{ ...stage.input(), grounds: ["FACT_ERROR"], statement: "The signature is not mine." },
      ...{ orderLineIds: [], evidenceItemIds: [] },
    }),
  SHOPPER_COMPLETES_EVIDENCE: (stage) => completeEvidence(stage.as(stage.cast.shopper), stage.input()),
  SHOPPER_HANDS_EVIDENCE_IN: async (stage) => handIn(stage, await shopperPrepares(stage), "shopper"),
  SHOPPER_HANDS_EVIDENCE_IN_LATE: async (stage) =>
    handIn(stage, await shopperPrepares(stage), "shopper", "My neighbour was away until today."),
  SHOPPER_CALLS_PLATFORM: (stage) =>
    requestIntervention(stage.as(stage.cast.shopper), { ...stage.input(), statement: "Please look at it." }),
  SHOPPER_OFFERS: (stage) =>
    makeOffer(stage.as(stage.cast.shopper), {
      ...stage.input(),
      terms: stage.terms("250.00"),
      message: "I would take this.",
    }),
  SHOPPER_REOPENS: (stage) =>
    reopenDispute(stage.as(stage.cast.shopper), {
      ...stage.input(),
      ground: "NEW_EVIDENCE",
      statement: "The carrier has written that the parcel was lost.",
    }),
  SHOPPER_WITHDRAWS: (stage) => withdrawDispute(stage.as(stage.cast.shopper), stage.input()),
};

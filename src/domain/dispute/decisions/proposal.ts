import { sideOf } from "../../access/viewer.js";
import { ErrorCode, refuse } from "../../errors.js";
import { formatAmount, shareOf } from "../../money.js";
import { obligationsFrom } from "../../obligation/from-remedies.js";
import type { DecisionContext } from "../decision.js";
import { DisputeOutcome, DisputeStatus, type Dispute } from "../dispute.js";
import { Audience } from "../event.js";
import { refuseForbiddenTerms } from "../forbidden-terms.js";
import { openProposalOf, ProposalStatus, type Proposal } from "../proposal.js";
import { totalOf, type RemedyItem } from "../remedy.js";
import { checkTerms } from "../terms.js";
import type { Handler } from "./outcome.js";

/** The mediator proposes terms to both sides, inside the caps and the rule's range; row 21. */
export const proposeSettlement: Handler<"PROPOSE_SETTLEMENT"> = (dispute, command, context) => {
  const { terms, explanation } = command;
  checkTerms(terms, { ...context, currency: dispute.currency }, "terms");
  requireAllowedRemedies(terms, context);
  refuseForbiddenTerms(explanation, context.rulebook.mediation.forbiddenTerms, "explanation");
  requireRange(terms, dispute, context);
  const proposal: Proposal = {
    id: context.newId(),
    mediatorId: context.viewer.id,
    status: ProposalStatus.SENT,
    terms,
    termsHash: context.hash({ disputeId: dispute.id, terms }),
    explanation,
    acceptedBy: [],
    proposedAt: context.now,
    decidedAt: null,
  };
  return { occurrence: { type: "SETTLEMENT_PROPOSED", proposal } };
};

/** A claim for the reason may ask for the remedy, or the rulebook lets every proposal have it. */
function requireAllowedRemedies(terms: readonly RemedyItem[], { rule, rulebook }: DecisionContext): void {
  const allowed = new Set([...rule.remedies, ...rulebook.mediation.proposalRemedies]);
  terms.forEach(({ kind }, index) => {
    if (allowed.has(kind)) return;
    refuse(
      ErrorCode.REMEDY_NOT_ALLOWED,
      `${kind} cannot be proposed for ${rule.code}. Choose from ${[...allowed].join(", ")}.`,
      { field: ["terms", String(index), "kind"], details: { allowed: [...allowed] } },
    );
  });
}

/** Between what amounts, in minor units, the money of a proposal lies; null where the caps alone bound it. */
function rangeOf({
  lines,
  rule,
  rulebook,
  recommend,
}: DecisionContext): { least: bigint; most: bigint } | null {
  const basisPoints = rulebook.mediation.proposalRangeBasisPoints;
  const recommended = basisPoints === null ? [] : (recommend?.(rule)?.remedies ?? []);
  const amounts = recommended.flatMap(({ amountMinor }) => (amountMinor === null ? [] : [amountMinor]));
  if (basisPoints === null || amounts.length === 0 || amounts.length < recommended.length) return null;
  const centre = amounts.reduce((sum, amount) => sum + amount, 0n);
  const paid = lines.reduce((sum, { paidMinor, freightPaidMinor }) => sum + paidMinor + freightPaidMinor, 0n);
  const width = shareOf(paid, basisPoints);
  return { least: centre > width ? centre - width : 0n, most: centre + width };
}

/** The money lies no further from what is recommended than the rulebook says. */
function requireRange(terms: readonly RemedyItem[], { currency }: Dispute, context: DecisionContext): void {
  const range = rangeOf(context);
  const total = totalOf(terms);
  if (range === null || (total >= range.least && total <= range.most)) return;
  const money = (minor: bigint) => formatAmount({ minor, currency });
  const [least, most] = [money(range.least), money(range.most)];
  refuse(
    total > range.most ? ErrorCode.AMOUNT_TOO_HIGH : ErrorCode.INVALID_AMOUNT,
    `A proposal lies near what the rulebook recommends: from ${least} to ${most} ${currency} in all; ` +
      `${money(total)} was proposed.`,
    { field: ["terms"], details: { least, most, currency } },
  );
}

/**
 * A side accepts; row 22. The first acceptance stays between that side and the platform, so that the other gains nothing
 * by waiting for it; the second settles the dispute.
 */
export const acceptProposal: Handler<"ACCEPT_PROPOSAL"> = (dispute, { proposalId, termsHash }, context) => {
  const proposal = requireProposal(dispute, proposalId);
  if (proposal.termsHash !== termsHash) {
    refuse(
      ErrorCode.TERMS_CHANGED,
      "These are not the terms of the proposal. Read it again and accept its termsHash.",
      { field: ["termsHash"], details: { termsHash: proposal.termsHash } },
    );
  }
  checkTerms(proposal.terms, { ...context, currency: dispute.currency }, "proposalId");
  const side = sideOf(context.viewer.role);
  if (side === null) refuse(ErrorCode.FORBIDDEN, "Only the two sides accept a proposal.");
  if (proposal.acceptedBy.length === 0) {
    return {
      occurrence: { type: "PROPOSAL_HALF_ACCEPTED", proposalId, side },
      audience: Audience[side],
    };
  }
  return {
    occurrence: {
      type: "PROPOSAL_ACCEPTED",
      proposalId,
      obligations: obligationsFrom(proposal.terms, context),
    },
    to: DisputeStatus.PERFORMING,
    outcome: DisputeOutcome.MEDIATED,
  };
};

/** A side declines, also one that accepted before; row 23. Never held against it: no fact of a case knows of proposals. */
export const declineProposal: Handler<"DECLINE_PROPOSAL"> = (dispute, { proposalId }) => {
  requireProposal(dispute, proposalId);
  return { occurrence: { type: "PROPOSAL_DECLINED", proposalId } };
};

/** The mediator takes the proposal back while it waits for a side. */
export const retractProposal: Handler<"RETRACT_PROPOSAL"> = (dispute, { proposalId }) => {
  requireProposal(dispute, proposalId);
  return { occurrence: { type: "PROPOSAL_RETRACTED", proposalId } };
};

/** Not both sides accepted in time: silence is a decline; row 23. */
export const expireProposal: Handler<"EXPIRE_PROPOSAL"> = (dispute, _command, { rulebook }) => ({
  occurrence: { type: "PROPOSAL_EXPIRED", proposalId: openProposalOf(dispute)?.id ?? null },
  clause: rulebook.timers.proposal.clause,
});

function requireProposal(dispute: Dispute, proposalId: string): Proposal {
  const field = { field: ["proposalId"] };
  const proposal = dispute.proposals.find(({ id }) => id === proposalId);
  if (proposal === undefined) refuse(ErrorCode.NOT_FOUND, "The dispute has no such proposal.", field);
  if (openProposalOf(dispute)?.id !== proposalId) {
    refuse(
      ErrorCode.OFFER_NOT_OPEN,
      `The proposal is ${proposal.status} and can no longer be answered.`,
      field,
    );
  }
  return proposal;
}

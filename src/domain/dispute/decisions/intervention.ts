import { channelsOf } from "../../access/policy.js";
import { separatedBy } from "../../access/separation.js";
import { ConflictGround } from "../../conflict/conflict.js";
import { ErrorCode, refusal, refuse, RefusedError, type Refusal } from "../../errors.js";
import type { Dispute } from "../dispute.js";
import type { DecisionContext } from "../decision.js";
import { Audience, type DisputeOccurrence, type MessageChannel } from "../event.js";
import type { MediatorFacts } from "../guards.js";
import { mayRuleOn } from "../../rulebook/authority.js";
import { isCertifiedFor } from "../../staff/certification.js";
import { addHours } from "../../time.js";
import { belowLevel } from "../desk-guards.js";
import { amountAtStake } from "../terms.js";
import type { Handler, HandlerOutcome } from "./outcome.js";

/** A side calls the platform in; row 11. */
export const requestIntervention: Handler<"REQUEST_INTERVENTION"> = (_dispute, { statement }) => ({
  occurrence: { type: "INTERVENTION_REQUESTED", statement },
});

/** A senior gives the case to the mediator in the context; row 12. */
export const assignMediator: Handler<"ASSIGN_MEDIATOR"> = (dispute, _command, context) =>
  assign("ASSIGN_MEDIATOR", dispute, context);

/** The mediator takes the case; row 12. */
export const claimNextCase: Handler<"CLAIM_NEXT_CASE"> = (dispute, _command, context) =>
  assign("CLAIM_NEXT_CASE", dispute, context);

type Assigned = Extract<DisputeOccurrence, { readonly type: "MEDIATOR_ASSIGNED" }>;

type Assigning = "ASSIGN_MEDIATOR" | "CLAIM_NEXT_CASE" | "TRANSFER_CASE";

/**
 * Gives the case to the mediator in the context, who is told about and can be challenged from now on.
 * @throws RefusedError NOT_FOUND where there is no such mediator, and why he or she may not have it
 */
export function assign(
  act: Assigning,
  dispute: Dispute,
  context: DecisionContext,
): HandlerOutcome & { readonly occurrence: Assigned } {
  const { mediator, now, rulebook } = context;
  if (mediator === null) refuse(ErrorCode.NOT_FOUND, "There is no such mediator.", { field: ["mediatorId"] });
  const refused = whyNot(act, dispute, { ...context, mediator });
  if (refused !== null) throw new RefusedError([refused]);
  return {
    occurrence: {
      type: "MEDIATOR_ASSIGNED",
      mediatorId: mediator.id,
      challengeUntil: addHours(now, rulebook.desk.challengeHours),
    },
  };
}

/**
 * Why the mediator in the context may not get the case: an earlier part in it, conflict, authority, certificate, shift,
 * capacity; row 12.
 */
export function whyNot(
  act: Assigning,
  dispute: Dispute,
  context: DecisionContext & { readonly mediator: MediatorFacts },
): Refusal | null {
  const { rule, rulebook, mediator, lines, now } = context;
  const standsAgainst = separatedBy(act, dispute, mediator.id) ?? conflictRefusal(dispute, context);
  if (standsAgainst !== null) return standsAgainst;
  if (mediator.level < dispute.desk.requiredLevel)
    return belowLevel(dispute.desk.requiredLevel, mediator.level);
  if (mediator.level < rule.levelFloor) {
    return refusal(
      ErrorCode.AUTHORITY_EXCEEDED,
      `A dispute for ${rule.code} is for level ${rule.levelFloor} or higher; the mediator has level ${mediator.level}.`,
    );
  }
  const claimed = { minor: amountAtStake(dispute.claim.items, lines), currency: dispute.currency };
  if (!mayRuleOn(rulebook, mediator.level, claimed)) {
    return refusal(
      ErrorCode.AUTHORITY_EXCEEDED,
      `The amount in dispute is above what level ${mediator.level} may rule on. A higher level must take the case.`,
    );
  }
  if (!isCertifiedFor(mediator, dispute.reason, { rulebook, now })) {
    return refusal(ErrorCode.NOT_CERTIFIED, `The mediator is not certified for ${dispute.reason}.`);
  }
  return whyUnavailable(mediator);
}

/** Why a mediator takes no case at all at the moment: off shift, or enough in hand. */
export function whyUnavailable({ offShiftSince, openCases, capacity }: MediatorFacts): Refusal | null {
  if (offShiftSince !== null) {
    return refusal(
      ErrorCode.STATE_CONFLICT,
      `The mediator has been off shift since ${offShiftSince.toISOString()} and takes no cases. Start a shift, or choose somebody else.`,
    );
  }
  if (openCases < capacity) return null;
  return refusal(ErrorCode.CAPACITY_REACHED, `The mediator has ${openCases} open cases, which is the limit.`);
}

/**
 * Why a mediator may not decide on a case. Names the grounds alone: what is behind them is between the mediator and the
 * platform. That a party complained is not told to whom it is about.
 */
export function conflictRefusal(
  { merchantId }: Dispute,
  { mediator, conflicts, viewer }: DecisionContext & { readonly mediator: MediatorFacts },
): Refusal | null {
  const related = mediator.relatedMerchantIds.includes(merchantId);
  const found = conflicts ?? (related ? [ConflictGround.DECLARED_RELATION] : []);
  if (found.length === 0) return null;
  const about = viewer.id === mediator.id;
  const grounds = found.filter((ground) => !about || ground !== ConflictGround.COMPLAINT_BY_PARTY);
  const named = grounds.length === 0 ? "" : `: ${grounds.join(", ")}`;
  return refusal(
    ErrorCode.CONFLICT_OF_INTEREST,
    `The mediator has a conflict of interest${named}. Choose somebody else.`,
    { details: { grounds } },
  );
}

/** The mediator has heard enough; row 20. */
export const closeSubmissions: Handler<"CLOSE_SUBMISSIONS"> = (_dispute, { reason }) => ({
  occurrence: { type: "SUBMISSIONS_CLOSED", reason },
});

const audienceOf: Readonly<Record<MessageChannel, Audience>> = {
  MERCHANT_PRIVATE: Audience.MERCHANT,
  PARTIES: Audience.ALL,
  SHOPPER_PRIVATE: Audience.SHOPPER,
  STAFF: Audience.STAFF,
};

/** Writes to the thread, to one side privately, or a note for staff. Changes nothing else. */
export const sendMessage: Handler<"SEND_MESSAGE"> = (
  _dispute,
  { messageId, channel, text },
  { viewer, hash },
) => {
  if (!channelsOf(viewer.role).includes(channel)) {
    refuse(ErrorCode.FORBIDDEN, "You cannot write to this channel.", { field: ["channel"] });
  }
  return {
    occurrence: { type: "MESSAGE_SENT", messageId, channel, textHash: hash(text) },
    audience: audienceOf[channel],
  };
};

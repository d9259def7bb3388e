import { RefusedError } from "../errors.js";
import type { Command, CommandAction, CommandInputs } from "./command.js";
import type { Decision, DecisionContext, Effect, Verdict } from "./decision.js";
import { nextWake, waitingOnIn } from "./deadlines.js";
import * as appeal from "./decisions/appeal.js";
import { decideAppeal } from "./decisions/appeal-decision.js";
import * as clocks from "./decisions/clocks.js";
import * as clarification from "./decisions/clarification.js";
import * as claim from "./decisions/claim.js";
import { correctRuling } from "./decisions/correction.js";
import * as desk from "./decisions/desk.js";
import * as evidenceItems from "./decisions/evidence-items.js";
import * as evidenceRound from "./decisions/evidence-round.js";
import * as humanReview from "./decisions/human-review.js";
import { declareInadmissible } from "./decisions/inadmissibility.js";
import * as information from "./decisions/information.js";
import * as intervention from "./decisions/intervention.js";
import { mergeDisputes } from "./decisions/merging.js";
import * as negotiation from "./decisions/negotiation.js";
import type { Handler, HandlerContext, HandlerOutcome } from "./decisions/outcome.js";
import { reopenDispute } from "./decisions/reopening.js";
import * as ruling from "./decisions/ruling.js";
import * as suspension from "./decisions/suspension.js";
import * as swarm from "./decisions/swarm.js";
import * as proposal from "./decisions/proposal.js";
import * as sealedLimits from "./decisions/sealed-limits.js";
import * as timers from "./decisions/timers.js";
import { WaitingOn, type Dispute } from "./dispute.js";
import { Audience, type DisputeEvent, type Standing } from "./event.js";
import { applyOccurrence, evolve } from "./evolve.js";
import { awaitsInformation } from "./information-request.js";
import { judge, targetsOf } from "./judge.js";
import { startClock } from "./running-clock.js";

type LaterAction = Exclude<CommandAction, "OPEN_DISPUTE">;

const handlers: { readonly [Action in LaterAction]: Handler<Action> } = {
  AMEND_CLAIM: claim.amendClaim,
  ACCEPT_CLAIM: claim.acceptClaim,
  REFUSE_CLAIM: claim.refuseClaim,
  WITHDRAW_DISPUTE: claim.withdrawDispute,
  REQUEST_INFORMATION: information.requestInformation,
  PROVIDE_INFORMATION: information.provideInformation,
  MAKE_OFFER: negotiation.makeOffer,
  ACCEPT_OFFER: negotiation.acceptOffer,
  DECLINE_OFFER: negotiation.declineOffer,
  REQUEST_INTERVENTION: intervention.requestIntervention,
  ASSIGN_MEDIATOR: intervention.assignMediator,
  CLAIM_NEXT_CASE: intervention.claimNextCase,
  CHALLENGE_MEDIATOR: desk.challengeMediator,
  CONFIRM_STEPS: desk.confirmSteps,
  DECIDE_CHALLENGE: desk.decideChallenge,
  ESCALATE_CHALLENGE: desk.escalateChallenge,
  ESCALATE_DISPUTE: desk.escalateDispute,
  RECUSE: desk.recuse,
  RELEASE_CASE: desk.releaseCase,
  TRANSFER_CASE: desk.transferCase,
  CLOSE_SUBMISSIONS: intervention.closeSubmissions,
  DECLARE_INADMISSIBLE: declareInadmissible,
  SEND_MESSAGE: intervention.sendMessage,
  ISSUE_RULING: ruling.issueRuling,
  CORRECT_RULING: correctRuling,
  REQUEST_CLARIFICATION: clarification.requestClarification,
  CLARIFY_RULING: clarification.clarifyRuling,
  APPEAL_RULING: appeal.appealRuling,
  ANSWER_APPEAL: appeal.answerAppeal,
  WITHDRAW_APPEAL: appeal.withdrawAppeal,
  WAIVE_APPEAL: appeal.waiveAppeal,
  DECIDE_APPEAL: decideAppeal,
  REQUEST_HUMAN_REVIEW: humanReview.requestHumanReview,
  DECIDE_HUMAN_REVIEW: humanReview.decideHumanReview,
  ESCALATE_HUMAN_REVIEW: humanReview.escalateHumanReview,
  PROPOSE_SETTLEMENT: proposal.proposeSettlement,
  ACCEPT_PROPOSAL: proposal.acceptProposal,
  DECLINE_PROPOSAL: proposal.declineProposal,
  RETRACT_PROPOSAL: proposal.retractProposal,
  EXPIRE_PROPOSAL: proposal.expireProposal,
  STATE_SEALED_LIMIT: sealedLimits.settleByLimits,
  REQUEST_EVIDENCE: evidenceRound.requestEvidence,
  COMPLETE_EVIDENCE: evidenceRound.completeEvidence,
  EXCHANGE_EVIDENCE: evidenceRound.exchangeEvidence,
  EXTEND_EVIDENCE: evidenceRound.extendEvidence,
  REBUT_EVIDENCE: evidenceRound.rebutEvidence,
  END_REBUTTAL: evidenceRound.endRebuttal,
  WAIVE_SLOT: evidenceRound.waiveSlot,
  SUBMIT_EVIDENCE: evidenceItems.submitEvidence,
  ATTACH_EVIDENCE: evidenceItems.attachEvidence,
  WITHDRAW_EVIDENCE: evidenceItems.withdrawEvidence,
  ADMIT_EVIDENCE: evidenceItems.admitEvidence,
  EXCLUDE_EVIDENCE: evidenceItems.excludeEvidence,
  REDACT_EVIDENCE: evidenceItems.redactEvidence,
  QUARANTINE_EVIDENCE: evidenceItems.quarantineEvidence,
  MERGE_DISPUTES: mergeDisputes,
  REOPEN_DISPUTE: reopenDispute,
  SUSPEND_DISPUTE: suspension.suspendDispute,
  RESUME_DISPUTE: suspension.resumeDispute,
  ADD_TO_CASE_SWARM: swarm.addToCaseSwarm,
  REMOVE_FROM_CASE_SWARM: swarm.removeFromCaseSwarm,
  DECIDE_SHARED_FINDING: swarm.applySharedFinding,
  OPT_OUT_OF_SWARM: swarm.optOutOfSwarm,
  EXTEND_DEADLINE: clocks.extendDeadline,
  PAUSE_CLOCK: clocks.pauseClock,
  RESUME_CLOCK: clocks.resumeClock,
  CREDIT_CLOCK: clocks.creditClock,
  REMIND: clocks.remind,
  EXPIRE_OFFER: timers.expireOffer,
  APPLY_MERCHANT_SILENCE: timers.applyMerchantSilence,
  END_NEGOTIATION: timers.endNegotiation,
  RAISE_LEVEL: timers.raiseLevel,
  FINALISE_RULING: timers.finaliseRuling,
  MARK_OVERDUE: timers.markOverdue,
};

/**
 * Decides a command: the one place where a dispute's rules are applied. Pure: time, ids and actor come
 * in with the context. The table judges status, role and guards; the action's handler judges the input.
 * @param dispute null for OPEN_DISPUTE, which has none before it
 * @returns one event and its effects, or a typed refusal
 */
export function decide(command: Command, dispute: Dispute | null, context: DecisionContext): Verdict {
  const judgement = judge(command.action, dispute, context);
  if ("refused" in judgement) return { accepted: false, refusal: judgement.refused };
  const targets = targetsOf(judgement.row, dispute);
  const [target] = targets;
  if (target === undefined)
    throw new Error(`Row ${judgement.row.row} of the transition table leads nowhere.`);
  try {
    const outcome = handle(command, dispute, { ...context, target });
    const to = outcome.to ?? target;
    if (!targets.includes(to))
      throw new Error(`${command.action} led to ${to}, which its row does not allow.`);
    return conclude({ ...outcome, to }, dispute, context);
  } catch (error) {
    if (error instanceof RefusedError) return { accepted: false, refusal: error.refusals[0] };
    throw error;
  }
}

function handle(command: Command, dispute: Dispute | null, context: HandlerContext): HandlerOutcome {
  if (command.action === "OPEN_DISPUTE") return claim.open(command, context);
  if (dispute === null) throw new Error(`${command.action} needs a dispute.`);
  return dispatch(command, dispute, context);
}

function dispatch<Action extends LaterAction>(
  command: { readonly action: Action } & CommandInputs[Action],
  dispute: Dispute,
  context: HandlerContext,
): HandlerOutcome {
  const handler: Handler<Action> = handlers[command.action];
  return handler(dispute, command, context);
}

type Concluded = HandlerOutcome & Required<Pick<HandlerOutcome, "to">>;

function conclude(outcome: Concluded, before: Dispute | null, context: DecisionContext): Decision {
  const { occurrence, audience = Audience.ALL, clause = null } = outcome;
  const base = before ?? (occurrence.type === "DISPUTE_OPENED" ? occurrence.dispute : null);
  if (base === null) throw new Error("A decision concerns a dispute.");
  const event: DisputeEvent = { ...occurrence, after: standingAfter(outcome, base, context) };
  return {
    accepted: true,
    event,
    audience,
    clause,
    effects: effectsOf(before, evolve(before, event, context.now)),
  };
}

function standingAfter(outcome: Concluded, before: Dispute, context: DecisionContext): Standing {
  const { occurrence, to, level = before.level } = outcome;
  const applied = applyOccurrence(before, occurrence, context.now);
  const waitingOn = waitingOnIn(to, applied);
  const starts = outcome.restartClock === true || to !== before.status;
  const started = starts ? startClock({ ...applied, status: to, waitingOn, level }, context) : before;
  const { deadlineAt, clock } = outcome.clock ?? started;
  return {
    status: to,
    waitingOn: awaitsInformation(clock) ? WaitingOn.SHOPPER : waitingOn,
    deadlineAt,
    clock,
    level,
    outcome: outcome.outcome === undefined ? before.outcome : outcome.outcome,
  };
}

function effectsOf(before: Dispute | null, after: Dispute): Effect[] {
  const wake = nextWake(after);
  if (wake === null) return [{ kind: "CANCEL_TIMER" }, { kind: "RELEASE_LINES" }];
  const unchanged = before !== null && nextWake(before)?.at.getTime() === wake.at.getTime();
  return unchanged ? [] : [{ kind: "SCHEDULE_TIMER", at: wake.at }];
}

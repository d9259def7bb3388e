import type { Command } from "../../../src/domain/dispute/command.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import type { SharedFinding } from "../../../src/domain/dispute/swarm.js";
import type { EvidenceDemand } from "../../../src/domain/evidence/dispute-evidence.js";
import { draft, line, newId, openCommand, opened, rulebook, start, viewers } from "./support.js";

const demand: EvidenceDemand = { side: "SHOPPER", slot: "PHOTO_OF_ITEM", level: "MANDATORY" };

type EvidenceAction = Extract<Command["action"], `${string}EVIDENCE` | "WAIVE_SLOT" | "END_REBUTTAL">;

function evidenceCommands(dispute: Dispute | null): { [Action in EvidenceAction]: Command } {
  const items = dispute?.evidence.items ?? [];
  const itemId = items.findLast(({ side }) => side !== null)?.id ?? "";
  return {
    REQUEST_EVIDENCE: { action: "REQUEST_EVIDENCE", text: "Show it.", demands: [demand] },
    SUBMIT_EVIDENCE: { action: "SUBMIT_EVIDENCE", draft: draft(), lateGround: "It was found later." },
    ATTACH_EVIDENCE: {
      action: "ATTACH_EVIDENCE",
      record: { ...draft(), source: "CARRIER" },
      lateGround: "The carrier answered late.",
    },
    WITHDRAW_EVIDENCE: {
      action: "WITHDRAW_EVIDENCE",
      itemId: items.find(({ status }) => status === "SUBMITTED")?.id ?? "",
    },
    COMPLETE_EVIDENCE: { action: "COMPLETE_EVIDENCE" },
    EXCHANGE_EVIDENCE: { action: "EXCHANGE_EVIDENCE" },
    EXTEND_EVIDENCE: { action: "EXTEND_EVIDENCE", reason: "The lamp is with a repairer." },
    REBUT_EVIDENCE: { action: "REBUT_EVIDENCE", statement: "That is another lamp." },
    END_REBUTTAL: { action: "END_REBUTTAL" },
    WAIVE_SLOT: { action: "WAIVE_SLOT", side: "SHOPPER", slot: "PHOTO_OF_ITEM", reason: "Not in dispute." },
    ADMIT_EVIDENCE: { action: "ADMIT_EVIDENCE", itemId, reason: "It matters." },
    EXCLUDE_EVIDENCE: { action: "EXCLUDE_EVIDENCE", itemId, reason: "It shows nothing." },
    REDACT_EVIDENCE: {
      action: "REDACT_EVIDENCE",
      ...{ fileId: newId(), copyId: newId(), reason: "It shows a stranger.", kind: "REGIONS" },
      ...{ parts: 1, planHash: "0".repeat(64) },
    },
    QUARANTINE_EVIDENCE: { action: "QUARANTINE_EVIDENCE", itemId },
  };
}

const flood = {
  ground: "FORCE_MAJEURE",
  clause: null,
  from: start,
  until: new Date("2026-11-05T00:00:00.000Z"),
} as const;

const why = "There is a reason.";
type DeskAction =
  | "CHALLENGE_MEDIATOR"
  | "CONFIRM_STEPS"
  | "DECIDE_CHALLENGE"
  | "ESCALATE_CHALLENGE"
  | "ESCALATE_DISPUTE"
  | "RECUSE"
  | "RELEASE_CASE"
  | "TRANSFER_CASE";
const deskCommands: { readonly [Action in DeskAction]: Command } = {
  CHALLENGE_MEDIATOR: { action: "CHALLENGE_MEDIATOR", ground: "RUDENESS", statement: "They shouted." },
  CONFIRM_STEPS: { action: "CONFIRM_STEPS", steps: null, reason: why },
  DECIDE_CHALLENGE: { action: "DECIDE_CHALLENGE", upheld: true, reason: why },
  ESCALATE_CHALLENGE: { action: "ESCALATE_CHALLENGE" },
  ESCALATE_DISPUTE: { action: "ESCALATE_DISPUTE", reason: why },
  RECUSE: { action: "RECUSE", reason: why },
  RELEASE_CASE: { action: "RELEASE_CASE" },
  TRANSFER_CASE: {
    ...{ action: "TRANSFER_CASE", reason: why, handoverId: newId(), capsuleHash: "0".repeat(64) },
  },
};
const finding: SharedFinding = {
  ...{ text: "The lot leaks.", hash: "0".repeat(64), mediatorId: viewers.MEDIATOR.id, decidedAt: start },
  evidence: [{ reference: "E1", slot: "PHOTO_OF_ITEM", side: "SHOPPER" }],
};
/** The swarm of every dispute that is put into one. */
export const swarmId = newId();
/** The dispute in that swarm. */
export const inSwarm = (dispute: Dispute): Dispute => ({
  ...dispute,
  swarm: { swarmId, commonCause: "One lot leaks.", addedAt: start, finding: null, optOut: null },
});
type SwarmAction =
  "ADD_TO_CASE_SWARM" | "DECIDE_SHARED_FINDING" | "OPT_OUT_OF_SWARM" | "REMOVE_FROM_CASE_SWARM";
const swarmCommands: { readonly [Action in SwarmAction]: Command } = {
  ADD_TO_CASE_SWARM: { action: "ADD_TO_CASE_SWARM", swarmId, commonCause: "One lot leaks." },
  REMOVE_FROM_CASE_SWARM: { action: "REMOVE_FROM_CASE_SWARM", swarmId, reason: "Another lot." },
  DECIDE_SHARED_FINDING: { action: "DECIDE_SHARED_FINDING", swarmId, finding },
  OPT_OUT_OF_SWARM: { action: "OPT_OUT_OF_SWARM" },
};
type MediationAction = Extract<
  Command["action"],
  `${string}_PROPOSAL` | "PROPOSE_SETTLEMENT" | "STATE_SEALED_LIMIT"
>;

function mediationCommands(dispute: Dispute | null): { [Action in MediationAction]: Command } {
  const { id: proposalId = "", termsHash = "" } = dispute?.proposals.at(-1) ?? {};
  const terms = [{ kind: "PARTIAL_REFUND", orderLineId: line.orderLineId, amountMinor: 20_00n }] as const;
  return {
    PROPOSE_SETTLEMENT: { action: "PROPOSE_SETTLEMENT", terms, explanation: "Meet half-way." },
    ACCEPT_PROPOSAL: { action: "ACCEPT_PROPOSAL", proposalId, termsHash },
    DECLINE_PROPOSAL: { action: "DECLINE_PROPOSAL", proposalId },
    RETRACT_PROPOSAL: { action: "RETRACT_PROPOSAL", proposalId },
    EXPIRE_PROPOSAL: { action: "EXPIRE_PROPOSAL" },
    STATE_SEALED_LIMIT: { action: "STATE_SEALED_LIMIT", settledMinor: 20_00n },
  };
}

const [firstClause = ""] = Object.keys(rulebook.clauses);

/** A good command for every action, as far as the dispute allows one. */
export function commandFor(action: Command["action"], dispute: Dispute | null): Command {
  const items = [{ kind: "REFUND", orderLineId: line.orderLineId, amountMinor: 20_00n }] as const;
  const offer = dispute?.offers.findLast(({ status }) => status === "OPEN");
  const commands: { [Action in Command["action"]]: Command } = {
    OPEN_DISPUTE: openCommand,
    AMEND_CLAIM: {
      action: "AMEND_CLAIM",
      remedy: "RETURN_AND_REFUND",
      statement: "Still cold.",
      items: openCommand.items,
    },
    ...evidenceCommands(dispute),
    ACCEPT_CLAIM: { action: "ACCEPT_CLAIM" },
    REFUSE_CLAIM: { action: "REFUSE_CLAIM", code: "NOT_DEFECTIVE", statement: "It heated here." },
    REQUEST_INFORMATION: { action: "REQUEST_INFORMATION", question: "Which side is cold?" },
    PROVIDE_INFORMATION: { action: "PROVIDE_INFORMATION", answer: "The left one." },
    MAKE_OFFER: { action: "MAKE_OFFER", terms: items, message: null },
    ACCEPT_OFFER: { action: "ACCEPT_OFFER", offerId: offer?.id ?? "", termsHash: offer?.termsHash ?? "" },
    DECLINE_OFFER: { action: "DECLINE_OFFER", offerId: offer?.id ?? "" },
    REQUEST_INTERVENTION: { action: "REQUEST_INTERVENTION", statement: null },
    ASSIGN_MEDIATOR: { action: "ASSIGN_MEDIATOR" },
    CLAIM_NEXT_CASE: { action: "CLAIM_NEXT_CASE" },
    ...deskCommands,
    REQUEST_HUMAN_REVIEW: { action: "REQUEST_HUMAN_REVIEW", grounds: ["OTHER"], statement: "I was ill." },
    DECIDE_HUMAN_REVIEW: { action: "DECIDE_HUMAN_REVIEW", outcome: "OVERTURNED", reason: "So it is." },
    ESCALATE_HUMAN_REVIEW: { action: "ESCALATE_HUMAN_REVIEW" },
    ...swarmCommands,
    DECLARE_INADMISSIBLE: {
      action: "DECLARE_INADMISSIBLE",
      ...{ ground: "NO_CLAIM", statement: "It is a wish.", clause: firstClause },
    },
    CLOSE_SUBMISSIONS: { action: "CLOSE_SUBMISSIONS", reason: "The records suffice." },
    ISSUE_RULING: {
      action: "ISSUE_RULING",
      outcome: "RULED_FOR_SHOPPER",
      findings: [{ text: "It does not heat.", sources: ["SHOPPER_STATEMENT"], recordedAbsence: null }],
      reasons: "The merchant did not show otherwise.",
      clauses: [firstClause],
      faultShares: [{ party: "MERCHANT", basisPoints: 10_000 }],
      remedies: items,
      finalReason: null,
    },
    CORRECT_RULING: {
      action: "CORRECT_RULING",
      ...{ reason: "A slip.", texts: [{ part: "REASONS", position: null, text: "Because." }], amounts: [] },
    },
    REQUEST_CLARIFICATION: { action: "REQUEST_CLARIFICATION", question: "Which part?" },
    CLARIFY_RULING: { action: "CLARIFY_RULING", side: "SHOPPER", answer: "The first." },
    APPEAL_RULING: {
      action: "APPEAL_RULING",
      ...{ grounds: ["FACT_ERROR"], statement: "It did heat.", orderLineIds: [], evidenceItemIds: [] },
    },
    ANSWER_APPEAL: { action: "ANSWER_APPEAL", answer: "It did not." },
    WITHDRAW_APPEAL: { action: "WITHDRAW_APPEAL" },
    WAIVE_APPEAL: { action: "WAIVE_APPEAL" },
    DECIDE_APPEAL: {
      action: "DECIDE_APPEAL",
      ...{ outcome: "UPHELD", reasons: "It is right.", ruling: null, remittal: null },
    },
    ...mediationCommands(dispute),
    WITHDRAW_DISPUTE: { action: "WITHDRAW_DISPUTE" },
    SEND_MESSAGE: { action: "SEND_MESSAGE", messageId: newId(), channel: "PARTIES", text: "Hello." },
    SUSPEND_DISPUTE: {
      action: "SUSPEND_DISPUTE",
      ...{ reason: "INSPECTION", statement: "A lab looks at it.", reviewAt: null },
    },
    MERGE_DISPUTES: { action: "MERGE_DISPUTES", other: dispute ?? opened(), survives: false },
    REOPEN_DISPUTE: {
      action: "REOPEN_DISPUTE",
      ground: "NEW_EVIDENCE",
      statement: "A lab has looked at it.",
    },
    RESUME_DISPUTE: { action: "RESUME_DISPUTE" },
    EXTEND_DEADLINE: { action: "EXTEND_DEADLINE", reason: "We wait for the warehouse." },
    PAUSE_CLOCK: { action: "PAUSE_CLOCK", ...flood },
    RESUME_CLOCK: { action: "RESUME_CLOCK" },
    CREDIT_CLOCK: { action: "CREDIT_CLOCK", ...flood, ground: "PLATFORM_OUTAGE" },
    REMIND: { action: "REMIND" },
    EXPIRE_OFFER: { action: "EXPIRE_OFFER" },
    APPLY_MERCHANT_SILENCE: { action: "APPLY_MERCHANT_SILENCE" },
    END_NEGOTIATION: { action: "END_NEGOTIATION" },
    RAISE_LEVEL: { action: "RAISE_LEVEL" },
    FINALISE_RULING: { action: "FINALISE_RULING" },
    MARK_OVERDUE: { action: "MARK_OVERDUE" },
  };
  return commands[action];
}

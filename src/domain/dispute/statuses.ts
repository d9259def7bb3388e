import type { ReasonRule } from "../rulebook/reason-rule.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import type { RulebookTimers, TimerRule } from "../rulebook/timer-rule.js";
import { DisputeStage, DisputeStatus, WaitingOn, type Dispute } from "./dispute.js";

/** What a clock's length depends on. */
export interface ClockContext {
  readonly rule: ReasonRule;
  readonly timers: RulebookTimers;
  readonly perishable: boolean;
  readonly level: 1 | 2 | 3;
}

/** One row of the table of statuses of model.md section 3. */
export interface StatusRule {
  /** Null for SUSPENDED, which keeps the stage of the status before. */
  readonly stage: DisputeStage | null;
  /** Whose move it is; OFFERS and OBLIGATIONS: of whoever the open ones wait for. */
  readonly waitsOn: WaitingOn | "OFFERS" | "OBLIGATIONS";
  /** The clock that starts on entering; OBLIGATIONS: the earliest due time; null: none. */
  readonly clock: ((context: ClockContext) => TimerRule) | "OBLIGATIONS" | null;
  /** Whether offers can be on the table; those that are open end when it is left for one where not. */
  readonly negotiable: boolean;
  /** Whether the case is the mediation desk's: it waits for a mediator or somebody works on it. */
  readonly desk: boolean;
}

const decision = ({ timers, level }: ClockContext): TimerRule =>
  ({ 1: timers.decisionLevel1, 2: timers.decisionLevel2, 3: timers.decisionLevel3 })[level];

const merchantResponse = ({ rule, perishable }: ClockContext): TimerRule => ({
  hours: (perishable ? rule.merchantResponseHoursPerishable : null) ?? rule.merchantResponseHours,
  clause: rule.clause,
  basis: rule.merchantResponseBasis,
  extensionHours: rule.merchantResponseExtensionHours,
});

const appealWindow = ({ rule, timers }: ClockContext): TimerRule =>
  rule.urgent ? timers.appealWindowUrgent : timers.appealWindow;

function status(
  stage: DisputeStage | null,
  waitsOn: StatusRule["waitsOn"],
  clock: StatusRule["clock"],
  desk = stage === DisputeStage.INTERVENTION,
): StatusRule {
  return {
    stage,
    waitsOn,
    clock,
    negotiable: stage !== DisputeStage.PERFORMANCE && stage !== DisputeStage.CLOSED,
    desk,
  };
}

const { NEGOTIATION, INTERVENTION, RULING, PERFORMANCE, CLOSED } = DisputeStage;

/** Every status: its stage, whose move it is, its clock. */
export const statuses: Readonly<Record<DisputeStatus, StatusRule>> = {
  MERCHANT_RESPONSE: status(NEGOTIATION, WaitingOn.MERCHANT, merchantResponse),
  NEGOTIATING: status(NEGOTIATION, "OFFERS", ({ timers }) => timers.requestIntervention),
  QUEUED: status(INTERVENTION, WaitingOn.PLATFORM, ({ timers }) => timers.assignment),
  IN_REVIEW: status(INTERVENTION, WaitingOn.PLATFORM, decision),
  EVIDENCE: status(INTERVENTION, WaitingOn.BOTH, ({ timers }) => timers.evidence),
  REBUTTAL: status(INTERVENTION, WaitingOn.BOTH, ({ timers }) => timers.rebuttal),
  PROPOSED: status(INTERVENTION, WaitingOn.BOTH, ({ timers }) => timers.proposal),
  DECIDING: status(INTERVENTION, WaitingOn.PLATFORM, decision),
  RULED: status(RULING, WaitingOn.BOTH, appealWindow),
  APPEALED: status(RULING, WaitingOn.PLATFORM, ({ timers }) => timers.appealDecision, true),
  PERFORMING: status(PERFORMANCE, "OBLIGATIONS", "OBLIGATIONS"),
  BLOCKED: status(PERFORMANCE, WaitingOn.PLATFORM, ({ timers }) => timers.finance),
  SUSPENDED: status(null, WaitingOn.PLATFORM, ({ timers }) => timers.suspensionReview),
  CLOSED: status(CLOSED, WaitingOn.NONE, null),
};

/** The rule of the clock that runs in a status; null where none runs, or that of the obligations does. */
export function timerRuleOf(
  { status: present, perishable, level }: Pick<Dispute, "status" | "perishable" | "level">,
  { rule, rulebook: { timers } }: { readonly rule: ReasonRule; readonly rulebook: Pick<Rulebook, "timers"> },
): TimerRule | null {
  const { clock } = statuses[present];
  return typeof clock === "function" ? clock({ rule, timers, perishable, level }) : null;
}

/** The stage of a dispute; a suspended one keeps the stage of the status before. */
export function stageOf({
  status: present,
  suspendedFrom,
}: Pick<Dispute, "status" | "suspendedFrom">): DisputeStage {
  const own = statuses[present].stage;
  if (own !== null) return own;
  return (suspendedFrom === null ? null : statuses[suspendedFrom].stage) ?? DisputeStage.INTERVENTION;
}

/** The statuses that belong to a stage. */
export function statusesOf(stage: DisputeStage): DisputeStatus[] {
  return Object.values(DisputeStatus).filter((candidate) => statuses[candidate].stage === stage);
}

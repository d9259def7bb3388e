import { systemViewer } from "../access/viewer.js";
import type { Command } from "../dispute/command.js";
import type { DecisionContext, Verdict } from "../dispute/decision.js";
import { nextTimer } from "../dispute/deadlines.js";
import { decide } from "../dispute/decide.js";
import { DisputeOutcome, DisputeStatus, type Dispute, type WaitingOn } from "../dispute/dispute.js";
import type { DisputeEventType } from "../dispute/event.js";
import { evolve } from "../dispute/evolve.js";
import { pauseSettlement } from "../dispute/settlement.js";
import type { Refusal } from "../errors.js";
import { ObligationParty } from "../obligation/obligation.js";
import { ruleOfDispute } from "../rulebook/adjustments.js";
import { ruleOf } from "../rulebook/reason.js";
import type { ReasonRule } from "../rulebook/reason-rule.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import { commandOf, idMadeBy, mediatorOf, viewerOf } from "./rebuild-command.js";
import { recordedEvidence } from "./rebuild-evidence.js";
import {
  happeningsOf,
  linesAt,
  type Happening,
  type RecordedCourse,
  type RecordedEvent,
} from "./recorded-course.js";
import { openingOf, refusalOfOpening, repinned, type RecordedOpening } from "./replay-opening.js";

/** How a replayed dispute ends, where that is no outcome of a dispute. */
export const NoOutcome = {
  /** The rules would have refused the opening. */
  NOT_OPENED: "NOT_OPENED",
  /** Nothing that was recorded decides it under these rules, or it is still going on. */
  UNDECIDED: "UNDECIDED",
} as const;

/** How a replayed dispute ends. */
export const SimulatedOutcome = { ...DisputeOutcome, ...NoOutcome } as const;
export type SimulatedOutcome = (typeof SimulatedOutcome)[keyof typeof SimulatedOutcome];

/** One thing that happened in a replay: an act or a timer, or an act that was refused. */
export interface ReplayStep {
  /** The recorded act that was tried, or after which the clock did this. */
  readonly sequence: number;
  readonly at: Date;
  readonly by: "CLOCK" | "PERSON";
  /** What happened; for a refused act, what would have. */
  readonly type: DisputeEventType;
  readonly refused: Refusal | null;
  /** The clause that an automatic act rests on, else that of the dispute's reason. */
  readonly clause: string;
  readonly status: DisputeStatus;
  readonly outcome: DisputeOutcome | null;
  readonly moneyMinor: bigint;
}

/** What became of a dispute under one rulebook. */
export interface Replay {
  readonly outcome: SimulatedOutcome;
  readonly status: DisputeStatus | null;
  /** What the merchant owes, in minor units of the dispute's currency. */
  readonly moneyMinor: bigint;
  /** When it was decided: when performance began or the dispute was closed; null if it never was. */
  readonly decidedAt: Date | null;
  readonly steps: readonly ReplayStep[];
}

/** What a replay is asked for. */
export interface ReplayQuestion {
  readonly course: RecordedCourse;
  /** The rules to replay under. */
  readonly rulebook: Rulebook;
  /** The version that the dispute was opened under. */
  readonly own: Rulebook;
  /** The clock runs no further than this. */
  readonly now: Date;
}

/** A dispute in the middle of its replay. */
interface Standing {
  readonly dispute: Dispute;
  readonly steps: ReplayStep[];
}

const decided: ReadonlySet<DisputeStatus> = new Set([DisputeStatus.PERFORMING, DisputeStatus.CLOSED]);

/**
 * Plays a recorded dispute again under a rulebook: the clock runs as that rulebook sets it, each person does
 * what was recorded at the recorded time, and what is then no longer possible is passed over. Pure: the same
 * question has the same answer. Replays end where the dispute is decided.
 */
export function replayDispute(question: ReplayQuestion): Replay {
  const { course, rulebook, own, now } = question;
  const refused = refusalOfOpening(course, rulebook, own);
  if (refused !== null) return notOpened(question, refused);
  const play = new Play(question);
  let standing = play.open();
  for (const happening of happeningsOf(course)) {
    if (happening.at > now || decided.has(standing.dispute.status)) break;
    standing = play.take(play.runClock(standing, happening.at), happening);
  }
  return replayOf(play.runClock(standing, now, { last: true }));
}

function replayOf({ dispute, steps }: Standing): Replay {
  const { status, outcome, updatedAt } = dispute;
  return {
    outcome: outcome ?? NoOutcome.UNDECIDED,
    status,
    moneyMinor: owedByMerchant(dispute),
    decidedAt: decided.has(status) ? updatedAt : null,
    steps,
  };
}

/** What the merchant owes in money: acts have no amount. */
function owedByMerchant({ obligations }: Pick<Dispute, "obligations">): bigint {
  return obligations
    .filter(({ owner }) => owner === ObligationParty.MERCHANT)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

function notOpened({ course, rulebook, own }: ReplayQuestion, refused: Refusal): Replay {
  const { event, occurredAt, sequence } = openingOf(course);
  const { reason } = event.dispute;
  const clause = (rulebook.reasons[reason] ?? ruleOf(own, reason)).clause;
  const step: ReplayStep = {
    ...{ sequence, at: occurredAt, by: "PERSON", type: event.type, refused, clause },
    ...{ status: event.after.status, outcome: null, moneyMinor: 0n },
  };
  const { NOT_OPENED: outcome } = NoOutcome;
  return { outcome, status: null, moneyMinor: 0n, decidedAt: null, steps: [step] };
}

type StepHead = Pick<ReplayStep, "sequence" | "at" | "by" | "type"> & { readonly clause?: string | null };

/** Applies acts and timers to one dispute under one rulebook. */
class Play {
  private readonly opening: RecordedOpening;
  private readonly rule: ReasonRule;
  private made = 0;

  constructor(private readonly question: ReplayQuestion) {
    const { course, rulebook, own } = question;
    this.opening = { ...openingOf(course), event: repinned(course, rulebook, own) };
    this.rule = ruleOfDispute(rulebook, this.opening.event.dispute);
  }

  step({ clause, ...head }: StepHead, dispute: Dispute, refused: Refusal | null = null): ReplayStep {
    const { status, outcome } = dispute;
    const moneyMinor = owedByMerchant(dispute);
    return { ...head, refused, clause: clause ?? this.rule.clause, status, outcome, moneyMinor };
  }

  open(): Standing {
    const { event, occurredAt: at, sequence } = this.opening;
    const dispute = evolve(null, event, at);
    return { dispute, steps: [this.step({ sequence, at, by: "PERSON", type: event.type }, dispute)] };
  }

  /**
   * Fires every timer that is due at or before an instant: the clock goes before whoever acts then.
   * @param options.last nobody acts afterwards, so it ends where the clock alone leads nowhere
   */
  runClock(standing: Standing, until: Date, options: { last?: boolean } = {}): Standing {
    const { steps } = standing;
    let { dispute } = standing;
    for (let timer = nextTimer(dispute); timer !== null && timer.at <= until; timer = nextTimer(dispute)) {
      if (decided.has(dispute.status)) break;
      const before = dispute;
      const { at, action } = timer;
      dispute = this.fire(before, { at, command: { action } as Command }, steps);
      if (options.last === true && waitsForSomebody(before, dispute)) break;
    }
    return { dispute, steps };
  }

  private fire(
    dispute: Dispute,
    { at, command }: { readonly at: Date; readonly command: Command },
    steps: ReplayStep[],
  ): Dispute {
    const verdict = this.decide(command, dispute, { now: at, viewer: systemViewer, mediator: null });
    if (!verdict.accepted) {
      throw new Error(`${command.action} of ${dispute.number}: ${verdict.refusal.message}`);
    }
    const { event, clause } = verdict;
    const after = evolve(dispute, event, at);
    const sequence = steps.at(-1)?.sequence ?? 1;
    steps.push(this.step({ sequence, at, by: "CLOCK", type: event.type, clause }, after));
    return after;
  }

  /** Lets happen what happened, as far as it can here. */
  take(standing: Standing, { recorded, at, waitedOn }: Happening): Standing {
    return recorded === null ? this.settle(standing, at, waitedOn) : this.act(standing, recorded);
  }

  /** A period that was declared holds up whose move it is here; where it was the same on record, that tells of it. */
  private settle(standing: Standing, at: Date, waitedOn: WaitingOn): Standing {
    const { dispute, steps } = standing;
    if (decided.has(dispute.status) || dispute.waitingOn === waitedOn) return standing;
    const command = pauseSettlement(dispute, this.question.course.clocks, at);
    return command === null ? standing : { dispute: this.fire(dispute, { at, command }, steps), steps };
  }

  /** Tries a recorded act; one that is not possible leaves everything as it is. */
  private act(standing: Standing, recorded: RecordedEvent): Standing {
    const { dispute, steps } = standing;
    const command = decided.has(dispute.status) ? null : commandOf(recorded, dispute);
    if (command === null) return standing;
    const mediator = this.question.course.mediators.get(mediatorOf(recorded)) ?? null;
    const { occurredAt: now, sequence, event } = recorded;
    const who = { now, viewer: viewerOf(recorded, dispute), mediator };
    const verdict = this.decide(command, dispute, who, idMadeBy(recorded));
    const head: StepHead = { sequence, at: now, by: "PERSON", type: event.type };
    if (!verdict.accepted) {
      steps.push(this.step(head, dispute, verdict.refusal));
      return standing;
    }
    const after = evolve(dispute, verdict.event, now);
    steps.push(this.step(head, after));
    return { dispute: after, steps };
  }

  private decide(
    command: Command,
    dispute: Dispute,
    who: Pick<DecisionContext, "now" | "viewer" | "mediator">,
    id: string | null = null,
  ): Verdict {
    const { rulebook, course } = this.question;
    return decide(command, dispute, {
      ...who,
      rulebook,
      rule: this.rule,
      lines: linesAt(course.lines, who.now),
      clocks: course.clocks,
      evidence: recordedEvidence(course, dispute),
      newId: () => id ?? `${dispute.id}:${(this.made += 1)}`,
      // Terms are the same in every replay of an offer, so nothing has to be told apart by them.
      hash: () => "",
    });
  }
}

/** Whether a timer changed nothing but its own next time: the platform is late at the highest level. */
function waitsForSomebody(before: Dispute, after: Dispute): boolean {
  return (["status", "level", "outcome", "offers"] as const).every((key) => before[key] === after[key]);
}

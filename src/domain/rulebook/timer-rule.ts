import type { ClockBasis } from "../clock/counted-time.js";

/** One clock of the dispute: its hours and the clause it rests on. */
export interface TimerRule {
  readonly hours: number;
  readonly clause: string;
  /** Whether the hours are elapsed or business hours of whose move it is. */
  readonly basis: ClockBasis;
  /** Hours by which whoever must move may extend the clock once; 0: not at all. */
  readonly extensionHours: number;
}

/** All clocks beside the merchant's response limit; model.md section 5. */
export interface RulebookTimers {
  readonly offer: TimerRule;
  readonly requestIntervention: TimerRule;
  readonly assignment: TimerRule;
  readonly evidence: TimerRule;
  readonly rebuttal: TimerRule;
  readonly proposal: TimerRule;
  readonly decisionLevel1: TimerRule;
  readonly decisionLevel2: TimerRule;
  readonly decisionLevel3: TimerRule;
  readonly appealWindow: TimerRule;
  readonly appealWindowUrgent: TimerRule;
  readonly appealDecision: TimerRule;
  readonly reopening: TimerRule;
  readonly finance: TimerRule;
  readonly suspensionReview: TimerRule;
  /** How long money owed may take, from when it is due to be paid. */
  readonly payment: TimerRule;
  readonly shipReturn: TimerRule;
  readonly inspectReturn: TimerRule;
  readonly shipReplacement: TimerRule;
  readonly repair: TimerRule;
  readonly otherAct: TimerRule;
  /** How soon the platform looks at overdue performance again. */
  readonly performanceReview: TimerRule;
}

import type { Clause, LocalisedText } from "./clause.js";
import type { AmountByCurrency } from "./compensation-formula.js";
import type { CorrectionRule } from "./correction-rule.js";
import type { FreightRule } from "./freight-rule.js";
import type { AppealAuthority, AuthorityRule, EscalationStep } from "./level.js";
import type { MediationRule } from "./mediation-rule.js";
import type { QueueRule } from "./queue-rule.js";
import type { ReasonRule } from "./reason-rule.js";
import type { CategoryOverride, PromiseRule } from "./rule-change.js";
import type { RulingCheckRules } from "./ruling-rule.js";
import type { RulebookTimers } from "./timer-rule.js";

/** Caps that are no clocks. */
export interface RulebookLimits {
  readonly claimAmendments: number;
  readonly attemptsPerLine: number;
  /** How long the shopper has to answer what the merchant asks, in hours. */
  readonly informationHours: number;
  /** How long a side has to answer the other's appeal, in hours. */
  readonly appealAnswerHours: number;
  /** How often a mediator can ask for evidence. */
  readonly evidenceRounds: number;
  /** How often a closed dispute can be reopened; that something was not performed in full does not count. */
  readonly reopenings: number;
  /** How often a dispute can be suspended. */
  readonly suspensions: number;
  /** How many items a side can hand in for one slot. */
  readonly evidenceItemsPerSlot: number;
  /** General ceiling of compensation in basis points of what was paid for the disputed lines. */
  readonly compensationBasisPoints: number;
  /** The same ceiling for what the sides offer each other; null where it is the same. */
  readonly offerCompensationBasisPoints: number | null;
  /** Above this amount a ruling needs a second reviewer; a currency that is absent never does. */
  readonly secondReviewAbove: AmountByCurrency;
  /** Whether compensation for a reason that only people decide needs a second reviewer, whatever the amount. */
  readonly secondReviewHumanOnly: boolean;
  /** How many versions of the draft of a ruling are kept. */
  readonly rulingDrafts: number;
}

/** Who may have a case and for how long, beside the clocks; hours are elapsed ones. */
export interface DeskRules {
  /** How long after an assignment a side may challenge the mediator without reasons. */
  readonly challengeHours: number;
  /** How soon a senior decides on a challenge. */
  readonly challengeDecisionHours: number;
  /** How long a mediator whose move it is may do nothing in a case. */
  readonly silenceHours: number;
  /** How long a mediator may be off shift with a case in hand. */
  readonly offShiftHours: number;
  /** How long a mediator below the level that was asked for keeps the case until it is released. */
  readonly takeOverHours: number;
  /** How long a side can ask for a person to look at what the clock decided. */
  readonly humanReviewWindowHours: number;
  /** How soon a mediator decides on that. */
  readonly humanReviewHours: number;
  /** How long a side may opt out of a shared finding once it was applied to its dispute. */
  readonly swarmOptOutHours: number;
  /** How many cases of one merchant a mediator has in `rotationDays` at most. */
  readonly rotationCases: number;
  readonly rotationDays: number;
  /** How long a complaint by a party that nobody cleared keeps the mediator from its cases. */
  readonly complaintDays: number;
  /** How long an employment that has ended still counts as a relation. */
  readonly employmentDays: number;
}

/** How much each part of a rehearsed ruling counts, in proportion to each other; 0 leaves it out. */
export interface RehearsalWeights {
  readonly outcome: number;
  /** The kinds of remedy, by line. */
  readonly remedies: number;
  readonly amount: number;
  readonly clauses: number;
}

/** What the platform's looking after its own rulings goes by. */
export interface ConsistencyRule {
  /** Fewer cases than these are said to be few. */
  readonly smallSample: number;
  readonly rehearsalWeights: RehearsalWeights;
}

/** One version of the platform's rules, as read from `seeds/rulebooks/` or the database. */
export interface Rulebook {
  /** Unique name of the version, e.g. "2026-11". */
  readonly version: string;
  readonly title: LocalisedText;
  /** Whether the version changes so much that a longer notice is due. */
  readonly major: boolean;
  readonly clauses: Readonly<Record<string, Clause>>;
  readonly reasons: Readonly<Record<string, ReasonRule>>;
  readonly timers: RulebookTimers;
  readonly limits: RulebookLimits;
  readonly desk: DeskRules;
  readonly mediation: MediationRule;
  readonly authority: readonly AuthorityRule[];
  readonly appealAuthority: readonly AppealAuthority[];
  readonly escalation: readonly EscalationStep[];
  readonly freightMatrix: readonly FreightRule[];
  readonly categoryOverrides: readonly CategoryOverride[];
  readonly promises: readonly PromiseRule[];
  /** Codes of reasons by the code of the group that mediators are certified for together. */
  readonly reasonGroups: Readonly<Record<string, readonly string[]>>;
  readonly queue: QueueRule;
  readonly consistency: ConsistencyRule;
  readonly rulingChecks: RulingCheckRules;
  readonly corrections: CorrectionRule;
  /** Where the sides can turn beside the platform, as rulings tell them. */
  readonly externalRoutes: readonly LocalisedText[];
}

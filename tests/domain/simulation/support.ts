import type { ClockSetting } from "../../../src/domain/clock/clock-setting.js";
import { systemViewer, type Viewer } from "../../../src/domain/access/viewer.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import { nextTimer } from "../../../src/domain/dispute/deadlines.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import type { ClaimableLine } from "../../../src/domain/dispute/eligibility.js";
import { isMoneyRemedy } from "../../../src/domain/dispute/remedy.js";
import {
  adjustmentsFor,
  ruleOfDispute,
  type RuleAdjustment,
} from "../../../src/domain/rulebook/adjustments.js";
import { parseRulebook } from "../../../src/domain/rulebook/parse-rulebook.js";
import { ruleOf } from "../../../src/domain/rulebook/reason.js";
import type { ReasonRule } from "../../../src/domain/rulebook/reason-rule.js";
import type { CategoryOverride, PromiseRule } from "../../../src/domain/rulebook/rule-change.js";
import type { Rulebook } from "../../../src/domain/rulebook/rulebook.js";
import { compareReplays, type Comparison } from "../../../src/domain/simulation/divergence.js";
import { replayDispute } from "../../../src/domain/simulation/replay-dispute.js";
import type { RecordedCourse, RecordedEvent } from "../../../src/domain/simulation/recorded-course.js";
import { addHours } from "../../../src/domain/time.js";
import { withoutLostReasons } from "../../support/lost-reasons.js";
import { commandFor } from "../dispute/commands.js";
import {
  contextFor,
  line,
  mediatorFacts,
  openCommand,
  order,
  rulebook,
  start,
  viewers,
} from "../dispute/support.js";

/** Long after everything in these tests. */
export const later = addHours(start, 24 * 365);

/** What a test may change of the default rulebook. */
export interface DraftParts {
  readonly reasons: Record<string, { -readonly [Key in keyof ReasonRule]: ReasonRule[Key] }>;
  readonly timers: Record<string, { hours: number }>;
  categoryOverrides: CategoryOverride[];
  promises: PromiseRule[];
}

/** The default rulebook with some parameters changed, as another version. @param version default: draft */
export function draftWith(change: (draft: DraftParts) => void, version = "draft"): Rulebook {
  const draft = structuredClone({ ...rulebook, version });
  change(draft as never);
  for (const [reason, rule] of Object.entries(draft.reasons)) {
    // A replay asks for no advice, and what a test takes away may be recommended.
    const isSame = rulebook.reasons[reason]?.remedies.join() === rule.remedies.join();
    if (!isSame) Object.assign(rule, { recommendations: [] });
  }
  return parseRulebook(withoutLostReasons(draft));
}

/** No calendar is asked for while no rule counts business hours. */
const noClocks: ClockSetting = {
  calendarOf: () => {
    throw new Error("No rule of these tests counts business hours.");
  },
  suspensions: [],
};

/** Under what a dispute is played; by default under the rulebook that ships, about a plain line. */
export interface Circumstances {
  readonly own?: Rulebook;
  readonly line?: Partial<ClaimableLine>;
  readonly clocks?: Partial<ClockSetting>;
}

/** Plays a dispute under its own version and keeps its log, as the platform does. */
export class Recorder {
  dispute: Dispute;
  now = start;
  readonly events: RecordedEvent[] = [];
  readonly own: Rulebook;
  private readonly line: ClaimableLine;
  private readonly adjustments: readonly RuleAdjustment[];
  private readonly clocks: ClockSetting;

  constructor(
    readonly reason = "QUALITY_DEFECT",
    circumstances: Circumstances = {},
  ) {
    this.own = circumstances.own ?? rulebook;
    this.line = { ...line, ...circumstances.line };
    this.clocks = { ...noClocks, ...circumstances.clocks };
    this.adjustments = adjustmentsFor(this.own, ruleOf(this.own, reason), { lines: [this.line], now: start });
    const [remedy] = ruleOf(this.own, reason).remedies;
    const amountMinor = isMoneyRemedy(remedy) ? 60_00n : 0n;
    const items = [{ kind: remedy, orderLineId: line.orderLineId, amountMinor }];
    const lines = [this.line];
    const opening = { ...openCommand, lines, adjustments: this.adjustments, remedy, items };
    const dispute = this.decide(opening, viewers.SHOPPER, null);
    if (dispute === null) throw new Error(`${reason} cannot be opened.`);
    this.dispute = dispute;
  }

  /** Fires what is due on the way, each timer at its own instant. */
  pass(hours: number): void {
    const until = addHours(this.now, hours);
    for (
      let timer = nextTimer(this.dispute);
      timer !== null && timer.at <= until;
      timer = nextTimer(this.dispute)
    ) {
      if (["PERFORMING", "CLOSED"].includes(this.dispute.status)) break;
      this.now = timer.at;
      this.by(systemViewer, { action: timer.action } as Command);
    }
    this.now = until;
  }

  /** @returns whether it was possible */
  by(viewer: Viewer, command: Command): boolean {
    const after = this.decide(command, viewer, this.dispute);
    if (after !== null) this.dispute = after;
    return after !== null;
  }

  does(role: "MERCHANT_AGENT" | "SENIOR_MEDIATOR" | "SHOPPER", action: Command["action"]): boolean {
    return this.by(viewers[role], commandFor(action, this.dispute));
  }

  get course(): RecordedCourse {
    const mediators = new Map([[mediatorFacts.id, mediatorFacts]]);
    const { events, line: sold, clocks } = this;
    return { events, order, lines: [{ ...sold, refunds: [] }], mediators, clocks };
  }

  private decide(command: Command, viewer: Viewer, dispute: Dispute | null): Dispute | null {
    const { own, clocks, reason, adjustments } = this;
    const verdict = decide(command, dispute, {
      ...contextFor(viewer, { now: this.now, reason, lines: [this.line] }),
      ...{ rulebook: own, clocks, rule: ruleOfDispute(own, { reason, adjustments }) },
    });
    if (!verdict.accepted) return null;
    const sequence = this.events.length + 1;
    const { role: actorRole, id: actorId } = viewer;
    this.events.push({ sequence, event: verdict.event, occurredAt: this.now, actorRole, actorId });
    return evolve(dispute, verdict.event, this.now);
  }
}

/** How a recorded dispute ends under its own version and under a draft, and where the two part. */
export function compared(recorder: Recorder, draft: Rulebook): Comparison {
  const { course, own } = recorder;
  const under = (one: Rulebook) => replayDispute({ course, rulebook: one, own, now: later });
  return compareReplays(under(own), under(draft));
}

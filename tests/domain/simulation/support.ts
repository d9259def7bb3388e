import type { ClockSetting } from "../../../src/domain/clock/clock-setting.js";
import { systemViewer, type Viewer } from "../../../src/domain/access/viewer.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import { nextTimer } from "../../../src/domain/dispute/deadlines.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import { isMoneyRemedy } from "../../../src/domain/dispute/remedy.js";
import { parseRulebook } from "../../../src/domain/rulebook/parse-rulebook.js";
import type { ReasonRule, Rulebook } from "../../../src/domain/rulebook/rulebook.js";
import type { RecordedCourse, RecordedEvent } from "../../../src/domain/simulation/recorded-course.js";
import { addHours } from "../../../src/domain/time.js";
import {
  commandFor,
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

/** The default rulebook with some parameters changed, as another version. */
export function draftWith(
  change: (draft: {
    reasons: Record<string, { -readonly [Key in keyof ReasonRule]: ReasonRule[Key] }>;
    timers: Record<string, { hours: number }>;
  }) => void,
): Rulebook {
  const draft = structuredClone({ ...rulebook, version: "draft" });
  change(draft as never);
  for (const [reason, rule] of Object.entries(draft.reasons)) {
    // A replay asks for no advice, and what a test takes away may be recommended.
    const isSame = rulebook.reasons[reason]?.remedies.join() === rule.remedies.join();
    if (!isSame) Object.assign(rule, { recommendations: [] });
  }
  return parseRulebook(draft);
}

/** No calendar is asked for while no rule counts business hours. */
const clocks: ClockSetting = {
  calendarOf: () => {
    throw new Error("No rule of these tests counts business hours.");
  },
  suspensions: [],
};

/** Plays a dispute under the default rulebook and keeps its log, as the platform does. */
export class Recorder {
  dispute: Dispute;
  now = start;
  readonly events: RecordedEvent[] = [];

  constructor(readonly reason = "QUALITY_DEFECT") {
    const { rule } = contextFor(viewers.SHOPPER, { reason });
    const [remedy] = rule.remedies;
    const amountMinor = isMoneyRemedy(remedy) ? 60_00n : 0n;
    const items = [{ kind: remedy, orderLineId: line.orderLineId, amountMinor }];
    const dispute = this.decide({ ...openCommand, remedy, items }, viewers.SHOPPER, null);
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
    return { events: this.events, order, lines: [{ ...line, refunds: [] }], mediators, clocks };
  }

  private decide(command: Command, viewer: Viewer, dispute: Dispute | null): Dispute | null {
    const context = contextFor(viewer, { now: this.now, reason: this.reason });
    const verdict = decide(command, dispute, context);
    if (!verdict.accepted) return null;
    const sequence = this.events.length + 1;
    const { role: actorRole, id: actorId } = viewer;
    this.events.push({ sequence, event: verdict.event, occurredAt: this.now, actorRole, actorId });
    return evolve(dispute, verdict.event, this.now);
  }
}

import { Role, systemViewer } from "../../../src/domain/access/viewer.js";
import type { ClockSetting, ClockSuspension } from "../../../src/domain/clock/clock-setting.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import type { DecisionContext } from "../../../src/domain/dispute/decision.js";
import { nextWake } from "../../../src/domain/dispute/deadlines.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import type { DisputeEvent } from "../../../src/domain/dispute/event.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import type { ReasonRule } from "../../../src/domain/rulebook/reason-rule.js";
import type { Rulebook } from "../../../src/domain/rulebook/rulebook.js";
import { calendarOf } from "../clock/calendars.js";
import { contextFor, openCommand, rulebook, viewers } from "./support.js";

/** One event with when it happened. */
export interface Logged {
  readonly event: DisputeEvent;
  readonly occurredAt: Date;
}

const REASON = "QUALITY_DEFECT";

/** A dispute driven under changed rules and clocks, with its log. */
export class ClockStage {
  dispute: Dispute | null = null;
  readonly log: Logged[] = [];
  suspensions: ClockSuspension[] = [];

  constructor(
    public now: Date,
    private readonly change: { rule?: Partial<ReasonRule>; timers?: Partial<Rulebook["timers"]> } = {},
  ) {}

  /** What the merchant's zone and the platform's are. */
  private get clocks(): ClockSetting {
    const zones = { MERCHANT: "America/Sao_Paulo", PLATFORM: "Europe/Berlin" };
    return { calendarOf: (party) => calendarOf(zones[party]), suspensions: this.suspensions };
  }

  context(role: Role): DecisionContext {
    const book = { ...rulebook, timers: { ...rulebook.timers, ...this.change.timers } };
    const base = contextFor(viewers[role], { now: this.now });
    return { ...base, rulebook: book, rule: { ...base.rule, ...this.change.rule }, clocks: this.clocks };
  }

  /** Does it, or answers the code of the refusal. */
  do(role: Role, command: Command): string {
    const verdict = decide(command, this.dispute, this.context(role));
    if (!verdict.accepted) return verdict.refusal.code;
    this.dispute = evolve(this.dispute, verdict.event, this.now);
    this.log.push({ event: verdict.event, occurredAt: this.now });
    return "ACCEPTED";
  }

  open(): this {
    const purchasedAt = new Date(this.now.getTime() - 5 * 86_400_000);
    const order = { ...openCommand.order, purchasedAt, promisedAt: purchasedAt };
    const shipments = [{ handedOverAt: purchasedAt, deliveredAt: purchasedAt }];
    const refused = this.do(Role.SHOPPER, { ...openCommand, order: { ...order, shipments } });
    if (refused !== "ACCEPTED") throw new Error(`${REASON}: ${refused}`);
    return this;
  }

  system(command: Command): string {
    return this.do(systemViewer.role, command);
  }

  /** Lets time pass; what the clock owes on the way happens at its instant. */
  passTo(until: Date): this {
    for (let wake = nextWake(this.it); wake !== null && wake.at <= until; wake = nextWake(this.it)) {
      this.now = wake.at;
      const done = this.system({ action: wake.action } as Command);
      if (done !== "ACCEPTED") throw new Error(`${wake.action}: ${done}`);
    }
    this.now = until;
    return this;
  }

  pass(hours: number): this {
    return this.passTo(new Date(this.now.getTime() + hours * 3_600_000));
  }

  /** Stops the clock from now on for some hours. */
  pause(hours: number, from: Date = this.now): string {
    const until = new Date(this.now.getTime() + hours * 3_600_000);
    return this.system({ action: "PAUSE_CLOCK", ground: "FORCE_MAJEURE", clause: "C-1", from, until });
  }

  get it(): Dispute {
    if (this.dispute === null) throw new Error("The dispute is not open yet.");
    return this.dispute;
  }

  /** The deadline; tests ask where there is one. */
  get deadline(): Date {
    return this.it.deadlineAt ?? new Date(NaN);
  }

  types(): string[] {
    return this.log.map(({ event }) => event.type);
  }

  /** What the sides were reminded of, and when in hours after an instant. */
  reminders(since: Date): [string, number][] {
    return this.log.flatMap(({ event, occurredAt }) =>
      event.type === "DEADLINE_REMINDER"
        ? [[event.of, (occurredAt.getTime() - since.getTime()) / 3_600_000] as [string, number]]
        : [],
    );
  }
}

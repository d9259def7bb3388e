import { PauseGround } from "../clock/clock-setting.js";
import { later } from "../time.js";
import type { ClockPause } from "./dispute-clock.js";
import { WaitingOn, type DisputeStatus } from "./dispute.js";
import type { DisputeEvent } from "./event.js";

/** Whose time it is. BOTH is time that the two sides have together; MEDIATOR is the platform once somebody has the case. */
export const ClockUser = {
  BOTH: "BOTH",
  CARRIER: "CARRIER",
  MEDIATOR: "MEDIATOR",
  MERCHANT: "MERCHANT",
  PLATFORM: "PLATFORM",
  SHOPPER: "SHOPPER",
} as const;
export type ClockUser = (typeof ClockUser)[keyof typeof ClockUser];

/** A stretch of a dispute in which one party had to move in one status, with the clock running or standing still. */
export interface ClockSpan {
  readonly party: ClockUser;
  readonly status: DisputeStatus;
  readonly from: Date;
  readonly until: Date;
  /** Why the clock stood still, or the time was given back; null where it ran. */
  readonly ground: PauseGround | null;
}

/** How much time a party used, and how much of it did not count. */
export interface ClockTotal {
  readonly party: ClockUser;
  readonly usedMs: number;
  readonly pausedMs: number;
}

/** Where the time of a dispute went. */
export interface ClockReport {
  /** From the opening to now, or to the end: without a gap, without overlap. */
  readonly spans: readonly ClockSpan[];
  /** One for each party that had any; time of both sides counts for each. */
  readonly totals: readonly ClockTotal[];
  /** The pause under way, if there is one. */
  readonly paused: ClockPause | null;
}

/** An event of the log with when it happened. */
export interface LoggedEvent {
  readonly event: DisputeEvent;
  readonly occurredAt: Date;
}

/** A stretch that does not count. */
interface Standstill {
  readonly from: Date;
  readonly until: Date;
  readonly ground: PauseGround;
}

/**
 * Where the time of a dispute went, from its log: a pure fold, whatever today's rules say. Time is elapsed time.
 * @param log all events in their order
 * @param now for the span that is not over; what has happened since the last event is that nothing did
 */
export function clockReport(log: readonly LoggedEvent[], now: Date): ClockReport {
  const standstills = [...standstillsOf(log, now), ...suspensionsOf(log, now)];
  const spans = joined(turnsOf(log, now).flatMap((turn) => cut(turn, standstills)));
  const last = log.at(-1)?.event.after.clock?.pause ?? null;
  return { spans, totals: totalsOf(spans), paused: last !== null && last.endsAt > now ? last : null };
}

/** Who had to move from each event to the next. */
function turnsOf(log: readonly LoggedEvent[], now: Date): ClockSpan[] {
  let hasMediator = false;
  return log.flatMap(({ event, occurredAt }, index) => {
    const { status, waitingOn } = event.after;
    if (event.type === "MEDIATOR_ASSIGNED") hasMediator = true;
    else if (status === "QUEUED") hasMediator = false;
    const until = log[index + 1]?.occurredAt ?? later(now, occurredAt);
    if (waitingOn === WaitingOn.NONE || until <= occurredAt) return [];
    const party = waitingOn === WaitingOn.PLATFORM && hasMediator ? ClockUser.MEDIATOR : waitingOn;
    return [{ party, status, from: occurredAt, until, ground: null }];
  });
}

/** When the clock stood still and which time was given back, also where that became known later. */
function standstillsOf(log: readonly LoggedEvent[], now: Date): Standstill[] {
  const found: Standstill[] = [];
  let pause: ClockPause | null = null;
  const close = (at: Date): void => {
    // While the shopper is asked it is the shopper's turn, whose time counts.
    if (pause === null || pause.ground === PauseGround.INFORMATION_REQUESTED) return;
    const until = at < pause.endsAt ? at : pause.endsAt;
    found.push({ from: pause.pausedAt, until, ground: pause.ground });
  };
  for (const { event, occurredAt } of log) {
    const next: ClockPause | null = event.after.clock?.pause ?? null;
    if (event.type === "CLOCK_CREDITED") {
      found.push({ from: event.lostFromAt, until: event.lostUntil, ground: event.ground });
    }
    if (pause !== null && next?.pausedAt.getTime() !== pause.pausedAt.getTime()) {
      close(event.type === "CLOCK_RESUMED" ? event.resumedAt : occurredAt);
    }
    pause = next;
  }
  close(now);
  return found;
}

/** The times in which the whole dispute was held; a settlement ends one too. */
function suspensionsOf(log: readonly LoggedEvent[], now: Date): Standstill[] {
  return log.flatMap(({ event, occurredAt: from }, index) => {
    if (event.type !== "DISPUTE_SUSPENDED") return [];
    const end = log.slice(index).find(({ event: { after } }) => after.status !== event.after.status);
    const until =
      end?.event.type === "DISPUTE_RESUMED" ? end.event.resumedAt : (end?.occurredAt ?? later(now, from));
    return [{ from, until, ground: PauseGround.SUSPENSION }];
  });
}

/** A turn, in parts with the clock running and standing still. */
function cut(turn: ClockSpan, standstills: readonly Standstill[]): ClockSpan[] {
  const inside = standstills.flatMap(({ from, until }) => [from, until]);
  const edges = [turn.from, turn.until, ...inside.filter((at) => at > turn.from && at < turn.until)]
    .toSorted((one, other) => one.getTime() - other.getTime())
    .filter((at, index, all) => at.getTime() !== all[index - 1]?.getTime());
  return edges.slice(0, -1).map((from, index) => {
    const until = edges[index + 1] ?? turn.until;
    const standing = standstills.find((each) => each.from <= from && until <= each.until);
    return { ...turn, from, until, ground: standing?.ground ?? null };
  });
}

/** Events that change nothing here, such as messages, leave no cut: what one may not see cannot be told from it. */
function joined(spans: readonly ClockSpan[]): ClockSpan[] {
  const all: ClockSpan[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    const same = last?.party === span.party && last.status === span.status && last.ground === span.ground;
    if (last !== undefined && same) all[all.length - 1] = { ...last, until: span.until };
    else all.push(span);
  }
  return all;
}

/** How long a span is, in milliseconds. */
export function lengthOf({ from, until }: Pick<ClockSpan, "from" | "until">): number {
  return until.getTime() - from.getTime();
}

function totalsOf(spans: readonly ClockSpan[]): ClockTotal[] {
  const parties = Object.values(ClockUser).filter((party) => party !== ClockUser.BOTH);
  return parties.flatMap((party) => {
    const both = party === ClockUser.SHOPPER || party === ClockUser.MERCHANT;
    const own = spans.filter((span) => span.party === party || (both && span.party === ClockUser.BOTH));
    const sum = (counts: (span: ClockSpan) => boolean): number =>
      own.filter(counts).reduce((total, span) => total + lengthOf(span), 0);
    const used = sum(({ ground }) => ground === null);
    return own.length === 0 ? [] : [{ party, usedMs: used, pausedMs: sum(() => true) - used }];
  });
}

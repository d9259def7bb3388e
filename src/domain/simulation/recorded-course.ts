import type { Role } from "../access/viewer.js";
import type { ClockSetting } from "../clock/clock-setting.js";
import type { ClaimableLine, OrderFacts } from "../dispute/eligibility.js";
import type { WaitingOn } from "../dispute/dispute.js";
import type { DisputeEvent } from "../dispute/event.js";
import type { MediatorFacts } from "../dispute/guards.js";
import type { SoldLine } from "../rulebook/adjustments.js";
import type { LineFacts } from "../rulebook/refundable.js";

/** One event of a dispute's log with who caused it and when. */
export interface RecordedEvent {
  /** The number within the dispute's log, from 1. */
  readonly sequence: number;
  readonly event: DisputeEvent;
  readonly occurredAt: Date;
  readonly actorRole: Role;
  readonly actorId: string;
}

/** Money that was paid back or promised for a line, and since when that counts. */
export interface LineRefund {
  readonly at: Date;
  readonly amountMinor: bigint;
}

/** A disputed line with what changed about it in the course of time, so that any instant can be looked at. */
export interface LineHistory
  extends Omit<LineFacts, "refundedMinor" | "attempts" | "openDisputeNumber">, SoldLine {
  /** Refunds of the marketplace and what other disputes committed. */
  readonly refunds: readonly LineRefund[];
  /** How many disputes were opened on the line before this one. */
  readonly attempts: number;
  /** How many of those were withdrawn before this one was opened. */
  readonly withdrawals: number;
}

/** All that a replay needs to know of one dispute: its whole log, and the facts that are no part of it. */
export interface RecordedCourse {
  /** In the order of the log; the first one is DISPUTE_OPENED. */
  readonly events: readonly RecordedEvent[];
  readonly order: OrderFacts;
  readonly lines: readonly LineHistory[];
  /** The mediators who had the case, by id, with the level that they have now. */
  readonly mediators: ReadonlyMap<string, MediatorFacts>;
  /** What its clocks depend on beside the rules: calendars, and periods in which none ran. */
  readonly clocks: ClockSetting;
}

/** Something to look at in a replay: what was recorded, or that a period was declared in which clocks stand still. */
export interface Happening {
  readonly at: Date;
  /** Null for the period. */
  readonly recorded: RecordedEvent | null;
  /** Whose move it was on record then. */
  readonly waitedOn: WaitingOn;
}

/** What happened after the opening, in the order of time. */
export function happeningsOf({ events, clocks }: RecordedCourse): Happening[] {
  const acts = events.slice(1).map((recorded) => ({
    ...{ at: recorded.occurredAt, recorded, waitedOn: recorded.event.after.waitingOn },
  }));
  const declared = clocks.suspensions.flatMap(({ declaredAt: at }) => {
    const last = events.findLast(({ occurredAt }) => occurredAt <= at);
    return last === undefined ? [] : [{ at, recorded: null, waitedOn: last.event.after.waitingOn }];
  });
  return declared.length === 0 ? acts : [...acts, ...declared].toSorted(byTime);
}

function byTime(one: Happening, other: Happening): number {
  return one.at.getTime() - other.at.getTime();
}

/** The facts of the disputed lines as they were at an instant. */
export function linesAt(lines: readonly LineHistory[], instant: Date): ClaimableLine[] {
  return lines.map(({ refunds, ...line }) => ({
    ...line,
    refundedMinor: refunds.reduce(
      (sum, { at, amountMinor }) => (at <= instant ? sum + amountMinor : sum),
      0n,
    ),
    // No limit of a rulebook concerns what else was open on a line or decided for it: that is settled.
    openDisputeNumber: null,
    decidedReasons: [],
  }));
}

/** The order as it was at an instant: what a carrier did later had not happened. */
export function orderAt(order: OrderFacts, instant: Date): OrderFacts {
  const happened = (time: Date | null): Date | null => (time !== null && time <= instant ? time : null);
  return {
    ...order,
    shipments: order.shipments.map(({ handedOverAt, deliveredAt }) => ({
      handedOverAt: happened(handedOverAt),
      deliveredAt: happened(deliveredAt),
    })),
  };
}

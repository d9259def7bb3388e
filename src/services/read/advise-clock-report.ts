import { clockReport, lengthOf, type ClockReport } from "../../domain/dispute/clock-report.js";
import { HOUR_MS } from "../../domain/time.js";
import { eventFrom } from "../../persistence/event-payload.js";
import type { DisputeAdvisor } from "./advise-dispute.js";

/** An event as the compiler delivers it for the report. */
interface LoggedJson {
  readonly type: string;
  readonly occurred_at: string;
  readonly payload: unknown;
}

/** The report with durations in hours, as the schema shows them. */
interface ShownReport {
  readonly spans: readonly object[];
  readonly totals: readonly object[];
  readonly paused: object | null;
}

/** Where the time of the dispute went: from the whole log, whoever asks, for nobody's words are in it. */
export const adviseClockReport: DisputeAdvisor<ShownReport> = ({ clock }, source) => {
  const log = (source as unknown as { readonly $log: readonly LoggedJson[] }).$log;
  const entries = log.map(({ type, occurred_at: occurredAt, payload }) => ({
    event: eventFrom(type, payload),
    occurredAt: new Date(occurredAt),
  }));
  return inHours(clockReport(entries, clock.now()));
};

function inHours({ spans, totals, paused }: ClockReport): ShownReport {
  return {
    spans: spans.map((span) => {
      const hours = lengthOf(span) / HOUR_MS;
      const used = span.ground === null;
      return { ...span, usedHours: used ? hours : 0, pausedHours: used ? 0 : hours };
    }),
    totals: totals.map(({ party, usedMs, pausedMs }) => ({
      party,
      usedHours: usedMs / HOUR_MS,
      pausedHours: pausedMs / HOUR_MS,
    })),
    paused: paused === null ? null : { ...paused, remainingHours: paused.remainingMs / HOUR_MS },
  };
}

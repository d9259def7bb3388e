import type { Dispute, DisputeStatus } from "../dispute/dispute.js";
import { statuses } from "../dispute/statuses.js";

/** How long a dispute has waited for the mediation desk to be done with it. */
export interface QueuePlace {
  /** Since when: when the platform was called in, or the ruling appealed. */
  readonly queuedAt: Date;
  /** When the platform first let a clock of its own run out since then; null if it has not. */
  readonly overdueAt: Date | null;
}

/** Where a dispute stands before an event, as far as its place in the queue depends on it. */
type Standing = Pick<Dispute, "status" | "suspendedFrom" | "queue">;

function isDesks({ status, suspendedFrom }: Pick<Standing, "status" | "suspendedFrom">): boolean {
  return statuses[suspendedFrom ?? status].desk;
}

/** The events that tell that the platform was late, of those that count in the queue. */
const late: ReadonlySet<string> = new Set(["HUMAN_REVIEW_OVERDUE", "PLATFORM_DEADLINE_MISSED"]);

/**
 * The place in the queue after an event. It begins anew where the desk had nothing to do before; a case that
 * comes back to the queue, or was suspended, keeps the time that it has waited.
 */
export function queuePlaceAfter(
  before: Standing,
  event: { readonly type: string; readonly after: { readonly status: DisputeStatus } },
  occurredAt: Date,
): QueuePlace | null {
  if (statuses[event.after.status].desk && !isDesks(before)) return { queuedAt: occurredAt, overdueAt: null };
  const missed = late.has(event.type) && before.queue?.overdueAt === null;
  return missed ? { ...before.queue, overdueAt: occurredAt } : before.queue;
}

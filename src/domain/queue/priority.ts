import type { Dispute } from "../dispute/dispute.js";
import { totalOf } from "../dispute/remedy.js";
import { parseAmount } from "../money.js";
import type { QueueRule } from "../rulebook/queue-rule.js";
import type { ReasonRule } from "../rulebook/reason-rule.js";
import { addHours, HOUR_MS } from "../time.js";

/** What the marketplace says of a shopper, as far as it decides how soon somebody looks at a case. */
export interface ShopperStanding {
  /** The marketplace's own name of the membership tier; never shown to whoever rules. */
  readonly tier: string | null;
  readonly vulnerable: boolean;
}

/** A shopper of whom nothing is known. */
export const ordinaryShopper: ShopperStanding = { tier: null, vulnerable: false };

/** What the points of a case depend on, beside the case. */
export interface PriorityContext {
  readonly queue: QueueRule;
  readonly rule: Pick<ReasonRule, "urgent">;
  readonly shopper: ShopperStanding;
}

/** What the points and the age of a case are read from. */
export type Ranked = Pick<
  Dispute,
  "reason" | "claim" | "currency" | "perishable" | "clock" | "deadlineAt" | "openedAt" | "queue"
>;

/** The points of a case that do not grow with time, by where they come from. */
export interface PriorityPoints {
  readonly severity: number;
  readonly amount: number;
  readonly urgent: number;
  readonly perishable: number;
  readonly vulnerable: number;
  readonly deadline: number;
  readonly overdue: number;
  readonly tier: number;
}

/** The points of a case beside those for its age: whole numbers from 0, by the rulebook of the dispute. */
export function priorityPoints(dispute: Ranked, { queue, rule, shopper }: PriorityContext): PriorityPoints {
  return {
    severity: queue.severityByReason[dispute.reason] ?? queue.severity,
    amount: amountPoints(dispute, queue.amount),
    urgent: rule.urgent ? queue.urgent : 0,
    perishable: dispute.perishable ? queue.perishable : 0,
    vulnerable: shopper.vulnerable ? queue.vulnerable : 0,
    deadline: deadlinePoints(dispute, queue.deadline),
    overdue: (dispute.queue?.overdueAt ?? null) === null ? 0 : queue.overdue,
    tier: shopper.tier === null ? 0 : (queue.tiers[shopper.tier] ?? 0),
  };
}

function amountPoints({ claim, currency }: Ranked, { perPoint, most }: QueueRule["amount"]): number {
  const step = perPoint[currency];
  if (step === undefined) return 0;
  const { minor } = parseAmount(step, currency);
  if (minor <= 0n) return 0;
  const points = totalOf(claim.items) / minor;
  return points > BigInt(most) ? most : Number(points);
}

/** By the length of the whole clock, not by what is left of it: what is left changes with time, for all alike. */
function deadlinePoints(
  { clock, deadlineAt }: Ranked,
  { points, withinHours }: QueueRule["deadline"],
): number {
  if (clock.startedAt === null || deadlineAt === null) return 0;
  const hours = Math.max(0, (deadlineAt.getTime() - clock.startedAt.getTime()) / HOUR_MS);
  return hours >= withinHours ? 0 : Math.floor((points * (withinHours - hours)) / withinHours);
}

function sumOf(points: PriorityPoints): number {
  const each: readonly number[] = Object.values(points);
  return each.reduce((sum, one) => sum + one, 0);
}

/** Since when a case has waited; one that the platform was never called to, since it was opened. */
function waitsSince({ queue, openedAt }: Ranked): Date {
  return queue?.queuedAt ?? openedAt;
}

/** The score of a case at an instant: its points and one for each `hoursPerPoint` that it has waited. */
export function priorityScore(dispute: Ranked, context: PriorityContext, now: Date): number {
  const waitedHours = (now.getTime() - waitsSince(dispute).getTime()) / HOUR_MS;
  return sumOf(priorityPoints(dispute, context)) + waitedHours / context.queue.hoursPerPoint;
}

/**
 * The instant by which cases are ordered, the earliest first. All cases age alike, so one that has so many points
 * more ranks as if it had been queued so much earlier. Unlike the score it does not change with time: it is stored
 * with the dispute whenever something happens to it, and an index has the order ready. Under one rulebook
 * the order is that of {@link priorityScore} at every instant.
 */
export function ranksSince(dispute: Ranked, context: PriorityContext): Date {
  const points = sumOf(priorityPoints(dispute, context));
  return addHours(waitsSince(dispute), -points * context.queue.hoursPerPoint);
}

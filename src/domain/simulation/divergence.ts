import type { DisputeEventType } from "../dispute/event.js";
import type { Replay, ReplayStep } from "./replay-dispute.js";

/** Where two replays of one dispute part first. */
export interface Divergence {
  /** The recorded event at which, or after which, they part. */
  readonly sequence: number;
  readonly at: Date;
  /** Code of the clause by which they part. */
  readonly clause: string;
  /** A sentence for people. */
  readonly what: string;
}

/** What a draft would have changed about one dispute. */
export interface Comparison {
  readonly before: Replay;
  readonly after: Replay;
  /** Null where nothing that counts differs: the same end, the same money, the same time. */
  readonly divergence: Divergence | null;
}

/** The platform's own lateness leads nowhere by itself: where only that differs, courses have not parted. */
const idle: ReadonlySet<DisputeEventType> = new Set(["PLATFORM_DEADLINE_MISSED"]);

/**
 * Compares what became of a dispute under its own version with what becomes of it under a draft.
 * @param before the replay under the dispute's own version
 * @param after the replay under the draft
 */
export function compareReplays(before: Replay, after: Replay): Comparison {
  const same =
    before.outcome === after.outcome &&
    before.status === after.status &&
    before.moneyMinor === after.moneyMinor &&
    before.decidedAt?.getTime() === after.decidedAt?.getTime();
  return { before, after, divergence: same ? null : firstDivergence(before, after) };
}

function firstDivergence(before: Replay, after: Replay): Divergence {
  const ours = before.steps.filter(({ type }) => !idle.has(type));
  const theirs = after.steps.filter(({ type }) => !idle.has(type));
  const length = Math.max(ours.length, theirs.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [ours[index], theirs[index]];
    if (one === undefined || other === undefined || !alike(one, other)) return partingAt(one, other);
  }
  throw new Error("Two replays that end differently have a step that differs.");
}

function alike(one: ReplayStep, other: ReplayStep): boolean {
  return (
    one.type === other.type &&
    one.by === other.by &&
    one.at.getTime() === other.at.getTime() &&
    one.refused?.code === other.refused?.code &&
    one.status === other.status &&
    one.outcome === other.outcome &&
    one.moneyMinor === other.moneyMinor
  );
}

/** The earlier of the two steps is where they part; of two at once it is the draft's that is news. */
function partingAt(own: ReplayStep | undefined, draft: ReplayStep | undefined): Divergence {
  const isOwn = draft === undefined || (own !== undefined && own.at < draft.at);
  const cause = isOwn ? own : draft;
  if (cause === undefined) throw new Error("Replays part at a step.");
  const { sequence, at, clause } = cause;
  const together = own !== undefined && draft?.type === own.type && draft.at.getTime() === own.at.getTime();
  return { sequence, at, clause, what: together ? contrast(own, draft) : tell(cause, isOwn) };
}

function tell(step: ReplayStep, isOwn: boolean): string {
  const under = isOwn ? "Under the version in force then" : "Under the draft";
  const then = isOwn
    ? "; under the draft not at this time"
    : "; under the version in force then not at this time";
  return `${under} ${said(step)}${then}.`;
}

function contrast(own: ReplayStep, draft: ReplayStep): string {
  return `Under the version in force then ${said(own)}; under the draft ${said(draft)}.`;
}

function said({ type, refused, status, outcome, moneyMinor }: ReplayStep): string {
  if (refused !== null)
    return `${type} is refused with ${refused.code} (${refused.message.replace(/\.$/, "")})`;
  const end = outcome === null ? status : `${status}, ${outcome}`;
  return moneyMinor > 0n
    ? `${type} leads to ${end}, with ${moneyMinor} minor units owed`
    : `${type} leads to ${end}`;
}

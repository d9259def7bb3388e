import { sideOf } from "../access/viewer.js";
import { ErrorCode, refusal } from "../errors.js";
import type { CorrectionRule } from "../rulebook/correction-rule.js";
import { clarificationsOf, type RulingClarification } from "../ruling/correction.js";
import { addHours } from "../time.js";
import { appealableUntil } from "./appeal-guards.js";
import type { Dispute } from "./dispute.js";
import type { Guard, GuardContext } from "./guards.js";

/** The dispute ends, or would end, by the ruling: nothing has set it aside. */
export const rulingInForce: Guard = ({ ruling, outcome }) =>
  ruling !== null && ruling.outcome === outcome
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "No ruling is in force here: none was issued, or it was set aside.");

/**
 * The viewer wrote the ruling, or has at least the level of its author, who has been off shift for longer than a mediator
 * with a case may be.
 */
export const authorOrStandIn: Guard = ({ ruling }, context) => {
  if (ruling?.mediatorId === context.viewer.id || mayStandIn(context)) return null;
  return refusal(
    ErrorCode.FORBIDDEN,
    `Only who ruled can do this. Somebody of the same level or above can once that one has been off shift for ${context.rulebook.desk.offShiftHours} hours.`,
  );
};

function mayStandIn({ mediator, viewerLevel, rulingAuthor, rulebook, now }: GuardContext): boolean {
  if (rulingAuthor === undefined || rulingAuthor.offShiftSince === null) return false;
  const isGone = addHours(rulingAuthor.offShiftSince, rulebook.desk.offShiftHours) <= now;
  return isGone && (mediator?.level ?? viewerLevel ?? 0) >= rulingAuthor.level;
}

/** Until when the ruling in force can be corrected; null where there is none. */
export function correctableUntil(
  { ruling }: Pick<Dispute, "ruling">,
  { corrections }: { readonly corrections: CorrectionRule },
): Date | null {
  return ruling === null ? null : addHours(ruling.issuedAt, corrections.correctionHours);
}

/** The time to correct the ruling is not over. */
export const correctable: Guard = (dispute, { now, rulebook }) => {
  const until = correctableUntil(dispute, rulebook);
  if (until !== null && now < until) return null;
  const at = until?.toISOString() ?? null;
  return refusal(
    ErrorCode.WINDOW_CLOSED,
    `The ruling could be corrected until ${String(at)}. Now it stands as it is.`,
    { details: { correctableUntil: at } },
  );
};

/** The viewer's side can still ask what the ruling means: in the time to appeal, and as often as the rulebook allows. */
export const clarificationLeft: Guard = (dispute, { viewer, rulebook, now }) => {
  const { clarificationsPerSide } = rulebook.corrections;
  const own = clarificationsOf(dispute, dispute.ruling?.id).filter(
    ({ side }) => side === sideOf(viewer.role),
  );
  if (own.length >= clarificationsPerSide)
    return refusal(
      ErrorCode.ATTEMPT_LIMIT,
      `Your side has asked what the ruling means ${own.length} times, which is the limit. Appeal where it cannot be carried out.`,
    );
  const until = appealableUntil(dispute);
  if (until !== null && now < until) return null;
  return refusal(
    ErrorCode.WINDOW_CLOSED,
    "What a ruling means can be asked as long as it can be appealed, and that time is over. Write a message.",
    { details: { appealableUntil: until?.toISOString() ?? null } },
  );
};

/** The questions about the ruling in force that nobody has answered, oldest first. */
export function openClarifications(
  dispute: Pick<Dispute, "clarifications" | "ruling">,
): RulingClarification[] {
  return clarificationsOf(dispute, dispute.ruling?.id).filter(({ answeredAt }) => answeredAt === null);
}

/** A side waits to hear what the ruling means. */
export const clarificationAwaited: Guard = (dispute) =>
  openClarifications(dispute).length > 0
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "Nobody waits to hear what the ruling means.");

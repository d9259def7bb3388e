import type { Dispute } from "../dispute/dispute.js";
import { eligibilityRefusals } from "../dispute/eligibility.js";
import type { DisputeEvent } from "../dispute/event.js";
import { evolve } from "../dispute/evolve.js";
import { startClock } from "../dispute/running-clock.js";
import { checkTerms } from "../dispute/terms.js";
import { ErrorCode, refusal, RefusedError, type Refusal } from "../errors.js";
import { adjustedRule, adjustmentsFor, ruleOfDispute, type RuleAdjustment } from "../rulebook/adjustments.js";
import { ruleFor } from "../rulebook/reason.js";
import type { ReasonRule, Rulebook } from "../rulebook/rulebook.js";
import { viewerOf } from "./rebuild-command.js";
import { linesAt, orderAt, type RecordedCourse, type RecordedEvent } from "./recorded-course.js";

type OpeningEvent = Extract<DisputeEvent, { type: "DISPUTE_OPENED" }>;

/** A recorded opening. */
export type RecordedOpening = RecordedEvent & { readonly event: OpeningEvent };

/** The opening of a course. @throws Error if its log begins with anything else */
export function openingOf({ events: [first] }: RecordedCourse): RecordedOpening {
  if (first?.event.type !== "DISPUTE_OPENED") throw new Error("A dispute's log begins with DISPUTE_OPENED.");
  return { ...first, event: first.event };
}

/**
 * Why a rulebook would not have let the dispute be opened; null if it would have. What the dispute's own
 * version would refuse too does not count: that version did let it be opened, so the facts have changed since.
 * @param own the version that the dispute was opened under
 */
export function refusalOfOpening(course: RecordedCourse, rulebook: Rulebook, own: Rulebook): Refusal | null {
  if (rulebook === own) return null;
  const excused = new Set(refusalsOf(course, own).map(kindOf));
  return refusalsOf(course, rulebook).find((refused) => !excused.has(kindOf(refused))) ?? null;
}

function kindOf({ code, field }: Refusal): string {
  return `${code} ${field.join(".")}`;
}

function refusalsOf(course: RecordedCourse, rulebook: Rulebook): Refusal[] {
  const opening = openingOf(course);
  const { dispute } = opening.event;
  const base = ruleFor(rulebook, dispute.reason);
  if (base === null) {
    return [
      refusal(ErrorCode.VALIDATION, `${rulebook.version} knows no reason ${dispute.reason}.`, {
        field: ["reason"],
      }),
    ];
  }
  const now = opening.occurredAt;
  const lines = linesAt(course.lines, now);
  const adjustments = adjustmentsUnder(course, base, rulebook);
  const rule = adjustedRule(base, adjustments);
  const question = { order: orderAt(course.order, now), lines, rule, rulebook, adjustments, now };
  const { remedy, items } = dispute.claim;
  return [
    ...eligibilityRefusals({ ...question, remedy, viewer: viewerOf(opening, dispute) }),
    ...termsRefusals(() => {
      checkTerms(items, { lines, rule, rulebook, currency: dispute.currency }, "lines");
    }),
  ];
}

function termsRefusals(check: () => void): Refusal[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof RefusedError) return [...error.refusals];
    throw error;
  }
}

/**
 * What categories and promises make different under a rulebook. Under the version that the dispute was opened under it
 * is what was found then.
 */
function adjustmentsUnder(
  course: RecordedCourse,
  rule: ReasonRule,
  rulebook: Rulebook,
): readonly RuleAdjustment[] {
  const { event, occurredAt } = openingOf(course);
  const { rulebookVersion, adjustments } = evolve(null, event, occurredAt);
  if (rulebook.version === rulebookVersion) return adjustments;
  return adjustmentsFor(rulebook, rule, { lines: course.lines, now: occurredAt });
}

/** The opening as it would have been recorded under another rulebook: pinned to it, with the clock that it sets. */
export function repinned(course: RecordedCourse, rulebook: Rulebook): OpeningEvent {
  const { event, occurredAt: now } = openingOf(course);
  const base = ruleFor(rulebook, event.dispute.reason);
  const adjustments = base === null ? [] : adjustmentsUnder(course, base, rulebook);
  const dispute: Dispute = { ...event.dispute, rulebookVersion: rulebook.version, adjustments };
  const standing = { ...dispute, ...event.after };
  const context = { now, rule: ruleOfDispute(rulebook, dispute), rulebook, clocks: course.clocks };
  return { ...event, dispute, after: { ...event.after, ...startClock(standing, context) } };
}

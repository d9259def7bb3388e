import type { Dispute } from "../dispute/dispute.js";
import { eligibilityRefusals } from "../dispute/eligibility.js";
import type { DisputeEvent } from "../dispute/event.js";
import { evolve } from "../dispute/evolve.js";
import { startClock } from "../dispute/running-clock.js";
import { checkTerms } from "../dispute/terms.js";
import { ErrorCode, refusal, RefusedError, type Refusal } from "../errors.js";
import { adjustedRule, adjustmentsFor, ruleOfDispute, type RuleAdjustment } from "../rulebook/adjustments.js";
import { ruleFor } from "../rulebook/reason.js";
import type { Rulebook } from "../rulebook/rulebook.js";
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
  const excused = new Set(refusalsOf(course, own, own).map(kindOf));
  return refusalsOf(course, rulebook, own).find((refused) => !excused.has(kindOf(refused))) ?? null;
}

function kindOf({ code, field }: Refusal): string {
  return `${code} ${field.join(".")}`;
}

function refusalsOf(course: RecordedCourse, rulebook: Rulebook, own: Rulebook): Refusal[] {
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
  const adjustments = adjustmentsUnder(course, rulebook, own);
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
 * What categories and promises make different under a rulebook. It is what was found at the opening wherever the
 * rulebook finds the same in what is known today as the dispute's own version does: the marketplace may have told
 * otherwise since, which is no merit of a draft.
 */
function adjustmentsUnder(
  course: RecordedCourse,
  rulebook: Rulebook,
  own: Rulebook,
): readonly RuleAdjustment[] {
  const { event, occurredAt: now } = openingOf(course);
  const { reason, adjustments } = evolve(null, event, now);
  const foundBy = (version: Rulebook): RuleAdjustment[] => {
    const rule = ruleFor(version, reason);
    return rule === null ? [] : adjustmentsFor(version, rule, { lines: course.lines, now });
  };
  if (rulebook === own) return adjustments;
  const found = foundBy(rulebook);
  return JSON.stringify(found) === JSON.stringify(foundBy(own)) ? adjustments : found;
}

/**
 * The opening as it would have been recorded under another rulebook: pinned to it, with the clock that it sets.
 * @param own the version that the dispute was opened under
 */
export function repinned(course: RecordedCourse, rulebook: Rulebook, own: Rulebook): OpeningEvent {
  const { event, occurredAt: now } = openingOf(course);
  const adjustments = adjustmentsUnder(course, rulebook, own);
  const dispute: Dispute = { ...event.dispute, rulebookVersion: rulebook.version, adjustments };
  const standing = { ...dispute, ...event.after };
  const context = { now, rule: ruleOfDispute(rulebook, dispute), rulebook, clocks: course.clocks };
  return { ...event, dispute, after: { ...event.after, ...startClock(standing, context) } };
}

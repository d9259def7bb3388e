import { deadlineOf } from "../dispute/deadlines.js";
import type { Dispute } from "../dispute/dispute.js";
import { eligibilityRefusals } from "../dispute/eligibility.js";
import type { DisputeEvent } from "../dispute/event.js";
import { checkTerms } from "../dispute/terms.js";
import { ErrorCode, refusal, RefusedError, type Refusal } from "../errors.js";
import { ruleFor, ruleOf } from "../rulebook/reason.js";
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
  const excused = new Set(refusalsOf(course, own).map(kindOf));
  return refusalsOf(course, rulebook).find((refused) => !excused.has(kindOf(refused))) ?? null;
}

function kindOf({ code, field }: Refusal): string {
  return `${code} ${field.join(".")}`;
}

function refusalsOf(course: RecordedCourse, rulebook: Rulebook): Refusal[] {
  const opening = openingOf(course);
  const { dispute } = opening.event;
  const rule = ruleFor(rulebook, dispute.reason);
  if (rule === null) {
    return [
      refusal(ErrorCode.VALIDATION, `${rulebook.version} knows no reason ${dispute.reason}.`, {
        field: ["reason"],
      }),
    ];
  }
  const now = opening.occurredAt;
  const lines = linesAt(course.lines, now);
  const question = { order: orderAt(course.order, now), lines, rule, rulebook, now };
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

/** The opening as it would have been recorded under another rulebook: pinned to it, with the clock that it sets. */
export function repinned({ event, occurredAt }: RecordedOpening, rulebook: Rulebook): OpeningEvent {
  const dispute: Dispute = { ...event.dispute, rulebookVersion: rulebook.version };
  const { perishable, level, reason } = dispute;
  const rule = ruleOf(rulebook, reason);
  const clock = { now: occurredAt, rule, timers: rulebook.timers, perishable, level };
  return {
    ...event,
    dispute,
    after: { ...event.after, deadlineAt: deadlineOf(event.after.status, dispute, clock) },
  };
}

import { Role, type Viewer } from "../access/viewer.js";
import { ErrorCode, refusal, type Refusal } from "../errors.js";

/** How far a piece of feedback on a rule has come; reference.md 3.7. */
export const FeedbackStatus = {
  ACCEPTED: "ACCEPTED",
  NEW: "NEW",
  REJECTED: "REJECTED",
  SHIPPED: "SHIPPED",
  TRIAGED: "TRIAGED",
} as const;
export type FeedbackStatus = (typeof FeedbackStatus)[keyof typeof FeedbackStatus];

/** What is the matter with the rule; needs.md W08. */
export const FeedbackKind = {
  LOOPHOLE: "LOOPHOLE",
  SUGGESTION: "SUGGESTION",
  UNCLEAR: "UNCLEAR",
  UNFAIR: "UNFAIR",
} as const;
export type FeedbackKind = (typeof FeedbackKind)[keyof typeof FeedbackKind];

/** How much feedback one author may have under way from one day. */
export const FEEDBACK_A_DAY = 5;

/** One row of the table: an answer that moves feedback on. */
export interface FeedbackTransition {
  readonly from: FeedbackStatus;
  readonly to: FeedbackStatus;
  readonly by: readonly Role[];
  /** What the answer must say beside the new status: words for the author, the version, or nothing. */
  readonly needs: "ANSWER" | "NOTHING" | "VERSION";
}

const editors = [Role.RULE_EDITOR, Role.RULE_APPROVER];

/** The complete table; REJECTED and SHIPPED are final. What was accepted can still fail in consultation. */
export const feedbackTransitions: readonly FeedbackTransition[] = [
  { from: FeedbackStatus.NEW, to: FeedbackStatus.TRIAGED, by: editors, needs: "NOTHING" },
  { from: FeedbackStatus.TRIAGED, to: FeedbackStatus.ACCEPTED, by: editors, needs: "ANSWER" },
  { from: FeedbackStatus.TRIAGED, to: FeedbackStatus.REJECTED, by: editors, needs: "ANSWER" },
  { from: FeedbackStatus.ACCEPTED, to: FeedbackStatus.SHIPPED, by: editors, needs: "VERSION" },
  { from: FeedbackStatus.ACCEPTED, to: FeedbackStatus.REJECTED, by: editors, needs: "ANSWER" },
];

/** The statuses in which feedback waits for an answer or for its version. */
export const openFeedback: readonly FeedbackStatus[] = [
  ...new Set(feedbackTransitions.map(({ from }) => from)),
];

const silent: ReadonlySet<Role> = new Set([Role.AUDITOR, Role.INTEGRATION, Role.SYSTEM]);

/** Whether a role may give feedback: people who live with the rules. Machines have no say, auditors write nothing. */
export function mayGiveFeedback(role: Role): boolean {
  return !silent.has(role);
}

const readers: ReadonlySet<Role> = new Set([Role.AUDITOR, ...editors]);

/** Whether a role sees who gave feedback and about which dispute; everybody else sees that of their own alone. */
export function seesFeedbackAuthors(role: Role): boolean {
  return readers.has(role);
}

/** Why a role may not answer feedback at all; null if it may. */
export function refusedAnswerer(role: Role): Refusal | null {
  if (feedbackTransitions.some(({ by }) => by.includes(role))) return null;
  const message = `The role ${role} does not answer rule feedback: RULE_EDITOR and RULE_APPROVER do.`;
  return refusal(ErrorCode.FORBIDDEN, message);
}

/** Feedback as far as answering it goes. */
export interface AnswerableFeedback {
  /** UUID. */
  readonly authorId: string;
  readonly status: FeedbackStatus;
}

/** What staff say to it. */
export interface FeedbackAnswer {
  readonly status: FeedbackStatus;
  /** Words for the author. */
  readonly answer: string | null;
  /** The version that shipped it. */
  readonly shippedVersion: string | null;
}

/**
 * Judges an answer to feedback by role, author and status.
 * @returns the row that permits it, or FORBIDDEN, STATE_CONFLICT or VALIDATION; whether the version that it names
 *   has really changed the clause is another question
 */
export function judgeAnswer(
  feedback: AnswerableFeedback,
  answer: FeedbackAnswer,
  viewer: Viewer,
): { readonly row: FeedbackTransition } | { readonly refused: Refusal } {
  const forbidden = refusedAnswerer(viewer.role);
  if (forbidden !== null) return { refused: forbidden };
  if (viewer.id === feedback.authorId) {
    const message = "Nobody answers feedback of their own. Somebody else of the rule staff must.";
    return { refused: refusal(ErrorCode.FORBIDDEN, message) };
  }
  const leaving = feedbackTransitions.filter(({ from }) => from === feedback.status);
  const row = leaving.find(({ to, by }) => to === answer.status && by.includes(viewer.role));
  if (row === undefined) return { refused: wrongStatus(feedback.status, answer.status, leaving) };
  const refused = missingIn(row, answer);
  return refused === null ? { row } : { refused };
}

function wrongStatus(
  from: FeedbackStatus,
  to: FeedbackStatus,
  leaving: readonly FeedbackTransition[],
): Refusal {
  const possible = [...new Set(leaving.map((row) => row.to))];
  const then = possible.length === 0 ? "That is final" : `It can become ${possible.join(" or ")}`;
  return refusal(ErrorCode.STATE_CONFLICT, `The feedback is ${from} and cannot become ${to}. ${then}.`, {
    field: ["status"],
    details: { status: from, possible },
  });
}

function missingIn({ to, needs }: FeedbackTransition, answer: FeedbackAnswer): Refusal | null {
  if (needs === "ANSWER" && answer.answer === null) {
    const message = `Tell the author why the feedback is ${to}: \`answer\` is missing.`;
    return refusal(ErrorCode.VALIDATION, message, { field: ["answer"] });
  }
  if ((needs === "VERSION") === (answer.shippedVersion !== null)) return null;
  const message =
    needs === "VERSION"
      ? "Name the published version that shipped the change: `shippedVersion` is missing."
      : `Only ${FeedbackStatus.SHIPPED} names a version. Leave \`shippedVersion\` out.`;
  return refusal(ErrorCode.VALIDATION, message, { field: ["shippedVersion"] });
}

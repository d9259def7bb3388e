import { DisputeAction } from "../dispute/action.js";
import { openChallengeOf } from "../dispute/desk.js";
import type { Dispute } from "../dispute/dispute.js";
import { ErrorCode, refusal, type Refusal } from "../errors.js";

/** What somebody may have done in a dispute before, as far as it bars acts that come later. */
export const OwnAct = {
  /** Is the mediator whom an undecided challenge is about. */
  CHALLENGED: "CHALLENGED",
  /** Had the case and was taken off it by a challenge or a reopening, or stepped down. */
  LEFT_CASE: "LEFT_CASE",
  /** Wrote the ruling. */
  RULED: "RULED",
} as const;
export type OwnAct = (typeof OwnAct)[keyof typeof OwnAct];

/** Who did which of these in a dispute: one predicate for each, of a person's UUID. */
const did: Readonly<Record<OwnAct, (dispute: Dispute, personId: string) => boolean>> = {
  CHALLENGED: (dispute, personId) => openChallengeOf(dispute)?.mediatorId === personId,
  LEFT_CASE: ({ desk }, personId) => desk.removedMediatorIds.includes(personId),
  RULED: ({ ruling }, personId) => ruling?.mediatorId === personId,
};

/** One line of the separation of duties: whoever did this earlier does not do that. */
export interface Separation {
  /** What is forbidden: to the viewer who acts, or to the mediator who is to get the case. */
  readonly act: DisputeAction;
  readonly after: OwnAct;
  readonly code: ErrorCode;
  /** What, why, what to do. */
  readonly message: string;
}

const challenge = "Who is challenged does not decide on it. Leave it to another senior mediator.";
const left =
  "Who was challenged with success, stepped down or had the case before it was reopened does not get it again. Leave it to somebody else.";
const appeal = "Whoever wrote a ruling does not decide on its appeal. Leave it to another senior mediator.";

/** The separation of duties within one dispute; model.md section 2. Every line is tested, and guards read it. */
export const separations: readonly Separation[] = [
  ...[DisputeAction.ASSIGN_MEDIATOR, DisputeAction.CLAIM_NEXT_CASE, DisputeAction.TRANSFER_CASE].map(
    (act) => ({
      act,
      after: OwnAct.LEFT_CASE,
      code: ErrorCode.CONFLICT_OF_INTEREST,
      message: left,
    }),
  ),
  {
    act: DisputeAction.DECIDE_CHALLENGE,
    after: OwnAct.CHALLENGED,
    code: ErrorCode.FOUR_EYES_REQUIRED,
    message: challenge,
  },
  {
    act: DisputeAction.DECIDE_APPEAL,
    after: OwnAct.RULED,
    code: ErrorCode.FOUR_EYES_REQUIRED,
    message: appeal,
  },
];

/**
 * Why a person may not do something in a dispute because of what the same person did in it before.
 * @param personId UUID of who acts, or of the mediator who is to get the case
 * @returns null where nothing stands against it
 */
export function separatedBy(act: DisputeAction, dispute: Dispute, personId: string): Refusal | null {
  const line = separations.find(
    (separation) => separation.act === act && did[separation.after](dispute, personId),
  );
  return line === undefined ? null : refusal(line.code, line.message);
}

import { DisputeAction } from "../dispute/action.js";
import { openChallengeOf } from "../dispute/desk.js";
import type { Dispute } from "../dispute/dispute.js";
import { appealableOf } from "../dispute/inadmissibility.js";
import { ErrorCode, refusal, type Refusal } from "../errors.js";
import { hasNoted } from "../ruling/correction.js";

/** What somebody may have done in a dispute before, or be in it, as far as it bars acts that come later. */
export const OwnAct = {
  /** Is the mediator whom an undecided challenge is about. */
  CHALLENGED: "CHALLENGED",
  /** Is whom the complaint in question is about. */
  COMPLAINED_ABOUT: "COMPLAINED_ABOUT",
  /** Corrected the ruling, or said what it means, in its author's place. */
  NOTED: "NOTED",
  /** Wrote the draft of the ruling in question. */
  DRAFTED: "DRAFTED",
  /** Has the case. */
  HAS_CASE: "HAS_CASE",
  /** Had the case and was taken off it by a challenge or a reopening, or stepped down. */
  LEFT_CASE: "LEFT_CASE",
  /** Wrote the ruling, or declared the dispute inadmissible. */
  RULED: "RULED",
} as const;
export type OwnAct = (typeof OwnAct)[keyof typeof OwnAct];

/** Acts of the staff that are no commands of the dispute machine and are separated all the same. */
export const StaffAct = { CLEAR_COMPLAINT: "CLEAR_COMPLAINT", REVIEW_RULING: "REVIEW_RULING" } as const;
export type StaffAct = (typeof StaffAct)[keyof typeof StaffAct];

/** A dispute, with whom the matter in question is about where that is not in it; UUIDs. */
export interface Matter extends Pick<
  Dispute,
  | "clarifications"
  | "corrections"
  | "desk"
  | "inadmissibility"
  | "mediatorId"
  | "outcome"
  | "ruling"
  | "status"
> {
  readonly complaintAboutId?: string | undefined;
  readonly draftAuthorId?: string | undefined;
}

/** Who did which of these in a dispute: one predicate for each, of a person's UUID. */
const did: Readonly<Record<OwnAct, (matter: Matter, personId: string) => boolean>> = {
  CHALLENGED: (matter, personId) => openChallengeOf(matter)?.mediatorId === personId,
  COMPLAINED_ABOUT: ({ complaintAboutId }, personId) => complaintAboutId === personId,
  DRAFTED: ({ draftAuthorId }, personId) => draftAuthorId === personId,
  HAS_CASE: ({ mediatorId }, personId) => mediatorId === personId,
  LEFT_CASE: ({ desk }, personId) => desk.removedMediatorIds.includes(personId),
  NOTED: (matter, personId) => {
    const rulingId = appealableOf(matter)?.rulingId ?? null;
    return rulingId !== null && hasNoted(matter, { rulingId, personId });
  },
  RULED: (matter, personId) => appealableOf(matter)?.mediatorId === personId,
};

/** One line of the separation of duties: whoever did this earlier does not do that. */
export interface Separation {
  /** What is forbidden: to the viewer who acts, or to the mediator who is to get the case. */
  readonly act: DisputeAction | StaffAct;
  readonly after: OwnAct;
  readonly code: ErrorCode;
  /** What, why, what to do. */
  readonly message: string;
}

const challenge = "Who is challenged does not decide on it. Leave it to another senior mediator.";
const challengeOfSuccessor =
  "Who was challenged with success, stepped down or had the case before it was reopened does not decide on a challenge of who has it now. Leave it to another senior mediator.";
const complaint = "A complaint about yourself is cleared by another senior mediator.";
const left =
  "Who was challenged with success, stepped down or had the case before it was reopened does not get it again. Leave it to somebody else.";
const appeal =
  "Who ruled on the case, corrected the ruling or had it in hand does not decide its appeal. Leave it to somebody else.";
const review = "Nobody reviews their own ruling. Another senior mediator has to look at it.";

type Pair = Pick<Separation, "act" | "after">;

const fourEyes = (message: string, ...pairs: readonly Pair[]): Separation[] =>
  pairs.map((pair) => ({ ...pair, code: ErrorCode.FOUR_EYES_REQUIRED, message }));
const conflicting = (message: string, ...pairs: readonly Pair[]): Separation[] =>
  pairs.map((pair) => ({ ...pair, code: ErrorCode.CONFLICT_OF_INTEREST, message }));

/**
 * The separation of duties within one dispute; model.md section 2. Every line is tested, and guards read it. Who had any
 * part in the first instance is found in the log, not in the dispute: see `handledBefore`.
 */
export const separations: readonly Separation[] = [
  ...conflicting(
    left,
    { act: DisputeAction.ASSIGN_MEDIATOR, after: OwnAct.LEFT_CASE },
    { act: DisputeAction.CLAIM_NEXT_CASE, after: OwnAct.LEFT_CASE },
    { act: DisputeAction.DECIDE_HUMAN_REVIEW, after: OwnAct.LEFT_CASE },
    { act: DisputeAction.DECLARE_INADMISSIBLE, after: OwnAct.LEFT_CASE },
    { act: DisputeAction.DECIDE_SHARED_FINDING, after: OwnAct.LEFT_CASE },
    { act: DisputeAction.TRANSFER_CASE, after: OwnAct.LEFT_CASE },
  ),
  ...fourEyes(challenge, { act: DisputeAction.DECIDE_CHALLENGE, after: OwnAct.CHALLENGED }),
  ...conflicting(challengeOfSuccessor, { act: DisputeAction.DECIDE_CHALLENGE, after: OwnAct.LEFT_CASE }),
  ...conflicting(
    appeal,
    { act: DisputeAction.DECIDE_APPEAL, after: OwnAct.HAS_CASE },
    { act: DisputeAction.DECIDE_APPEAL, after: OwnAct.NOTED },
    { act: DisputeAction.DECIDE_APPEAL, after: OwnAct.RULED },
  ),
  ...fourEyes(complaint, { act: StaffAct.CLEAR_COMPLAINT, after: OwnAct.COMPLAINED_ABOUT }),
  ...fourEyes(
    review,
    { act: StaffAct.REVIEW_RULING, after: OwnAct.DRAFTED },
    { act: StaffAct.REVIEW_RULING, after: OwnAct.HAS_CASE },
  ),
];

/**
 * Why a person may not do something in a dispute because of what the same person did in it before.
 * @param personId UUID of who acts, or of the mediator who is to get the case
 * @returns null where nothing stands against it
 */
export function separatedBy(act: Separation["act"], matter: Matter, personId: string): Refusal | null {
  const line = separations.find(
    (separation) => separation.act === act && did[separation.after](matter, personId),
  );
  return line === undefined ? null : refusal(line.code, line.message);
}

import type { Side } from "../access/viewer.js";
import type { Level } from "../rulebook/level.js";
import { DisputeStatus, type Dispute } from "./dispute.js";
import { underReview } from "./table-parts.js";

/** Why a side says that a mediator should not have its case. */
export const ChallengeGround = {
  CONFLICT_OF_INTEREST: "CONFLICT_OF_INTEREST",
  HEARD_ONE_SIDE: "HEARD_ONE_SIDE",
  OTHER: "OTHER",
  PREJUDGED: "PREJUDGED",
  RUDENESS: "RUDENESS",
} as const;
export type ChallengeGround = (typeof ChallengeGround)[keyof typeof ChallengeGround];

/** How a challenge ends. MOOT: the mediator left the case before anybody decided. */
export const ChallengeOutcome = { MOOT: "MOOT", REJECTED: "REJECTED", UPHELD: "UPHELD" } as const;
export type ChallengeOutcome = (typeof ChallengeOutcome)[keyof typeof ChallengeOutcome];

/** Why the platform takes a case from its mediator. */
export const ReleaseCause = {
  BELOW_LEVEL: "BELOW_LEVEL",
  OFF_SHIFT: "OFF_SHIFT",
  SILENT: "SILENT",
} as const;
export type ReleaseCause = (typeof ReleaseCause)[keyof typeof ReleaseCause];

/** A side's challenge of the mediator who has the case. */
export interface Challenge {
  readonly id: string;
  readonly side: Side;
  readonly mediatorId: string;
  /** Null: without reasons, which is upheld at once. */
  readonly ground: ChallengeGround | null;
  readonly statement: string | null;
  readonly madeAt: Date;
  /** Until when a senior decides; the level rises when nobody has. Null where nothing is to decide. */
  readonly decideUntil: Date | null;
  /** Null while it is undecided. */
  readonly outcome: ChallengeOutcome | null;
  readonly decidedAt: Date | null;
  /** Why it was upheld or rejected; null where nobody had to say. */
  readonly reason: string | null;
}

/** That somebody asked for a higher level. */
export interface Escalation {
  /** Null: the mediator. */
  readonly side: Side | null;
  readonly fromLevel: Level;
  readonly at: Date;
  readonly reason: string;
}

/** What a predecessor did that the successor confirms or does anew: EVIDENCE_ROUND_1, …, or EVIDENCE_DECISIONS. */
export type EarlierStep = "EVIDENCE_DECISIONS" | `EVIDENCE_ROUND_${number}`;

/** Who had the case, and what came of that. */
export interface DisputeDesk {
  /** Until when either side may challenge the present mediator without reasons; null while nobody has the case. */
  readonly challengeUntil: Date | null;
  /** UUIDs of mediators who never get the case again: challenged with success, stepped down, or in charge before a reopening. */
  readonly removedMediatorIds: readonly string[];
  readonly challenges: readonly Challenge[];
  readonly escalations: readonly Escalation[];
  /** What was done before the present mediator's time and counts only once confirmed. */
  readonly stepsToConfirm: readonly EarlierStep[];
  /** Where the last unconfirmed round stood when its mediator left. */
  readonly interrupted: "EVIDENCE" | "REBUTTAL" | null;
  /** The least level of whoever decides, since a side or the mediator asked for a higher one. */
  readonly requiredLevel: Level;
}

/** What a dispute begins with, and what disputes from before this was kept have. */
export const noDesk: DisputeDesk = {
  challengeUntil: null,
  removedMediatorIds: [],
  challenges: [],
  escalations: [],
  stepsToConfirm: [],
  interrupted: null,
  requiredLevel: 1,
};

/** The challenge of the present mediator that awaits a decision; null if there is none. */
export function openChallengeOf({
  desk,
  mediatorId,
  status,
}: Pick<Dispute, "desk" | "mediatorId" | "status">): Challenge | null {
  if (!underReview.includes(status)) return null;
  const challenge = desk.challenges.at(-1);
  return challenge?.outcome === null && challenge.mediatorId === mediatorId ? challenge : null;
}

const decided: ReadonlySet<string> = new Set(["ADMITTED", "EXCLUDED"]);

function stepsOf({ evidence }: Dispute): EarlierStep[] {
  const rounds = evidence.rounds.map(({ number }): EarlierStep => `EVIDENCE_ROUND_${number}`);
  return evidence.items.some(({ status }) => decided.has(status))
    ? [...rounds, "EVIDENCE_DECISIONS"]
    : rounds;
}

function interruptedIn({ status, desk }: Dispute): DisputeDesk["interrupted"] {
  return status === DisputeStatus.EVIDENCE || status === DisputeStatus.REBUTTAL ? status : desk.interrupted;
}

/** Ends the open challenge of a dispute, if there is one. */
export function endChallenge(
  dispute: Dispute,
  end: Pick<Challenge, "outcome" | "decidedAt" | "reason">,
): readonly Challenge[] {
  const open = openChallengeOf(dispute);
  return dispute.desk.challenges.map((challenge) =>
    challenge === open ? { ...challenge, ...end } : challenge,
  );
}

/** The mediator left the case for good: nothing that he or she did stands by itself. */
export function removed(dispute: Dispute, challenges: readonly Challenge[]): Partial<Dispute> {
  const { desk, mediatorId } = dispute;
  return {
    mediatorId: null,
    desk: {
      ...desk,
      challenges,
      challengeUntil: null,
      removedMediatorIds:
        mediatorId === null ? desk.removedMediatorIds : [...desk.removedMediatorIds, mediatorId],
      stepsToConfirm: stepsOf(dispute),
      interrupted: interruptedIn(dispute),
    },
  };
}

/** What the desk of a dispute takes over from that of one that goes on in it. */
export type JoinedDesk = Pick<DisputeDesk, "removedMediatorIds" | "requiredLevel">;

/** Who may not have either case, and the higher of the levels that were asked for, hold for both together. */
export function joinedDesk({ desk: own }: Pick<Dispute, "desk">, other: Pick<Dispute, "desk">): JoinedDesk {
  const { removedMediatorIds, requiredLevel } = other.desk;
  return {
    removedMediatorIds: [...new Set([...own.removedMediatorIds, ...removedMediatorIds])],
    requiredLevel: own.requiredLevel > requiredLevel ? own.requiredLevel : requiredLevel,
  };
}

/** The case with another mediator; what the one before did goes on to stand, or to await its confirmation. */
export function handed(
  { desk }: Dispute,
  mediatorId: string | null,
  challengeUntil: Date | null,
): Partial<Dispute> {
  return { mediatorId, desk: { ...desk, challengeUntil } };
}

/** With earlier steps confirmed, or done anew. */
export function settled(desk: DisputeDesk, done: (step: EarlierStep) => boolean): DisputeDesk {
  const stepsToConfirm = desk.stepsToConfirm.filter((step) => !done(step));
  if (stepsToConfirm.length === desk.stepsToConfirm.length) return desk;
  const interrupted = stepsToConfirm.some(isRound) ? desk.interrupted : null;
  return { ...desk, stepsToConfirm, interrupted };
}

/** Whether a step is an evidence round. */
export function isRound(step: EarlierStep): boolean {
  return step !== "EVIDENCE_DECISIONS";
}

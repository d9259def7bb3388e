import type { Side } from "../../access/viewer.js";
import type { Level } from "../../rulebook/level.js";
import type { Challenge, ChallengeOutcome, EarlierStep, ReleaseCause } from "../desk.js";
import type { Inadmissibility } from "../inadmissibility.js";

/** What happened about who has the case. */
export type DeskOccurrence =
  | {
      readonly type: "MEDIATOR_ASSIGNED";
      readonly mediatorId: string;
      /** Until when either side may challenge without reasons; absent in events from before it was kept. */
      readonly challengeUntil?: Date;
    }
  | { readonly type: "MEDIATOR_CHALLENGED"; readonly challenge: Challenge }
  | {
      readonly type: "CHALLENGE_DECIDED";
      readonly challengeId: string;
      readonly outcome: ChallengeOutcome;
      readonly reason: string;
    }
  | { readonly type: "CHALLENGE_OVERDUE"; readonly challengeId: string; readonly decideUntil: Date }
  | { readonly type: "MEDIATOR_RECUSED"; readonly reason: string }
  | {
      readonly type: "CASE_TRANSFERRED";
      readonly fromMediatorId: string | null;
      readonly mediatorId: string;
      readonly challengeUntil: Date;
      readonly reason: string;
      readonly handoverId: string;
      /** SHA-256 (hex) of the hand-over capsule, which is staff's alone: it stands in a row of its own, and the log proves it. */
      readonly capsuleHash: string;
    }
  | { readonly type: "CASE_RELEASED"; readonly mediatorId: string; readonly cause: ReleaseCause }
  | { readonly type: "STEPS_CONFIRMED"; readonly steps: readonly EarlierStep[]; readonly reason: string }
  | {
      readonly type: "DISPUTE_ESCALATED";
      /** Null: the mediator. */
      readonly side: Side | null;
      readonly fromLevel: Level;
      readonly requiredLevel: Level;
      readonly reason: string;
    }
  | { readonly type: "PLATFORM_DEADLINE_MISSED" }
  | { readonly type: "SUBMISSIONS_CLOSED"; readonly reason: string }
  | { readonly type: "DISPUTE_DECLARED_INADMISSIBLE"; readonly inadmissibility: Inadmissibility };

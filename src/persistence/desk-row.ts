import { noDesk, type Challenge, type DisputeDesk, type Escalation } from "../domain/dispute/desk.js";
import { dateOrNull } from "./clock-row.js";

type Told<Value> = {
  readonly [Key in keyof Value]: Date extends Value[Key] ? string | Exclude<Value[Key], Date> : Value[Key];
};

/** What the jsonb column `dispute.desk` holds: instants as JSON writes them. */
export type DeskJson = Omit<Told<DisputeDesk>, "challenges" | "escalations"> & {
  readonly challenges: readonly Told<Challenge>[];
  readonly escalations: readonly Told<Escalation>[];
};

/** Turns the column `dispute.desk` into the domain's; null stands for {@link noDesk}. */
export function deskFrom(json: DeskJson): DisputeDesk {
  return {
    ...noDesk,
    ...json,
    challengeUntil: dateOrNull(json.challengeUntil),
    challenges: json.challenges.map((challenge) => ({
      ...challenge,
      madeAt: new Date(challenge.madeAt),
      decideUntil: dateOrNull(challenge.decideUntil),
      decidedAt: dateOrNull(challenge.decidedAt),
    })),
    escalations: json.escalations.map((escalation) => ({ ...escalation, at: new Date(escalation.at) })),
  };
}

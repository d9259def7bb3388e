import { Field, ID, InputType } from "type-graphql";
import { ChallengeGround } from "../../domain/dispute/desk.js";
import { DisputeCommandInput } from "../dispute/command.input.js";
import "./desk.enum.js";

/** Input of challengeMediator. */
@InputType({ description: "A side asks for another mediator." })
export class ChallengeMediatorInput extends DisputeCommandInput {
  @Field(() => ChallengeGround, {
    nullable: true,
    description: "Why. Absent: without reasons, which each side may once and until `desk.challengeUntil`.",
  })
  ground?: ChallengeGround | null;

  @Field(() => String, {
    nullable: true,
    description: "What happened: 1 to 5,000 characters, needed with a ground. Both sides can read it.",
  })
  statement?: string | null;
}

/** Input of confirmSteps. */
@InputType({ description: "The new mediator lets earlier steps stand." })
export class ConfirmStepsInput extends DisputeCommandInput {
  @Field(() => [String], {
    nullable: true,
    description: "Which, as `desk.stepsToConfirm` names them. Absent: all.",
  })
  steps?: string[] | null;

  @Field(() => String, { description: "Why they stand: 1 to 2,000 characters. Both sides can read it." })
  reason!: string;
}

/** Input of decideChallenge. */
@InputType({ description: "A senior mediator decides on a challenge." })
export class DecideChallengeInput extends DisputeCommandInput {
  @Field(() => Boolean, { description: "True: another mediator takes the case." })
  upheld!: boolean;

  @Field(() => String, { description: "Why: 1 to 2,000 characters. Both sides can read it." })
  reason!: string;
}

/** Input of escalateDispute. */
@InputType({ description: "A higher level is asked for." })
export class EscalateDisputeInput extends DisputeCommandInput {
  @Field(() => String, { description: "Why: 1 to 2,000 characters. Both sides can read it." })
  reason!: string;
}

/** Input of recuse. */
@InputType({ description: "The mediator steps down from the case." })
export class RecuseInput extends DisputeCommandInput {
  @Field(() => String, { description: "Why: 1 to 2,000 characters. Both sides can read it." })
  reason!: string;
}

/** Input of transferCase. */
@InputType({ description: "The case is handed on to another mediator." })
export class TransferCaseInput extends DisputeCommandInput {
  @Field(() => ID, { description: "Who gets it." })
  mediatorId!: string;

  @Field(() => String, { description: "Why: 1 to 2,000 characters. Both sides can read it." })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description: "For the successor: 1 to 5,000 characters. Staff alone can read it.",
  })
  note?: string | null;
}

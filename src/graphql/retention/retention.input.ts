import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../dispute/command.input.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** Input of placeLegalHold. */
@InputType({ description: "Which dispute is to be kept, why, and until when." })
export class PlaceLegalHoldInput extends MutationInput {
  @Field(() => ID, { description: "The dispute." })
  disputeId!: string;

  @Field(() => String, { description: "Why: 1 to 2,000 characters. Staff alone can read it." })
  reason!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the hold ends by itself. Absent: when it is lifted.",
  })
  until?: Date | null;
}

/** Input of liftLegalHold. */
@InputType({ description: "Which dispute need not be kept any more, and why." })
export class LiftLegalHoldInput extends MutationInput {
  @Field(() => ID, { description: "The dispute." })
  disputeId!: string;

  @Field(() => String, { description: "Why: 1 to 2,000 characters. Staff alone can read it." })
  reason!: string;
}

/** Input of requestErasure. */
@InputType({ description: "Of which dispute the evidence is to be erased." })
export class RequestErasureInput extends MutationInput {
  @Field(() => ID, { description: "The dispute." })
  disputeId!: string;
}

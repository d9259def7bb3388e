import { Field, Float, InputType } from "type-graphql";
import { MutationInput } from "../dispute/command.input.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** Input of advanceClock. */
@InputType({ description: "Where the clock shall stand: either `to` or `byHours`." })
export class AdvanceClockInput extends MutationInput {
  @Field(() => DateTimeScalar, { nullable: true, description: "The instant to move to." })
  to?: Date | null;

  @Field(() => Float, { nullable: true, description: "Hours to move forward, more than 0." })
  byHours?: number | null;
}

import { Field, Int, ObjectType } from "type-graphql";
import { MutationPayload } from "../mutation-payload.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** The platform's clock, as the schema shows it. */
@ObjectType("PlatformClock", {
  description:
    "The clock by which deadlines run. In demo and test mode it can be moved, so that past disputes run in their own time.",
  simpleResolvers: true,
})
export class PlatformClockType {
  @Field(() => DateTimeScalar, { description: "What the clock shows now." })
  now!: Date;

  @Field(() => Boolean, { description: "Whether advanceClock may move it; false in production." })
  movable!: boolean;
}

/** Answer of advanceClock. */
@ObjectType({ description: "Where the clock came to stand, or why it was not moved." })
export class AdvanceClockPayload extends MutationPayload {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "The instant that was reached; null when refused.",
  })
  now: Date | null = null;

  @Field(() => Int, {
    nullable: true,
    description: "How many deadlines fired on the way; null when refused.",
  })
  fired: number | null = null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many disputes were passed over because their deadline could not be fired; the worker tries them again. " +
      "Null when refused.",
  })
  failed: number | null = null;
}

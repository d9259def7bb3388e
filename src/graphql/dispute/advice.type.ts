import { Field } from "type-graphql";
import { DisputeAction } from "../../domain/dispute/action.js";
import { DisputeOutcome, DisputeStatus } from "../../domain/dispute/dispute.js";
import { ErrorCode } from "../../domain/errors.js";
import "../user-error.type.js";
import "./action.enum.js";
import "./dispute.enum.js";
import { ReadObjectType } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** An action that the viewer can take. */
@ReadObjectType(
  "AllowedAction",
  "Something that the viewer can do to the dispute now. The mutation asks the same function, so the two never disagree.",
  { node: false },
)
export class AllowedActionType {
  @Field(() => DisputeAction, { description: "What can be done." })
  action!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "Until when; null where no clock bounds it." })
  dueAt!: string | null;

  @Field(() => Boolean, { description: "Whether not doing it has consequences for the viewer." })
  mandatory!: boolean;
}

/** An action that the viewer cannot take. */
@ReadObjectType(
  "BlockedAction",
  "Something that the viewer might expect to be able to do, and why it cannot be done now.",
  { node: false },
)
export class BlockedActionType {
  @Field(() => DisputeAction, { description: "What cannot be done." })
  action!: string;

  @Field(() => ErrorCode, { description: "The code that the mutation would answer." })
  code!: string;

  @Field(() => String, { description: "Why, in a sentence for people." })
  message!: string;
}

/** What the clock will do. */
@ReadObjectType(
  "IfNothingHappens",
  "What the clock will do to the dispute if nobody acts, worked out by the very code that will do it.",
  { node: false },
)
export class IfNothingHappensType {
  @Field(() => DateTimeScalar, { description: "When." })
  at!: string;

  @Field(() => DisputeAction, { description: "What the clock will do." })
  action!: string;

  @Field(() => DisputeStatus, { description: "The status that the dispute will have then." })
  status!: string;

  @Field(() => DisputeOutcome, {
    nullable: true,
    description: "The outcome that the dispute will have then, if one is known.",
  })
  outcome!: string | null;

  @Field(() => String, { nullable: true, description: "Code of the clause that it rests on." })
  clause!: string | null;
}

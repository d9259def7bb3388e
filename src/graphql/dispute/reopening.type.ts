import { Field } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import { DisputeOutcome } from "../../domain/dispute/dispute.js";
import { ReopeningGround } from "../../domain/dispute/reopening.js";
import { describeEnum } from "../described-enum.js";
import { ReadObjectType } from "../object-type.js";
import "../party/role.enum.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "./dispute.enum.js";

describeEnum("ReopeningGround", ReopeningGround, "Why a closed dispute is taken up again.", {
  CONFLICT_OF_INTEREST: "Whoever decided had a relation with a side.",
  FRAUD: "The decision was brought about by deceit.",
  INCOMPLETE_PERFORMANCE: "What was recorded as done was not done in full; it is owed again.",
  NEW_EVIDENCE: "There is evidence that could not be handed in before.",
});

/** One time that a closed dispute was taken up again. */
@ReadObjectType(
  "Reopening",
  "One time that a closed dispute was taken up again. An earlier ruling stays on record until a new one takes its place.",
  { node: false },
)
export class ReopeningType {
  @Field(() => ReopeningGround, { description: "Why." })
  ground!: string;

  @Field(() => String, { description: "What is new, or what was not performed." })
  statement!: string;

  @Field(() => Role, { description: "The role in which it was reopened." })
  reopenedBy!: string;

  @Field(() => DateTimeScalar, { description: "When it was reopened." })
  reopenedAt!: string;

  @Field(() => DateTimeScalar, { description: "When it had been closed." })
  closedAt!: string;

  @Field(() => DisputeOutcome, { description: "How it had ended." })
  outcome!: string;
}

import { Field, Int } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import "../dispute/terms.enum.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** One thing that a correction changed. */
@ReadObjectType("RulingChange", "One text or amount that a correction changed.", { node: false })
export class RulingChangeType {
  @Field(() => String, {
    description:
      "Where it stands, with positions from 0: `findings.0.text`, `conclusions.1.text`, `reasons` or `remedies.0.amount`.",
  })
  path!: string;

  @Field(() => String, {
    description: "What stood there; an amount as a decimal text in the dispute's currency.",
  })
  before!: string;

  @Field(() => String, { description: "What stands there since then." })
  after!: string;
}

/** A correction of a ruling. */
@ReadObjectType(
  "RulingCorrection",
  "A slip of the pen or of arithmetic that was corrected after the ruling was served. What was ruled is the same.",
  { node: false },
)
export class RulingCorrectionType {
  @Field(() => Int, { description: "Its number within the ruling, from 1." })
  number!: number;

  @Field(() => String, { description: "What the slip was." })
  reason!: string;

  @Field(() => [RulingChangeType], { description: "What was changed." })
  changes!: RulingChangeType[];

  @Field(() => DateTimeScalar, { description: "When it was corrected." })
  correctedAt!: string;

  @Field(() => typeNamed("Mediator"), {
    description: "Who corrected it: whoever ruled, or who stood in for that one.",
  })
  correctedBy!: object;

  @Field(() => Boolean, {
    description: "Whether both sides got the whole time to appeal again, as they do for an amount.",
  })
  restartsAppeal!: boolean;

  @Field(() => DateTimeScalar, { description: "Until when either side may appeal after it." })
  appealableUntil!: string;
}

/** A question about a ruling. */
@ReadObjectType(
  "RulingClarification",
  "What a side did not understand of the ruling, and what it means. It changes nothing of what was ruled.",
  { node: false },
)
export class RulingClarificationType {
  @Field(() => Side, { description: "Who asked." })
  side!: string;

  @Field(() => String, { description: "What was asked." })
  question!: string;

  @Field(() => DateTimeScalar, { description: "When it was asked." })
  requestedAt!: string;

  @Field(() => String, { nullable: true, description: "What the ruling means; null while nobody has said." })
  answer!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was answered." })
  answeredAt!: string | null;

  @Field(() => typeNamed("Mediator"), {
    nullable: true,
    description: "Who answered: whoever ruled, or who stood in for that one.",
  })
  answeredBy!: object | null;
}

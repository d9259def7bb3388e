import { Field } from "type-graphql";
import { SuspensionReason } from "../../domain/dispute/suspension.js";
import { describeEnum } from "../described-enum.js";
import { ReadObjectType } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

describeEnum("SuspensionReason", SuspensionReason, "Why a dispute is held.", {
  EXTERNAL_PROCEEDING: "A court, an authority or another body is looking at the same matter.",
  FORCE_MAJEURE: "Something beyond anybody's power keeps the matter from going on.",
  INCAPACITY: "Somebody who is needed cannot act, through illness for instance.",
  INSPECTION: "The goods are being examined.",
});

/** A time in which a dispute was held. */
@ReadObjectType(
  "Suspension",
  "A time in which a mediator held the dispute. Nothing ran out meanwhile; the sides could still settle and write.",
  { node: false },
)
export class SuspensionType {
  @Field(() => SuspensionReason, { description: "Why." })
  reason!: string;

  @Field(() => String, { description: "What the mediator says of it." })
  statement!: string;

  @Field(() => DateTimeScalar, { description: "Since when." })
  suspendedAt!: string;

  @Field(() => DateTimeScalar, { description: "When it ends by itself." })
  reviewAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it ended; null while it lasts." })
  endedAt!: string | null;
}

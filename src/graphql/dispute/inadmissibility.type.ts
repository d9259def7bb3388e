import { Field } from "type-graphql";
import { InadmissibilityGround } from "../../domain/dispute/inadmissibility.js";
import { describeEnum } from "../described-enum.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

describeEnum("InadmissibilityGround", InadmissibilityGround, "Why the platform may not decide a dispute.", {
  ABUSE: "The claim is not meant: it is made to harass, or with facts that the claimant knows to be false.",
  ALREADY_DECIDED: "The same was decided before, between the same two.",
  EXTERNAL_PROCEEDING: "A court, a bank or an authority is deciding the same, or has.",
  NOT_OURS: "It is about nothing that was bought on the platform, or about what the rules leave out.",
  NO_CLAIM: "Even if all that is said is true, nothing follows that could be asked for.",
  OUT_OF_TIME: "It was opened after the window of its reason.",
});

/** A declaration of inadmissibility. */
@ReadObjectType(
  "Inadmissibility",
  "A mediator's finding that the platform may not decide the dispute. Either side can appeal against it with `appealRuling`.",
  { node: false },
)
export class InadmissibilityType {
  @Field(() => InadmissibilityGround, { description: "Why." })
  ground!: string;

  @Field(() => String, { description: "What it rests on." })
  statement!: string;

  @Field(() => String, { description: "Code of the clause of the dispute's rulebook." })
  clause!: string;

  @Field(() => typeNamed("Mediator"), { nullable: true, description: "Who declared it." })
  declaredBy!: object | null;

  @Field(() => DateTimeScalar, { description: "When it was declared." })
  declaredAt!: string;

  @Field(() => DateTimeScalar, { description: "Until when a side can appeal." })
  appealableUntil!: string;
}

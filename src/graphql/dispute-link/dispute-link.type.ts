import { Field } from "type-graphql";
import { LinkKind } from "../../domain/dispute/dispute-link.js";
import { describeEnum } from "../described-enum.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

describeEnum("LinkKind", LinkKind, "How two disputes belong together.", {
  COMMON_CAUSE: "One cause stands behind both.",
  CROSS_CLAIM: "Each side claims something of the other about the same.",
  REPEAT: "The same trouble once more.",
});

/** What ties a dispute to another one. */
@ReadObjectType("DisputeLink", "That a dispute belongs together with another one that the viewer may see.", {
  node: false,
})
export class DisputeLinkType {
  @Field(() => LinkKind, { description: "How they belong together." })
  kind!: LinkKind;

  @Field(() => typeNamed("Dispute"), { description: "The other dispute." })
  dispute!: object;

  @Field(() => String, {
    nullable: true,
    description: "Why, in the words of whoever linked them; null for who is not the platform's staff.",
  })
  reason!: string | null;

  @Field(() => DateTimeScalar, { description: "Since when they are linked." })
  linkedAt!: Date;
}

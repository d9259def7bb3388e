import { Field, ObjectType } from "type-graphql";
import { DisputeLinkType } from "../dispute-link/dispute-link.type.js";
import { typeNamed } from "../object-type.js";
import { SwarmMembershipType } from "../swarm/case-swarm.type.js";
import { EndedWithoutRuling } from "./ended-without-ruling.type.js";

/** The fields of a dispute about disputes that belong to it; the schema has them in Dispute alone. */
@ObjectType({ simpleResolvers: true })
export abstract class WithOtherDisputes extends EndedWithoutRuling {
  @Field(() => [DisputeLinkType], { description: "Disputes it is linked to that the viewer may see." })
  links!: object[];

  @Field(() => SwarmMembershipType, {
    nullable: true,
    description: "With which others it is decided, as far as facts go; null where it is decided by itself.",
  })
  swarm!: object | null;

  @Field(() => typeNamed("Dispute"), {
    nullable: true,
    description: "The dispute in which this one goes on, if it was merged.",
  })
  mergedInto!: object | null;

  @Field(() => [typeNamed("Dispute")], {
    description:
      "The disputes that were merged into this one, oldest first, as far as the viewer may see them.",
  })
  mergedDisputes!: object[];
}

import { Field, ID, ObjectType } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import "./role.enum.js";

/** The caller. */
@ObjectType("Viewer", {
  description: "Who asks: the person or machine that the token names.",
  simpleResolvers: true,
})
export class ViewerType {
  @Field(() => Role, { description: "The role in which the viewer acts." })
  role!: Role;

  @Field(() => ID, {
    description:
      "Id of the viewer's own object: a Shopper, MerchantMember or Mediator. Other roles have none; theirs is the UUID of " +
      "the token.",
  })
  id!: string;
}

import { Field, Int } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import "./role.enum.js";
import { ReadObjectType, typeNamed } from "../object-type.js";

/** A merchant. */
@ReadObjectType(
  "Merchant",
  "A merchant of the marketplace. Shoppers see those they bought from, a merchant's staff see their own.",
)
export class MerchantType {
  @Field(() => String, { description: "The name that the merchant trades under." })
  name!: string;

  @Field(() => String, { nullable: true, description: "Where the merchant ships from." })
  city!: string | null;

  @Field(() => String, { nullable: true, description: "State or province of the merchant." })
  region!: string | null;

  @Field(() => [typeNamed("MerchantMember")], {
    description:
      "The merchant's staff by name. Only its own staff and auditors see them; empty for everybody else.",
  })
  members!: object[];
}

/** A member of a merchant's staff. */
@ReadObjectType("MerchantMember", "Somebody who acts for a merchant.")
export class MerchantMemberType {
  @Field(() => String, { description: "The person's name." })
  name!: string;

  @Field(() => Role, { description: "Whether the person only answers disputes or also manages the members." })
  role!: string;
}

/** A shopper. */
@ReadObjectType("Shopper", "A buyer of the marketplace.")
export class ShopperType {
  @Field(() => String, { description: "The name that the shopper shows to others." })
  displayName!: string;

  @Field(() => String, {
    nullable: true,
    description: "State or province, which a merchant needs to judge a shipment.",
  })
  region!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Where the shopper lives. Always null for a merchant's staff.",
  })
  city!: string | null;
}

/** A mediator. */
@ReadObjectType("Mediator", "A person of the platform who mediates and rules.")
export class MediatorType {
  @Field(() => String, { description: "The name that the two sides know the mediator by." })
  publicName!: string;

  @Field(() => Int, {
    nullable: true,
    description: "1 to 3: up to which amount the mediator may rule. Always null for the two sides.",
  })
  level!: number | null;
}

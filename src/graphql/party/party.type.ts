import { Field, Int } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import "./role.enum.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

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

/** A certification of a mediator. */
@ReadObjectType(
  "MediatorCertification",
  "That a mediator may take cases about a group of reasons of the rulebook.",
  { node: false },
)
export class MediatorCertificationType {
  @Field(() => String, { description: "Code of the group." })
  reasonGroup!: string;

  @Field(() => DateTimeScalar, { description: "From this instant on it counts no more." })
  certifiedUntil!: Date;
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

  @Field(() => Int, {
    nullable: true,
    description:
      "How many cases the mediator can have at a time. For the platform's staff; null for all others.",
  })
  capacity!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many cases the mediator has in hand. For the platform's staff; null for all others.",
  })
  openCases!: number | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "What the mediator speaks, by ISO 639; empty stands for everything. For the platform's staff; null for all others.",
  })
  languages!: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Single reasons that the mediator is certified for. With neither these nor certifications there is no restriction. For " +
      "the platform's staff; null for all others.",
  })
  certifiedReasons!: string[] | null;

  @Field(() => [MediatorCertificationType], {
    description:
      "Groups of reasons that the mediator is, or was, certified for. Only the platform's staff see them; empty for all others.",
  })
  certifications!: object[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When the latest shift began; null for who does not work in shifts. For the platform's staff; null for all others.",
  })
  shiftStartedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When that shift ends, or ended. For the platform's staff; null for all others.",
  })
  shiftEndsAt!: Date | null;
}

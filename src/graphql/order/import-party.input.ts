import { Field, InputType } from "type-graphql";
import type { MerchantDraft, ShopperDraft } from "../../domain/order/order.js";

/** The buyer of an order that is handed in. */
@InputType({ description: "The buyer. New ones are added, known ones refreshed." })
export class ShopperInput implements ShopperDraft {
  @Field(() => String, {
    description:
      "The marketplace's own key of the person, the same on all their orders: 1 to 200 characters.",
  })
  reference!: string;

  @Field(() => String, { description: "What merchants see: 1 to 200 characters." })
  displayName!: string;

  @Field(() => String, { nullable: true, defaultValue: null, description: "City; leave it out if unknown." })
  city!: string | null;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: "State or province; leave it out if unknown.",
  })
  region!: string | null;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description:
      "What the person speaks, by ISO 639, such as `zh`: a mediator who speaks it gets the case; leave it out if unknown.",
  })
  language!: string | null;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description:
      "Your own name of the person's membership tier: 1 to 200 characters. It moves cases up the mediators' queue as far as the " +
      "rulebook says; nobody can read it. Left out: as before.",
  })
  tier!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: null,
    description:
      "Whether somebody should look at the person's cases soon. It moves them up the mediators' queue; nobody can read it. " +
      "Left out: as before.",
  })
  vulnerable!: boolean | null;
}

/** The seller of a line that is handed in. */
@InputType({ description: "The seller of a line. New ones are added, known ones refreshed." })
export class MerchantInput implements MerchantDraft {
  @Field(() => String, { description: "The marketplace's own key of the seller: 1 to 200 characters." })
  reference!: string;

  @Field(() => String, { description: "The seller's name: 1 to 200 characters." })
  name!: string;

  @Field(() => String, { nullable: true, defaultValue: null, description: "City; leave it out if unknown." })
  city!: string | null;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: "State or province; leave it out if unknown.",
  })
  region!: string | null;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description:
      "ISO 3166-1 code of the country, such as `BR`, whose public holidays count for clocks in business hours; leave it " +
      "out if unknown.",
  })
  country!: string | null;
}

import { Field, Int, ObjectType } from "type-graphql";
import type { AwardSpread } from "../../domain/consistency/award-spread.js";
import type { ClaimBand } from "../../domain/consistency/claim-band.js";
import { moneyOf, MoneyType, type MoneyFields } from "../money.type.js";

/** How awards are spread. */
@ObjectType("AwardSpread", {
  description:
    "How the awards of rulings are spread, each as a share of what was claimed in basis points: 10,000 is all of it. Freight and " +
    "compensation on top of the claim can make it more.",
  simpleResolvers: true,
})
export class AwardSpreadType implements AwardSpread {
  @Field(() => Int, { description: "How many cases there are." })
  cases!: number;

  @Field(() => Int, { description: "The smallest share." })
  minimum!: number;

  @Field(() => Int, { description: "A quarter of the shares are at most this." })
  lowerQuartile!: number;

  @Field(() => Int, { description: "Half of the shares are at most this." })
  median!: number;

  @Field(() => Int, { description: "A quarter of the shares are at least this." })
  upperQuartile!: number;

  @Field(() => Int, { description: "The largest share." })
  maximum!: number;
}

/** What {@link ClaimBandType} reads. */
export interface ClaimBandFields {
  readonly from: MoneyFields;
  readonly below: MoneyFields | null;
}

/** A band of claims. */
@ObjectType("ClaimBand", {
  description:
    "A band of claims that are alike in amount. Bands begin at 1, 2 and 5 times every power of ten of the currency's minor unit.",
  simpleResolvers: true,
})
export class ClaimBandType implements ClaimBandFields {
  @Field(() => MoneyType, { description: "The smallest claim in it." })
  from!: MoneyFields;

  @Field(() => MoneyType, {
    nullable: true,
    description: "Claims in it are below this; null for the highest band.",
  })
  below!: MoneyFields | null;
}

/** A band of the domain as the schema shows it. */
export function claimBandFields({ from, below }: ClaimBand, currency: string): ClaimBandFields {
  return {
    from: moneyOf({ minor: from, currency }),
    below: below === null ? null : moneyOf({ minor: below, currency }),
  };
}

import { Field } from "type-graphql";
import { type FreightLeg, type FreightPlan, type FreightPreview } from "../../domain/rulebook/freight.js";
import { FreightBearer, FreightPayer, FreightSituation } from "../../domain/rulebook/freight-rule.js";
import { FaultParty } from "../../domain/ruling/ruling.js";
import { moneyOf, MoneyType, type MoneyFields } from "../money.type.js";
import { ReadObjectType } from "../object-type.js";
import "../rulebook/rulebook.enum.js";
import "../ruling/ruling.enum.js";
import "./advice.enum.js";

/** What one party bears. */
@ReadObjectType("FreightShare", "What one party bears of the freight of one way.", { node: false })
export class FreightShareType {
  @Field(() => FaultParty, { description: "Who." })
  party!: string;

  @Field(() => MoneyType, { description: "How much." })
  amount!: MoneyFields;
}

/** One way of the parcel. */
@ReadObjectType("FreightLeg", "One way of the parcel and who bears its freight in the end.", { node: false })
export class FreightLegType {
  @Field(() => FreightBearer, { description: "Who bears it in the end." })
  bearer!: string;

  @Field(() => MoneyType, { nullable: true, description: "What it costs; null where nobody has told." })
  amount!: MoneyFields | null;

  @Field(() => [FreightShareType], {
    nullable: true,
    description: "Who bears how much; null while that is not known.",
  })
  shares!: FreightShareType[] | null;
}

/** Freight of both ways. */
@ReadObjectType("FreightPlan", "Freight of both ways in one situation, by the freight matrix.", {
  node: false,
})
export class FreightPlanType {
  @Field(() => FreightSituation, { description: "The row of the matrix." })
  situation!: string;

  @Field(() => FreightPayer, {
    description: "Who pays at first; the others are held to their share afterwards.",
  })
  paysFirst!: string;

  @Field(() => FreightLegType, { description: "Sending the goods to the shopper." })
  outbound!: FreightLegType;

  @Field(() => FreightLegType, { description: "Sending them back." })
  return!: FreightLegType;

  @Field(() => String, { description: "Code of the clause that says so." })
  clause!: string;

  @Field(() => [String], {
    description: "What is not known yet: `agreement`, `faultShares`, `returnFreight`.",
  })
  missingFacts!: readonly string[];
}

/** Freight before anything is decided. */
@ReadObjectType(
  "FreightPreview",
  "Who would pay and bear freight, by who wins. Each is null where no freight arises.",
  { node: false },
)
export class FreightPreviewType {
  @Field(() => FreightPlanType, { nullable: true, description: "If the shopper's claim is founded." })
  ifShopperWins!: FreightPlanType | null;

  @Field(() => FreightPlanType, { nullable: true, description: "If it is not." })
  ifMerchantWins!: FreightPlanType | null;
}

/** The domain's preview as the schema's. */
export function freightPreviewOf(
  { ifShopperWins, ifMerchantWins }: FreightPreview,
  currency: string,
): object {
  return {
    ifShopperWins: ifShopperWins && planOf(ifShopperWins, currency),
    ifMerchantWins: ifMerchantWins && planOf(ifMerchantWins, currency),
  };
}

function planOf(plan: FreightPlan, currency: string): object {
  return { ...plan, outbound: legOf(plan.outbound, currency), return: legOf(plan.return, currency) };
}

function legOf({ bearer, amountMinor, shares }: FreightLeg, currency: string): object {
  const shown = (minor: bigint) => moneyOf({ minor, currency });
  return {
    bearer,
    amount: amountMinor === null ? null : shown(amountMinor),
    shares: shares?.map((share) => ({ party: share.party, amount: shown(share.amountMinor) })) ?? null,
  };
}

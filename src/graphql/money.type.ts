import { formatAmount, type Money } from "../domain/money.js";
import { Field, ObjectType } from "type-graphql";
import { CurrencyCodeScalar, DecimalScalar } from "./scalars/scalars.js";

/** Money as the schema shows it; made from minor units and a currency. */
@ObjectType("Money", { description: "An amount of money.", simpleResolvers: true })
export class MoneyType implements MoneyFields {
  @Field(() => DecimalScalar, { description: "In major units with all decimal places of the currency." })
  amount!: string;

  @Field(() => CurrencyCodeScalar, { description: "The currency." })
  currency!: string;
}

/** What {@link MoneyType} reads. */
export interface MoneyFields {
  readonly amount: string;
  readonly currency: string;
}

/** The domain's money as the schema's. */
export function moneyOf(money: Money): MoneyFields {
  return { amount: formatAmount(money), currency: money.currency };
}

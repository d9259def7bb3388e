import { Field, ObjectType } from "type-graphql";
import type { Eligibility } from "../../services/disputes/check-eligibility.js";
import { moneyOf, MoneyType, type MoneyFields } from "../money.type.js";
import { UserError } from "../user-error.type.js";

/** The answer of the dry run. */
@ObjectType("Eligibility", {
  description: "Whether a dispute could be opened now, why not, and how much it could bring at most.",
  simpleResolvers: true,
})
export class EligibilityType {
  @Field(() => Boolean, { description: "Whether `openDispute` would be accepted now." })
  readonly eligible: boolean;

  @Field(() => [UserError], { description: "Every reason why it would not; empty when eligible." })
  readonly refusals: readonly UserError[];

  @Field(() => MoneyType, {
    description: "The most that the remedy can bring for these lines; zero for acts.",
  })
  readonly refundable: MoneyFields;

  constructor({ eligible, refusals, refundable }: Eligibility) {
    this.eligible = eligible;
    this.refusals = refusals.map((refusal) => new UserError(refusal));
    this.refundable = moneyOf(refundable);
  }
}

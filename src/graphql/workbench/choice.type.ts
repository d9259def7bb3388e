import { Field, ObjectType } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import { ChoiceSource, type Choice } from "../../domain/dispute/choices.js";
import { ObligationKind } from "../../domain/obligation/obligation.js";
import { RulingOutcome } from "../../domain/ruling/ruling.js";
import { describeEnum } from "../described-enum.js";
import { moneyOf, MoneyType, type MoneyFields } from "../money.type.js";
import "../obligation/obligation.enum.js";
import "../ruling/ruling.enum.js";

describeEnum("ChoiceSource", ChoiceSource, "Where a way to end a case comes from.", {
  OFFER: "An open offer of a side.",
  PROPOSAL: "The mediator's proposal that waits for the sides.",
  RECOMMENDATION: "The ruling that the rulebook recommends.",
});

/** A way to end a case. */
@ObjectType("Choice", {
  description:
    "A way to end a case that is at hand, and what it would cost whom, read from the obligations that it would make.",
  simpleResolvers: true,
})
export class ChoiceType {
  @Field(() => ChoiceSource, { description: "Where it comes from." })
  readonly source: ChoiceSource;

  @Field(() => Side, { nullable: true, description: "Who made the offer; null for what no side offers." })
  readonly offeredBy: Side | null;

  @Field(() => RulingOutcome, {
    nullable: true,
    description: "How the recommended ruling would end the case; null where the sides would settle.",
  })
  readonly outcome: RulingOutcome | null;

  @Field(() => MoneyType, { description: "Money that the merchant would pay the shopper." })
  readonly merchantPays: MoneyFields;

  @Field(() => [ObligationKind], { description: "What else the merchant would have to do." })
  readonly merchantActs: readonly ObligationKind[];

  @Field(() => MoneyType, { description: "Money that the shopper claims and would not get." })
  readonly shopperForgoes: MoneyFields;

  @Field(() => [ObligationKind], { description: "What the shopper would have to do." })
  readonly shopperActs: readonly ObligationKind[];

  @Field(() => Boolean, {
    description:
      "Whether there is a remedy among it whose amount the mediator has yet to find; it counts as nothing here.",
  })
  readonly amountsMissing: boolean;

  constructor(choice: Choice, currency: string) {
    this.source = choice.source;
    this.offeredBy = choice.offeredBy;
    this.outcome = choice.outcome;
    this.merchantPays = moneyOf({ minor: choice.merchantPaysMinor, currency });
    this.merchantActs = choice.merchantActs;
    this.shopperForgoes = moneyOf({ minor: choice.shopperForgoesMinor, currency });
    this.shopperActs = choice.shopperActs;
    this.amountsMissing = choice.amountsMissing;
  }
}

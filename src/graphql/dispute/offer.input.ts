import { Field, ID, InputType } from "type-graphql";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import { DecimalScalar } from "../scalars/scalars.js";
import { DisputeCommandInput } from "./command.input.js";

/** One item of an offer or of a ruling's remedies. */
@InputType({ description: "One thing to be done about one order line." })
export class RemedyItemInput {
  @Field(() => RemedyKind, { description: "What is to be done." })
  kind!: RemedyKind;

  @Field(() => ID, { description: "The order line that it concerns, one of the dispute's." })
  orderLineId!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "How much, in major units of the dispute's currency, where it is money; absent for acts.",
  })
  amount?: string | null;
}

/** Input of makeOffer. */
@InputType({ description: "Terms that one side proposes to the other." })
export class MakeOfferInput extends DisputeCommandInput {
  @Field(() => [RemedyItemInput], { description: "The terms; at least one item." })
  terms!: RemedyItemInput[];

  @Field(() => String, {
    nullable: true,
    description: "A note that goes with the offer: 1 to 5,000 characters.",
  })
  message?: string | null;
}

/** Input of acceptOffer. */
@InputType({ description: "The other side takes an offer as it stands." })
export class AcceptOfferInput extends DisputeCommandInput {
  @Field(() => ID, { description: "The offer." })
  offerId!: string;

  @Field(() => String, {
    description: "The `termsHash` of the offer that was read, so that both sides mean the same terms.",
  })
  termsHash!: string;
}

/** Input of declineOffer. */
@InputType({ description: "The other side turns an offer down." })
export class DeclineOfferInput extends DisputeCommandInput {
  @Field(() => ID, { description: "The offer." })
  offerId!: string;
}

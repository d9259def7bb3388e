import { Field, ID, InputType } from "type-graphql";
import { RefusalCode } from "../../domain/dispute/dispute.js";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import { DecimalScalar } from "../scalars/scalars.js";
import { DisputeCommandInput, MutationInput } from "./command.input.js";

/** One order line of a claim. */
@InputType({ description: "One order line that the dispute is about, and how much is asked for it." })
export class ClaimLineInput {
  @Field(() => ID, {
    description: "The order line. All lines of a dispute are of one order and one merchant.",
  })
  orderLineId!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "How much is asked for, in major units of the order's currency. Absent: all that is refundable where the " +
      "remedy is money; leave it out where the remedy is an act.",
  })
  amount?: string | null;
}

/** Input of openDispute. */
@InputType({ description: "What went wrong with which order lines, and what would put it right." })
export class OpenDisputeInput extends MutationInput {
  @Field(() => String, { description: "Code of the reason, of the rulebook in force, e.g. NOT_RECEIVED." })
  reason!: string;

  @Field(() => RemedyKind, {
    description: "What would put it right. The reason says which remedies it allows.",
  })
  remedy!: RemedyKind;

  @Field(() => String, {
    description: "What happened, in the shopper's words: 1 to 10,000 characters, line breaks welcome.",
  })
  statement!: string;

  @Field(() => [ClaimLineInput], { description: "The order lines, each at most once; at least one." })
  lines!: ClaimLineInput[];
}

/** Input of amendClaim. */
@InputType({ description: "What the shopper changes about the claim. What is absent stays as it is." })
export class AmendClaimInput extends DisputeCommandInput {
  @Field(() => RemedyKind, { nullable: true, description: "Another remedy." })
  remedy?: RemedyKind | null;

  @Field(() => String, { nullable: true, description: "Another statement: 1 to 10,000 characters." })
  statement?: string | null;

  @Field(() => [ClaimLineInput], {
    nullable: true,
    description: "Other amounts: every line of the dispute and no other.",
  })
  lines?: ClaimLineInput[] | null;
}

/** Input of acceptClaim. */
@InputType({ description: "The merchant does what the claim asks for." })
export class AcceptClaimInput extends DisputeCommandInput {}

/** Input of refuseClaim. */
@InputType({ description: "The merchant refuses the claim and says why." })
export class RefuseClaimInput extends DisputeCommandInput {
  @Field(() => RefusalCode, { description: "The ground of the refusal." })
  code!: RefusalCode;

  @Field(() => String, { description: "Why, in the merchant's words: 1 to 10,000 characters." })
  statement!: string;
}

/** Input of withdrawDispute. */
@InputType({ description: "The shopper gives the dispute up." })
export class WithdrawDisputeInput extends DisputeCommandInput {}

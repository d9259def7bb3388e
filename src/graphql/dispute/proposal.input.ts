import { Field, ID, InputType } from "type-graphql";
import { DisputeCommandInput } from "./command.input.js";
import { RemedyItemInput } from "./offer.input.js";

/** Input of proposeSettlement. */
@InputType({ description: "Terms that the mediator proposes to both sides." })
export class ProposeSettlementInput extends DisputeCommandInput {
  @Field(() => [RemedyItemInput], {
    description:
      "The terms; at least one item, of remedies that the reason or the rulebook allows, inside the caps and the range of the rule.",
  })
  terms!: RemedyItemInput[];

  @Field(() => String, { description: "What both sides read with it: 1 to 5,000 characters." })
  explanation!: string;
}

/** Input of acceptProposal. */
@InputType({ description: "A side takes the mediator's proposal as it stands." })
export class AcceptProposalInput extends DisputeCommandInput {
  @Field(() => ID, { description: "The proposal." })
  proposalId!: string;

  @Field(() => String, { description: "The `termsHash` of the proposal that was read." })
  termsHash!: string;
}

/** Input of declineProposal. */
@InputType({ description: "A side turns the mediator's proposal down." })
export class DeclineProposalInput extends DisputeCommandInput {
  @Field(() => ID, { description: "The proposal." })
  proposalId!: string;
}

/** Input of retractProposal. */
@InputType({ description: "The mediator takes a proposal back." })
export class RetractProposalInput extends DisputeCommandInput {
  @Field(() => ID, { description: "The proposal." })
  proposalId!: string;
}

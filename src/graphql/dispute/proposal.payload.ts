import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, ObjectType } from "type-graphql";
import type { GraphQLContext } from "../context.js";
import { DisputePayload } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";

/** What every mutation of a proposal answers; not a type of the schema by itself. */
@ObjectType({ description: "What every mutation of a proposal answers." })
class ProposalPayload extends DisputePayload {
  @Field(() => typeNamed("Proposal"), {
    nullable: true,
    description: "The proposal as it is now; null when refused.",
  })
  proposal(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.shown("proposal", context, info);
  }
}

/** Answer of proposeSettlement. */
@ObjectType({ description: "The new proposal, or why it was not made." })
export class ProposeSettlementPayload extends ProposalPayload {}

/** Answer of acceptProposal. */
@ObjectType({
  description: "The proposal with the acceptance, the dispute settled if it was the second, or why not.",
})
export class AcceptProposalPayload extends ProposalPayload {}

/** Answer of declineProposal. */
@ObjectType({ description: "The declined proposal, or why it was not declined." })
export class DeclineProposalPayload extends ProposalPayload {}

/** Answer of retractProposal. */
@ObjectType({ description: "The proposal that was taken back, or why it was not." })
export class RetractProposalPayload extends ProposalPayload {}

import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Field, Info, Mutation, ObjectType, Resolver } from "type-graphql";
import { linkDisputes, unlinkDisputes } from "../../services/disputes/link-disputes.js";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, plainPayload, readIfSeen } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";
import { LinkDisputesInput, linkOf, UnlinkDisputesInput } from "./dispute-link.input.js";

/** Answer of linkDisputes and unlinkDisputes. */
@ObjectType({ description: "The first of the two disputes, or why nothing was done." })
class LinkPayload extends MutationPayload {
  /** UUID; null when it was refused. */
  disputeId: string | null = null;

  @Field(() => typeNamed("Dispute"), { nullable: true, description: "The dispute; null when refused." })
  dispute(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readIfSeen("Dispute", this.disputeId, context, info);
  }
}

/** Which disputes belong together. */
@Resolver()
export class DisputeLinkMutations {
  @Mutation(() => LinkPayload, {
    description:
      "Notes that two disputes belong together. Linking them again changes nothing. Each side sees it where it may see both. " +
      "Roles MEDIATOR, SENIOR_MEDIATOR, FRONTLINE_AGENT, for disputes that they see.",
  })
  linkDisputes(
    @Arg("input", () => LinkDisputesInput, { description: "Which disputes, how and why." })
    input: LinkDisputesInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<LinkPayload> {
    const { reason } = input;
    return plainPayload(LinkPayload, input, async () => linkDisputes(useCase, { ...linkOf(input), reason }));
  }

  @Mutation(() => LinkPayload, {
    description:
      "Takes back that two disputes belong together. Where they are not linked, nothing changes. Roles MEDIATOR, " +
      "SENIOR_MEDIATOR, FRONTLINE_AGENT, for disputes that they see.",
  })
  unlinkDisputes(
    @Arg("input", () => UnlinkDisputesInput, { description: "Which disputes, and how they were linked." })
    input: UnlinkDisputesInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<LinkPayload> {
    return plainPayload(LinkPayload, input, async () => unlinkDisputes(useCase, linkOf(input)));
  }
}

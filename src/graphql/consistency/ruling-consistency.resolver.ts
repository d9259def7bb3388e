import { Args, ArgsType, Ctx, Field, Query, Resolver } from "type-graphql";
import { readRulingConsistency } from "../../services/consistency/read-ruling-consistency.js";
import type { GraphQLContext } from "../context.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import { RulingConsistencyType } from "./ruling-consistency.type.js";

/** Arguments of rulingConsistency. */
@ArgsType()
class RulingConsistencyArgs {
  @Field(() => String, {
    description: "Code of the reason: the one that a ruling found, or else the one given.",
  })
  reason!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "Only rulings issued from then on." })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Only rulings issued before then." })
  until?: Date | null;
}

/** How alike rulings are. */
@Resolver()
export class RulingConsistencyResolver {
  @Query(() => RulingConsistencyType, {
    description:
      "How alike the rulings for a reason are: awards on twin cases, overturned rulings by clause, divergence from recommendations. " +
      "Roles SENIOR_MEDIATOR, RULE_EDITOR, RULE_APPROVER, AUDITOR.",
  })
  async rulingConsistency(
    @Args(() => RulingConsistencyArgs) { reason, from, until }: RulingConsistencyArgs,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RulingConsistencyType> {
    const period = { reason, from: from ?? null, until: until ?? null };
    return new RulingConsistencyType(await readRulingConsistency(useCase, period));
  }
}

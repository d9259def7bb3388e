import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { readClauseHealth } from "../../services/rule-feedback/read-clause-health.js";
import type { GraphQLContext } from "../context.js";
import { ClauseHealthType } from "./clause-health.type.js";

/** How the rules fare in practice. */
@Resolver()
export class ClauseHealthResolver {
  @Query(() => [ClauseHealthType], {
    description:
      "The clauses on which rulings and automatic acts were overturned repeatedly, most often first, over all versions of " +
      "the rulebook. Roles RULE_EDITOR, RULE_APPROVER, SENIOR_MEDIATOR, AUDITOR.",
  })
  clauseHealth(
    @Arg("first", () => Int, { defaultValue: 20, description: "How many at most: 1 to 100." }) first: number,
    @Arg("minimumOverturned", () => Int, {
      defaultValue: 3,
      description: "Overturned so often at least. 0 lists every clause that was cited or commented.",
    })
    minimumOverturned: number,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<readonly Pick<ClauseHealthType, keyof ClauseHealthType>[]> {
    return readClauseHealth(useCase, { first, minimumOverturned });
  }
}

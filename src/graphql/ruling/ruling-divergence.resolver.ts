import { Args, Ctx, Query, Resolver } from "type-graphql";
import { readRulingDivergences } from "../../services/read/read-ruling-divergences.js";
import type { GraphQLContext } from "../context.js";
import { divergenceFilterOf, RulingDivergencesArgs } from "./ruling-divergence.args.js";
import { RulingDivergenceType } from "./ruling-divergence.type.js";

/** Counting rulings that were other than recommended. */
@Resolver()
export class RulingDivergenceResolver {
  @Query(() => [RulingDivergenceType], {
    description:
      "How often mediators ruled otherwise than the rulebook recommended, over all disputes, those clauses first that were " +
      "followed least. For staff that rules, audits or writes the rulebook; FORBIDDEN for others.",
  })
  async rulingDivergences(
    @Args(() => RulingDivergencesArgs) args: RulingDivergencesArgs,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RulingDivergenceType[]> {
    const counts = await readRulingDivergences(useCase, divergenceFilterOf(args));
    return counts.map((count) => new RulingDivergenceType(count));
  }
}

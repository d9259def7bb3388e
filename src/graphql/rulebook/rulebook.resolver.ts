import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { readRulebook } from "../../services/rulebook/read-rulebook.js";
import type { GraphQLContext } from "../context.js";
import { rulebookView } from "./rulebook-view.js";
import { RulebookType } from "./rulebook.type.js";

/** The rules, for everybody who is bound by them. */
@Resolver()
export class RulebookResolver {
  @Query(() => RulebookType, {
    description:
      "The platform's rules: reasons with their limits and remedies, and the clauses that acts cite.",
  })
  async rulebook(
    @Arg("version", () => String, { nullable: true, description: "Default: the version in force now." })
    version: string | null,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<Pick<RulebookType, keyof RulebookType>> {
    return rulebookView(await readRulebook(useCase, version ?? null));
  }
}

import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import { listRulebookVersions } from "../../services/read/list-rulebook-versions.js";
import { readByIdOrName } from "../../services/read/read-by-name.js";
import { compareRulebooks, type RulebookDifference } from "../../services/rulebook/compare-rulebooks.js";
import { connectionOf } from "../connection/connection.type.js";
import type { GraphQLContext } from "../context.js";
import { designationOf } from "../designation.js";
import { fromGlobalId } from "../global-id.js";
import { selectionOf } from "../selection.js";
import { RulebookDiffType } from "./rulebook-difference.type.js";
import { RulebookVersionsArgs } from "./rulebook-version.args.js";
import { RulebookVersionType } from "./rulebook-version.type.js";

/** Reading the versions of the rules. */
@Resolver()
export class RulebookVersionResolver {
  @Query(() => RulebookVersionType, {
    nullable: true,
    description:
      "One version of the rules, by its id or by its name. Null with the error NOT_FOUND if it does not exist or the viewer " +
      "may not see it, as drafts.",
  })
  rulebookVersion(
    @Arg("id", () => ID, { nullable: true, description: "The version's id; or give `version`." })
    id: string | null,
    @Arg("version", () => String, { nullable: true, description: "The version's name; or give `id`." })
    version: string | null,
    @Ctx() { useCase }: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const designation = designationOf("RulebookVersion", id, version);
    return readByIdOrName(useCase, "RulebookVersion", designation, selectionOf(info));
  }

  @Query(() => connectionOf("RulebookVersion"), {
    description:
      "The versions of the rules that the viewer sees, page by page: the latest to take effect first, those that are not " +
      "published by when they were drafted.",
  })
  rulebookVersions(
    @Args(() => RulebookVersionsArgs) { status, ...page }: RulebookVersionsArgs,
    @Ctx() { useCase }: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return listRulebookVersions(useCase, { filter: { status }, page }, selectionOf(info));
  }

  @Query(() => RulebookDiffType, {
    description:
      "What changed from one version of the rules to another: every place, and the clauses by themselves.",
  })
  rulebookDiff(
    @Arg("from", () => ID, { description: "The version to compare with." }) from: string,
    @Arg("to", () => ID, { description: "The version that is compared." }) to: string,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RulebookDifference> {
    const idOf = (id: string, field: string): string => fromGlobalId("RulebookVersion", id, [field]);
    return compareRulebooks(useCase, { from: idOf(from, "from"), to: idOf(to, "to") });
  }
}

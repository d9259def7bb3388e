import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import { readNodes } from "../services/read/read-nodes.js";
import type { GraphQLContext } from "./context.js";
import { Node } from "./node.type.js";
import { referenceOf } from "./node-reference.js";
import { selectionOf } from "./selection.js";

/** Reading anything by its id. */
@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      "Anything by its id. Null with the error NOT_FOUND if it does not exist or the viewer may not see it.",
  })
  async node(
    @Arg("id", () => ID, { description: "The id as the API gave it out." }) id: string,
    @Ctx() { useCase }: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const [found] = await readNodes(useCase, [referenceOf(id)], (type) => selectionOf(info, type));
    if (found === undefined || found instanceof Error) throw found ?? new Error("One id gives one answer.");
    return found;
  }

  @Query(() => [Node], {
    nullable: "items",
    description:
      "Up to 100 things by their ids, in the order of the ids. In the place of one that cannot be had stands null, " +
      "with an error whose path names the place.",
  })
  nodes(
    @Arg("ids", () => [ID], { description: "At most 100 ids." }) ids: string[],
    @Ctx() { useCase }: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly object[]> {
    return readNodes(useCase, ids.map(referenceOf), (type) => selectionOf(info, type));
  }
}

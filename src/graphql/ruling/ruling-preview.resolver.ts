import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { previewRuling } from "../../services/ruling/preview-ruling.js";
import type { GraphQLContext } from "../context.js";
import { rulingOf } from "../dispute/ruling-command.js";
import { IssueRulingInput } from "../dispute/ruling.input.js";
import { RulingPreviewType } from "./ruling-preview.type.js";

/** Asking before ruling. */
@Resolver()
export class RulingPreviewResolver {
  @Query(() => RulingPreviewType, {
    description:
      "The dry run of `issueRuling`: the same input on the same data by the same code, and nothing is written; its " +
      "`clientMutationId` is not used up. NOT_FOUND if the viewer may not see the dispute.",
  })
  async previewRuling(
    @Arg("input", () => IssueRulingInput, { description: "The ruling as it would be issued." })
    input: IssueRulingInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RulingPreviewType> {
    return new RulingPreviewType(await previewRuling(useCase, rulingOf(input)));
  }
}

import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import { checkEligibility } from "../../services/disputes/check-eligibility.js";
import { estimateRemedy } from "../../services/disputes/estimate-remedy.js";
import type { GraphQLContext } from "../context.js";
import { fromGlobalId } from "../global-id.js";
import { ClaimLineInput } from "./claim.input.js";
import { claimLinesOf } from "./command.js";
import { EligibilityType } from "./eligibility.type.js";
import { RemedyEstimateType } from "./estimate.type.js";

/** Asking before opening. */
@Resolver()
export class EligibilityResolver {
  @Query(() => EligibilityType, {
    description:
      "The dry run of `openDispute`: the same checks on the same data, and nothing is written. NOT_FOUND if the viewer may " +
      "not see one of the lines.",
  })
  async eligibility(
    @Arg("orderLines", () => [ID], { description: "The order lines that the dispute would be about." })
    orderLines: string[],
    @Arg("reason", () => String, { description: "Code of the reason, of the rulebook in force." })
    reason: string,
    @Arg("remedy", () => RemedyKind, { description: "What would be asked for." }) remedy: RemedyKind,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<EligibilityType> {
    const orderLineIds = orderLines.map((id, place) =>
      fromGlobalId("OrderLine", id, ["orderLines", String(place)]),
    );
    return new EligibilityType(await checkEligibility(useCase, { orderLineIds, reason, remedy }));
  }

  @Query(() => RemedyEstimateType, {
    description:
      "What a remedy would bring, and what is asked beyond the rule, before a dispute is opened; nothing is written. NOT_FOUND " +
      "if the viewer may not see one of the lines, REMEDY_NOT_ALLOWED if the reason does not know the remedy.",
  })
  async estimateRemedy(
    @Arg("orderLines", () => [ClaimLineInput], {
      description: "The order lines that the dispute would be about, and how much would be asked for each.",
    })
    orderLines: ClaimLineInput[],
    @Arg("reason", () => String, { description: "Code of the reason, of the rulebook in force." })
    reason: string,
    @Arg("remedy", () => RemedyKind, { description: "What would be asked for." }) remedy: RemedyKind,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RemedyEstimateType> {
    const lines = claimLinesOf(orderLines, "orderLines");
    return new RemedyEstimateType(await estimateRemedy(useCase, { lines, reason, remedy }));
  }
}

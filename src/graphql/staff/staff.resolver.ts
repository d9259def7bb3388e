import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from "type-graphql";
import { listMediators } from "../../services/staff/list-mediators.js";
import { saveMediator, type SaveMediatorInput as Saved } from "../../services/staff/save-mediator.js";
import { endShift, startShift } from "../../services/staff/shift.js";
import { connectionOf } from "../connection/connection.type.js";
import { PageArgs } from "../connection/page.args.js";
import type { GraphQLContext } from "../context.js";
import { fromGlobalId } from "../global-id.js";
import { plainPayload } from "../mutation-payload.js";
import { selectionOf } from "../selection.js";
import { EndShiftInput, SaveMediatorInput, StartShiftInput } from "./staff.input.js";
import { MediatorPayload } from "./staff.payload.js";

/** The platform's mediators and their shifts. */
@Resolver()
export class StaffResolver {
  @Query(() => connectionOf("Mediator"), {
    description: "The platform's mediators, the highest level first. For the staff who handle disputes.",
  })
  mediators(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { useCase }: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return listMediators(useCase, page, selectionOf(info));
  }

  @Mutation(() => MediatorPayload, {
    description:
      "Adds a mediator, or changes what is known of one: level, capacity, certifications, languages. Nobody changes the own " +
      "entry. Role SENIOR_MEDIATOR.",
  })
  saveMediator(
    @Arg("input", () => SaveMediatorInput, { description: "Whom, and what." }) input: SaveMediatorInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<MediatorPayload> {
    return plainPayload(MediatorPayload, input, async () => saveMediator(useCase, profileOf(input)));
  }

  @Mutation(() => MediatorPayload, {
    description:
      "Starts the viewer's shift; it ends by itself. Who has ever started one gets cases only during one. Roles MEDIATOR, " +
      "SENIOR_MEDIATOR.",
  })
  startShift(
    @Arg("input", () => StartShiftInput, { description: "Until when." }) input: StartShiftInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<MediatorPayload> {
    const { clientMutationId, until } = input;
    return plainPayload(MediatorPayload, input, async () =>
      startShift(useCase, { clientMutationId, until: until ?? undefined }),
    );
  }

  @Mutation(() => MediatorPayload, {
    description: "Ends the viewer's shift; cases in hand stay. Roles MEDIATOR, SENIOR_MEDIATOR.",
  })
  endShift(
    @Arg("input", () => EndShiftInput, { description: "The key alone." }) input: EndShiftInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<MediatorPayload> {
    const { clientMutationId } = input;
    return plainPayload(MediatorPayload, input, async () => endShift(useCase, { clientMutationId }));
  }
}

/** @throws RefusedError INVALID_ID */
function profileOf({ clientMutationId, mediatorId, ...given }: SaveMediatorInput): Saved {
  return {
    clientMutationId,
    mediatorId: mediatorId ? fromGlobalId("Mediator", mediatorId, ["mediatorId"]) : undefined,
    publicName: given.publicName ?? undefined,
    level: given.level ?? undefined,
    capacity: given.capacity ?? undefined,
    certifiedReasons: given.certifiedReasons ?? undefined,
    certifications: given.certifications?.map(({ reasonGroup, certifiedUntil }) => ({
      reasonGroup,
      certifiedUntil,
    })),
    languages: given.languages ?? undefined,
  };
}

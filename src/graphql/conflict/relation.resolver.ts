import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import { clearComplaint } from "../../services/conflict/clear-complaint.js";
import { complainAboutMediator } from "../../services/conflict/complain-about-mediator.js";
import { declareRelation, listRelations } from "../../services/conflict/declare-relation.js";
import { endRelation } from "../../services/conflict/end-relation.js";
import type { UseCaseContext } from "../../services/use-case.js";
import type { GraphQLContext } from "../context.js";
import { fromGlobalId, toGlobalId, typeOfGlobalId } from "../global-id.js";
import { plainPayload } from "../mutation-payload.js";
import {
  ClearComplaintInput,
  ClearComplaintPayload,
  ComplainAboutMediatorInput,
  ComplainAboutMediatorPayload,
  DeclaredRelationType,
  DeclareRelationInput,
  DeclareRelationPayload,
  EndRelationInput,
  EndRelationPayload,
} from "./relation.type.js";

const typeOf = { MERCHANT: "Merchant", SHOPPER: "Shopper" } as const;

/** The side and UUID of a merchant or shopper. @throws RefusedError INVALID_ID */
function partyOf(id: string): { readonly side: Side; readonly partyId: string } {
  const field = ["partyId"];
  const side = typeOfGlobalId(id, field) === typeOf.SHOPPER ? Side.SHOPPER : Side.MERCHANT;
  return { side, partyId: fromGlobalId(typeOf[side], id, field) };
}

type Shown = Pick<DeclaredRelationType, keyof DeclaredRelationType>;

async function shown(useCase: UseCaseContext): Promise<Shown[]> {
  const relations = await listRelations(useCase);
  return relations.map(({ side, partyId, ...rest }) => ({
    ...rest,
    partyId: toGlobalId(typeOf[side], partyId),
  }));
}

/** What stands between a mediator and a party. */
@Resolver()
export class RelationResolver {
  @Query(() => [DeclaredRelationType], {
    description:
      "The relations that the viewer declared and that count, oldest first; none but for mediators.",
  })
  declaredRelations(@Ctx() { useCase }: GraphQLContext): Promise<Shown[]> {
    return shown(useCase);
  }

  @Mutation(() => DeclareRelationPayload, {
    description:
      "A mediator declares a relation to a merchant or shopper: no case of that party comes to the mediator while it counts. " +
      "Roles MEDIATOR and SENIOR_MEDIATOR.",
  })
  declareRelation(
    @Arg("input", () => DeclareRelationInput, { description: "To whom, and how." })
    { clientMutationId, partyId, kind, until = null }: DeclareRelationInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<DeclareRelationPayload> {
    return plainPayload(DeclareRelationPayload, { clientMutationId }, async () => {
      await declareRelation(useCase, { clientMutationId, ...partyOf(partyId), kind, until });
      return { relations: await shown(useCase) };
    });
  }

  @Mutation(() => EndRelationPayload, {
    description:
      "A mediator takes back the own declarations about a party; they stay on record. Roles MEDIATOR and SENIOR_MEDIATOR.",
  })
  endRelation(
    @Arg("input", () => EndRelationInput, { description: "About whom." })
    { clientMutationId, partyId }: EndRelationInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<EndRelationPayload> {
    return plainPayload(EndRelationPayload, { clientMutationId }, async () => {
      await endRelation(useCase, { clientMutationId, partyId: partyOf(partyId).partyId });
      return { relations: await shown(useCase) };
    });
  }

  @Mutation(() => ComplainAboutMediatorPayload, {
    description:
      "A side complains about the mediator who has its case. The case goes on; for 90 days, or until a senior mediator clears " +
      "it, the mediator gets no further case of this side. `challengeMediator` asks for another one in this case.",
  })
  complainAboutMediator(
    @Arg("input", () => ComplainAboutMediatorInput, { description: "In which dispute, and about what." })
    input: ComplainAboutMediatorInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<ComplainAboutMediatorPayload> {
    const { clientMutationId, ground, statement } = input;
    return plainPayload(ComplainAboutMediatorPayload, input, () => {
      const disputeId = fromGlobalId("Dispute", input.disputeId, ["disputeId"]);
      return complainAboutMediator(useCase, { clientMutationId, disputeId, ground, statement });
    });
  }

  @Mutation(() => ClearComplaintPayload, {
    description:
      "A senior mediator, not the one whom they are about, clears the complaints about a mediator in a dispute.",
  })
  clearComplaint(
    @Arg("input", () => ClearComplaintInput, { description: "In which dispute, about whom, and why." })
    input: ClearComplaintInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<ClearComplaintPayload> {
    const { clientMutationId, reason } = input;
    return plainPayload(ClearComplaintPayload, input, () => {
      const disputeId = fromGlobalId("Dispute", input.disputeId, ["disputeId"]);
      const mediatorId = fromGlobalId("Mediator", input.mediatorId, ["mediatorId"]);
      return clearComplaint(useCase, { clientMutationId, disputeId, mediatorId, reason });
    });
  }
}

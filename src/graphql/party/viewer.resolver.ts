import type { GraphQLResolveInfo } from "graphql";
import { Ctx, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { readViewerParty } from "../../services/read/read-viewer-party.js";
import type { GraphQLContext } from "../context.js";
import { selectionOf } from "../selection.js";
import { MediatorType, MerchantType, ShopperType } from "./party.type.js";
import { viewerIdOf } from "./viewer-id.js";
import { ViewerType } from "./viewer.type.js";

/** Who asks. */
@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { description: "Who asks." })
  viewer(@Ctx() { viewer }: GraphQLContext): object {
    return { role: viewer.role, id: viewerIdOf(viewer) };
  }

  @FieldResolver(() => MerchantType, {
    nullable: true,
    description: "The merchant that the viewer acts for, if any.",
  })
  merchant(@Ctx() { useCase }: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return readViewerParty(useCase, "Merchant", selectionOf(info));
  }

  @FieldResolver(() => ShopperType, { nullable: true, description: "The viewer as a shopper, if one." })
  shopper(@Ctx() { useCase }: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return readViewerParty(useCase, "Shopper", selectionOf(info));
  }

  @FieldResolver(() => MediatorType, { nullable: true, description: "The viewer as a mediator, if one." })
  mediator(@Ctx() { useCase }: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return readViewerParty(useCase, "Mediator", selectionOf(info));
  }
}

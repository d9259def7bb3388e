import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { importOrders } from "../../services/orders/import-orders.js";
import type { GraphQLContext } from "../context.js";
import { ImportOrdersInput } from "./import-orders.input.js";
import { ImportOrdersPayload } from "./import-orders.payload.js";

/** Orders on their way in. */
@Resolver()
export class ImportOrdersMutation {
  @Mutation(() => ImportOrdersPayload, {
    description:
      "Takes up to 500 orders as the marketplace hands them in (role INTEGRATION), each whole or not at all. An order " +
      "that is known by its reference and says the same is unchanged; one that says something else is updated.",
  })
  importOrders(
    @Arg("input", () => ImportOrdersInput, { description: "The orders." }) input: ImportOrdersInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<ImportOrdersPayload> {
    const { clientMutationId, orders } = input;
    return ImportOrdersPayload.of(clientMutationId, () =>
      importOrders(useCase, { clientMutationId, orders }),
    );
  }
}

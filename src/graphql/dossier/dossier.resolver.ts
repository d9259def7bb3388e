import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, ID, Info, Mutation, Resolver, Root, Subscription } from "type-graphql";
import { exportDossier } from "../../services/dossier/export-dossier.js";
import { followDossier } from "../../services/dossier/follow-dossier.js";
import type { GraphQLContext } from "../context.js";
import { fromGlobalId } from "../global-id.js";
import { plainPayload, readSelected } from "../mutation-payload.js";
import { ExportDossierInput } from "./dossier.input.js";
import { ExportDossierPayload } from "./dossier.payload.js";
import { DossierType } from "./dossier.type.js";

/** What `subscribe` gets. */
interface Start {
  readonly args: { readonly dossierId: string };
  readonly context: GraphQLContext;
}

/** Taking a case elsewhere. */
@Resolver()
export class DossierResolver {
  @Mutation(() => ExportDossierPayload, {
    description:
      "Asks for a dossier of a dispute as the viewer may see it, to be taken to a court, a bank or a consumer association. It is " +
      "built as a job: follow `dossierProgress` or read `node`, then download it. Asking again before it is there answers the " +
      "same one; the latest five of a viewer are kept, and a sixth within an hour is RATE_LIMITED. Custody records which files went out. The two sides and staff that sees the dispute.",
  })
  exportDossier(
    @Arg("input", () => ExportDossierInput, { description: "Of which dispute." }) input: ExportDossierInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<ExportDossierPayload> {
    return plainPayload(ExportDossierPayload, input, async () => {
      const { clientMutationId, language } = input;
      const disputeId = fromGlobalId("Dispute", input.disputeId, ["disputeId"]);
      return { dossierId: await exportDossier(useCase, { clientMutationId, disputeId, language }) };
    });
  }

  @Subscription(() => DossierType, {
    description:
      "The dossier each time its building has come further, until it is there or has failed; at once as it is now. NOT_FOUND if " +
      "the viewer may not see it.",
    subscribe: ({ args, context }: Start) =>
      followDossier(context.useCase, fromGlobalId("Dossier", args.dossierId, ["dossierId"])),
  })
  dossierProgress(
    @Root() dossierId: string,
    @Arg("dossierId", () => ID, { description: "The dossier to follow." }) _id: string,
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return readSelected("Dossier", dossierId, context, info);
  }
}

import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, ObjectType } from "type-graphql";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, readSelected } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";

/** Answer of exportDossier. */
@ObjectType({ description: "The dossier that was asked for, or why not." })
export class ExportDossierPayload extends MutationPayload {
  /** UUID; null when it was refused. */
  dossierId: string | null = null;

  @Field(() => typeNamed("Dossier"), {
    nullable: true,
    description: "The dossier as it is now; null when refused.",
  })
  dossier(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("Dossier", this.dossierId, context, info);
  }
}

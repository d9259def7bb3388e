import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { DossierLanguage } from "../../domain/evidence/dossier-language.js";
import { readRulingDocument, type ReadRulingDocument } from "../../services/ruling/read-ruling-document.js";
import type { GraphQLContext } from "../context.js";
import "../dossier/dossier.enum.js";
import { fromGlobalId } from "../global-id.js";
import { RulingDocumentType } from "./ruling-document.type.js";

/** Reading a ruling as people do. */
@Resolver()
export class RulingDocumentResolver {
  @Query(() => RulingDocumentType, {
    nullable: true,
    description:
      "The ruling in force as a document, from what the viewer may see. Null while there is none; null with the error NOT_FOUND if " +
      "the dispute does not exist or the viewer may not see it.",
  })
  rulingDocument(
    @Arg("disputeId", () => ID, { description: "The dispute that was decided." }) disputeId: string,
    @Arg("language", () => DossierLanguage, { description: "In which language." }) language: DossierLanguage,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<ReadRulingDocument | null> {
    const id = fromGlobalId("Dispute", disputeId, ["disputeId"]);
    return readRulingDocument(useCase, { disputeId: id, language });
  }
}

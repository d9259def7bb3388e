import { Field, ID, InputType } from "type-graphql";
import { DossierLanguage } from "../../domain/evidence/dossier-language.js";
import { MutationInput } from "../dispute/command.input.js";
import "./dossier.enum.js";

/** Input of exportDossier. */
@InputType({ description: "Of which dispute, in which language." })
export class ExportDossierInput extends MutationInput {
  @Field(() => ID, { description: "The dispute that is meant." })
  disputeId!: string;

  @Field(() => DossierLanguage, { description: "The language of the readable part." })
  language!: DossierLanguage;
}

import { Field, ObjectType } from "type-graphql";
import { DossierLanguage } from "../../domain/evidence/dossier-language.js";
import "../dossier/dossier.enum.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** Where to get the PDF. */
@ObjectType("RulingDocumentDownload", {
  description: "Where the viewer gets a ruling as a PDF, made anew from what may be known then.",
  simpleResolvers: true,
})
export class RulingDocumentDownloadType {
  @Field(() => String, {
    description:
      "Good for the viewer alone; it needs no token, and is relative to the API's address unless the platform has a public one.",
  })
  url!: string;

  @Field(() => DateTimeScalar, { description: "Until when it is good. Ask again for another." })
  expiresAt!: Date;
}

/** A ruling for people. */
@ObjectType("RulingDocument", {
  description:
    "The ruling in force for people to read: who, what was asked, what was found and on which evidence (its types, not its " +
    "content), what follows under which clause, who does what until when, appeals, what may be done next, and what happens " +
    "if nobody acts.",
  simpleResolvers: true,
})
export class RulingDocumentType {
  @Field(() => DossierLanguage, {
    description: "The language of everything that is not said by people in their own words.",
  })
  language!: string;

  @Field(() => String, {
    description:
      "A whole page, with every text escaped, without scripts and without anything from elsewhere. Show it apart from your own page, e.g. in a sandboxed frame.",
  })
  html!: string;

  @Field(() => RulingDocumentDownloadType, {
    nullable: true,
    description: "The same as a PDF; null where the platform gives out no files.",
  })
  pdf!: RulingDocumentDownloadType | null;
}

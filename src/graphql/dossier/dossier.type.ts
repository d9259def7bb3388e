import { Field, Float, Int, ObjectType } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import { DossierLanguage } from "../../domain/evidence/dossier-language.js";
import { DossierStatus } from "../../domain/evidence/dossier-status.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import "../party/role.enum.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "./dossier.enum.js";

/** How far a dossier is. */
@ReadObjectType("DossierProgress", "How far the building of a dossier is.", { node: false })
export class DossierProgressType {
  @Field(() => Int, { description: "Steps done so far; it begins anew when a worker dies." })
  done!: number;

  @Field(() => Int, { description: "Steps in all, two for each file and two more; 0 while it is queued." })
  total!: number;
}

/** Where to get a dossier. */
@ObjectType("DossierDownload", {
  description: "Where the viewer gets a dossier.",
  simpleResolvers: true,
})
export class DossierDownloadType {
  @Field(() => String, {
    description:
      "Good for the viewer alone; it needs no token, and is relative to the API's address unless the platform has a public one.",
  })
  url!: string;

  @Field(() => DateTimeScalar, { description: "Until when it is good. Ask again for another." })
  expiresAt!: Date;
}

/** A dossier of a dispute. */
@ReadObjectType(
  "Dossier",
  "A dispute as a ZIP for a court, a bank or a consumer association: to read, for machines, with the evidence, and with what " +
    "proves that nothing was changed. It holds what its requester could see when it was built. See docs/dossier.md.",
)
export class DossierType {
  @Field(() => typeNamed("Dispute"), { description: "The dispute that it is of." })
  dispute!: object;

  @Field(() => DossierLanguage, { description: "The language of its readable part." })
  language!: string;

  @Field(() => Role, { description: "The role of whoever asked for it, with whose eyes it was made." })
  requestedByRole!: string;

  @Field(() => DossierStatus, { description: "Where its building stands." })
  status!: string;

  @Field(() => DossierProgressType, { description: "How far its building is." })
  progress!: DossierProgressType;

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  requestedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was there, or given up." })
  finishedAt!: string | null;

  @Field(() => Float, { nullable: true, description: "Whole bytes of the ZIP; null until it is there." })
  byteSize!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "SHA-256 of the ZIP, 64 hexadecimal digits: hold what `verify` says against it.",
  })
  sha256!: string | null;

  @Field(() => String, { nullable: true, description: "Where the chain of events in it ends." })
  eventHead!: string | null;

  @Field(() => String, { nullable: true, description: "Where the chain of custody in it ends." })
  custodyHead!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "SHA-256 of the platform's public key with which it is signed; `verify --key` takes it.",
  })
  signingKey!: string | null;

  @Field(() => DossierDownloadType, {
    nullable: true,
    description: "Where the viewer gets it; null until it is there.",
  })
  download!: DossierDownloadType | null;
}

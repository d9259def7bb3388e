import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, Int, ObjectType } from "type-graphql";
import type { EvidenceLimits } from "../../domain/evidence/file-limits.js";
import type { UploadAddress } from "../../services/evidence/upload-address.js";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, readSelected } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import { EvidenceLimitsType } from "./evidence-limits.type.js";

/** A part of a file that is sent to the storage itself. */
@ObjectType("EvidenceUploadPart", {
  description: "A part of a file that can be sent to the storage itself.",
  simpleResolvers: true,
})
export class EvidenceUploadPartType {
  @Field(() => String, { description: "PUT exactly these bytes here, without a token." })
  readonly url: string;

  @Field(() => Int, { description: "The byte of the file with which the part begins, from 0." })
  readonly offset: number;

  @Field(() => Int, { description: "How many bytes it has." })
  readonly byteSize: number;

  constructor({ url, offset, byteSize }: NonNullable<UploadAddress["parts"]>[number]) {
    this.url = url;
    this.offset = offset;
    this.byteSize = byteSize;
  }
}

/** Where to send the bytes. */
@ObjectType("EvidenceUpload", {
  description: "Where the bytes of an announced file are to be sent, until when, and within which limits.",
  simpleResolvers: true,
})
export class EvidenceUploadType {
  @Field(() => String, {
    description:
      "Takes the whole file by PUT, or resumably by HEAD and PATCH of the tus protocol 1.0.0. It is good for the viewer alone, " +
      "needs no token, and is relative to the API's address unless the platform has a public one.",
  })
  readonly url: string;

  @Field(() => [EvidenceUploadPartType], {
    nullable: true,
    description:
      "Parts that can be sent to the storage itself instead, all of them; null where that is not offered.",
  })
  readonly parts: readonly EvidenceUploadPartType[] | null;

  @Field(() => DateTimeScalar, { description: "Until when the upload has to be completed." })
  readonly expiresAt: Date;

  @Field(() => EvidenceLimitsType, { description: "What may be handed in, and how much." })
  readonly limits: EvidenceLimitsType;

  constructor({ url, parts, expiresAt }: UploadAddress, limits: EvidenceLimits) {
    this.url = url;
    this.parts = parts?.map((part) => new EvidenceUploadPartType(part)) ?? null;
    this.expiresAt = expiresAt;
    this.limits = new EvidenceLimitsType(limits);
  }
}

/** What every mutation of a file answers. */
@ObjectType({ description: "What every mutation of a file answers." })
class EvidenceFilePayload extends MutationPayload {
  /** UUID; null when it was refused. */
  fileId: string | null = null;

  @Field(() => typeNamed("EvidenceFile"), {
    nullable: true,
    description: "The file as it is now; null when refused.",
  })
  file(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("EvidenceFile", this.fileId, context, info);
  }
}

/** Answer of createEvidenceUpload. */
@ObjectType({ description: "The file that was announced and where to send it, or why not." })
export class CreateEvidenceUploadPayload extends EvidenceFilePayload {
  @Field(() => EvidenceUploadType, {
    nullable: true,
    description: "Where to send the bytes; null when refused.",
  })
  upload: EvidenceUploadType | null = null;
}

/** Answer of completeEvidenceUpload. */
@ObjectType({ description: "The file that was taken, or why not." })
export class CompleteEvidenceUploadPayload extends EvidenceFilePayload {}

/** Answer of cancelEvidenceUpload. */
@ObjectType({ description: "The file that was given up, or why not." })
export class CancelEvidenceUploadPayload extends EvidenceFilePayload {}

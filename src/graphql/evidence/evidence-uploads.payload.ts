import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, Int, ObjectType } from "type-graphql";
import type { FileOutcome } from "../../services/evidence/file-outcome.js";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, readSelected } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";
import { UserError } from "../user-error.type.js";
import { EvidenceUploadType } from "./evidence-upload.payload.js";

/** What became of one file of a call about several. */
@ObjectType({ description: "What became of one file of a call that is about several." })
export class EvidenceUploadResult {
  private readonly fileId: string | null;

  @Field(() => Int, { description: "Its position in the call, from 0." })
  readonly index: number;

  @Field(() => [UserError], { description: "Why nothing was done about this file; empty when it was taken." })
  readonly userErrors: readonly UserError[];

  @Field(() => EvidenceUploadType, {
    nullable: true,
    description:
      "Where to send the bytes of a file that was announced; null when refused, and once it is complete.",
  })
  readonly upload: EvidenceUploadType | null;

  constructor({ index, fileId, refusals }: FileOutcome, upload: EvidenceUploadType | null = null) {
    this.index = index;
    this.fileId = fileId;
    this.userErrors = refusals.map((refusal) => new UserError(refusal));
    this.upload = upload;
  }

  @Field(() => typeNamed("EvidenceFile"), {
    nullable: true,
    description: "The file as it is now; null when refused. All of a call are read in one statement.",
  })
  file(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("EvidenceFile", this.fileId, context, info);
  }
}

/** Answer of createEvidenceUploads and completeEvidenceUploads. */
@ObjectType({
  description:
    "What became of each file; `userErrors` if the call was refused as a whole, which changes nothing.",
})
export class EvidenceUploadsPayload extends MutationPayload {
  @Field(() => [EvidenceUploadResult], {
    description: "One result a file, in the order given; empty if the call was refused.",
  })
  results: readonly EvidenceUploadResult[] = [];
}

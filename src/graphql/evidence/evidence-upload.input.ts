import { Field, ID, InputType, Int } from "type-graphql";
import { MutationInput } from "../dispute/command.input.js";

/** Input of createEvidenceUpload. */
@InputType({ description: "A file that is to be handed in, before its bytes are sent." })
export class CreateEvidenceUploadInput extends MutationInput {
  @Field(() => ID, { description: "The dispute that it is for." })
  disputeId!: string;

  @Field(() => String, { description: "Its name. It is cleaned for display; folders are left out." })
  filename!: string;

  @Field(() => String, { description: "Its media type, one of those that `evidenceLimits` lists." })
  contentType!: string;

  @Field(() => Int, { description: "How many bytes it has, 1 or more." })
  byteSize!: number;

  @Field(() => String, { description: "SHA-256 of the bytes, 64 hexadecimal digits." })
  sha256!: string;
}

/** One file of createEvidenceUploads. */
@InputType({ description: "One of several files that are to be handed in." })
export class EvidenceUploadFileInput {
  @Field(() => String, { description: "Its name. It is cleaned for display; folders are left out." })
  filename!: string;

  @Field(() => String, { description: "Its media type, one of those that `evidenceLimits` lists." })
  contentType!: string;

  @Field(() => Int, { description: "How many bytes it has, 1 or more." })
  byteSize!: number;

  @Field(() => String, { description: "SHA-256 of the bytes, 64 hexadecimal digits." })
  sha256!: string;
}

/** Input of createEvidenceUploads. */
@InputType({
  description: "Several files that are to be handed in for one dispute, before their bytes are sent.",
})
export class CreateEvidenceUploadsInput extends MutationInput {
  @Field(() => ID, { description: "The dispute that they are for." })
  disputeId!: string;

  @Field(() => [EvidenceUploadFileInput], {
    description: "The files: 1 to `evidenceLimits.filesPerCall`.",
  })
  files!: EvidenceUploadFileInput[];
}

/** Input of completeEvidenceUploads. */
@InputType({ description: "Which uploads for one dispute are complete." })
export class CompleteEvidenceUploadsInput extends MutationInput {
  @Field(() => ID, { description: "The dispute that they are for." })
  disputeId!: string;

  @Field(() => [ID], {
    description: "The files that were announced, each once: 1 to `evidenceLimits.filesPerCall`.",
  })
  fileIds!: string[];
}

/** Input of completeEvidenceUpload. */
@InputType({ description: "Which upload is complete." })
export class CompleteEvidenceUploadInput extends MutationInput {
  @Field(() => ID, { description: "The file that was announced." })
  fileId!: string;
}

/** Input of cancelEvidenceUpload. */
@InputType({ description: "Which upload is not wanted any more." })
export class CancelEvidenceUploadInput extends MutationInput {
  @Field(() => ID, { description: "The file that was announced." })
  fileId!: string;
}

import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { cancelEvidenceUpload } from "../../services/evidence/cancel-evidence-upload.js";
import { completeEvidenceUpload } from "../../services/evidence/complete-evidence-upload.js";
import { createEvidenceUpload } from "../../services/evidence/create-evidence-upload.js";
import { evidenceOf } from "../../services/evidence/evidence-setting.js";
import { addressOf } from "../../services/evidence/upload-address.js";
import type { GraphQLContext } from "../context.js";
import { fromGlobalId } from "../global-id.js";
import { plainPayload } from "../mutation-payload.js";
import { EvidenceLimitsType } from "./evidence-limits.type.js";
import {
  CancelEvidenceUploadInput,
  CompleteEvidenceUploadInput,
  CreateEvidenceUploadInput,
} from "./evidence-upload.input.js";
import {
  CancelEvidenceUploadPayload,
  CompleteEvidenceUploadPayload,
  CreateEvidenceUploadPayload,
  EvidenceUploadType,
} from "./evidence-upload.payload.js";

/** Handing files in. */
@Resolver()
export class EvidenceUploadResolver {
  @Query(() => EvidenceLimitsType, {
    description: "What may be handed in as evidence, and how much. All roles.",
  })
  evidenceLimits(@Ctx() { useCase }: GraphQLContext): EvidenceLimitsType {
    return new EvidenceLimitsType(evidenceOf(useCase).limits);
  }

  @Mutation(() => CreateEvidenceUploadPayload, {
    description:
      "Announces a file and answers where to send its bytes; they never go through GraphQL. When they are there, " +
      "`completeEvidenceUpload` takes it. Possible for a party until the dispute is closed, and for carriers and the " +
      "logistics desk where they see it.",
  })
  createEvidenceUpload(
    @Arg("input", () => CreateEvidenceUploadInput, { description: "What kind of file, and how large." })
    input: CreateEvidenceUploadInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<CreateEvidenceUploadPayload> {
    return plainPayload(CreateEvidenceUploadPayload, input, async () => {
      const { clientMutationId, filename, contentType, byteSize, sha256 } = input;
      const disputeId = fromGlobalId("Dispute", input.disputeId, ["disputeId"]);
      const asked = { clientMutationId, disputeId, filename, contentType, byteSize, sha256 };
      const created = await createEvidenceUpload(useCase, asked);
      const address = await addressOf(useCase, created, byteSize);
      const upload = new EvidenceUploadType(address, evidenceOf(useCase).limits);
      return { fileId: created.fileId, upload };
    });
  }

  @Mutation(() => CompleteEvidenceUploadPayload, {
    description:
      "Takes a file all of whose bytes have arrived and whose SHA-256 is the announced one; its examination begins. " +
      "Completing it again answers the same. Only for whoever announced it.",
  })
  completeEvidenceUpload(
    @Arg("input", () => CompleteEvidenceUploadInput, { description: "Which file." })
    input: CompleteEvidenceUploadInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<CompleteEvidenceUploadPayload> {
    return plainPayload(CompleteEvidenceUploadPayload, input, async () => {
      const { clientMutationId } = input;
      const fileId = fromGlobalId("EvidenceFile", input.fileId, ["fileId"]);
      return { fileId: await completeEvidenceUpload(useCase, { clientMutationId, fileId }) };
    });
  }

  @Mutation(() => CancelEvidenceUploadPayload, {
    description: "Gives an upload up before it is complete. Only for whoever announced it.",
  })
  cancelEvidenceUpload(
    @Arg("input", () => CancelEvidenceUploadInput, { description: "Which file." })
    input: CancelEvidenceUploadInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<CancelEvidenceUploadPayload> {
    return plainPayload(CancelEvidenceUploadPayload, input, async () => {
      const { clientMutationId } = input;
      const fileId = fromGlobalId("EvidenceFile", input.fileId, ["fileId"]);
      return { fileId: await cancelEvidenceUpload(useCase, { clientMutationId, fileId }) };
    });
  }
}

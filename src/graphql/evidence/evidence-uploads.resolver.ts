import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { completeEvidenceUploads } from "../../services/evidence/complete-evidence-uploads.js";
import { createEvidenceUploads } from "../../services/evidence/create-evidence-uploads.js";
import { evidenceOf } from "../../services/evidence/evidence-setting.js";
import { addressesOf } from "../../services/evidence/upload-address.js";
import type { GraphQLContext } from "../context.js";
import { fromGlobalId } from "../global-id.js";
import { plainPayload } from "../mutation-payload.js";
import { CompleteEvidenceUploadsInput, CreateEvidenceUploadsInput } from "./evidence-upload.input.js";
import { EvidenceUploadType } from "./evidence-upload.payload.js";
import { EvidenceUploadResult, EvidenceUploadsPayload } from "./evidence-uploads.payload.js";

const eachOnItsOwn =
  "Each file is judged by itself, in the order given: what is refused of one leaves the others alone, and its `userErrors` say why. " +
  "The same key again answers the same; if no file was taken, nothing is kept and all are judged anew.";

/** Handing in several files of one dispute in one call. */
@Resolver()
export class EvidenceUploadsResolver {
  @Mutation(() => EvidenceUploadsPayload, {
    description: `createEvidenceUpload for several files of one dispute, in one transaction. ${eachOnItsOwn}`,
  })
  createEvidenceUploads(
    @Arg("input", () => CreateEvidenceUploadsInput, { description: "Which files, and for which dispute." })
    input: CreateEvidenceUploadsInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<EvidenceUploadsPayload> {
    return plainPayload(EvidenceUploadsPayload, input, async () => {
      const { clientMutationId } = input;
      const disputeId = fromGlobalId("Dispute", input.disputeId, ["disputeId"]);
      const files = input.files.map(({ filename, contentType, byteSize, sha256 }) => ({
        ...{ filename, contentType, byteSize, sha256 },
      }));
      const created = await createEvidenceUploads(useCase, { clientMutationId, disputeId, files });
      const addresses = await addressesOf(useCase, created, files);
      const { limits } = evidenceOf(useCase);
      const results = created.outcomes.map((outcome, index) => {
        const address = addresses[index] ?? null;
        return new EvidenceUploadResult(outcome, address && new EvidenceUploadType(address, limits));
      });
      return { results };
    });
  }

  @Mutation(() => EvidenceUploadsPayload, {
    description: `completeEvidenceUpload for several files of one dispute, in one transaction. ${eachOnItsOwn}`,
  })
  completeEvidenceUploads(
    @Arg("input", () => CompleteEvidenceUploadsInput, { description: "Which files, and of which dispute." })
    input: CompleteEvidenceUploadsInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<EvidenceUploadsPayload> {
    return plainPayload(EvidenceUploadsPayload, input, async () => {
      const { clientMutationId } = input;
      const disputeId = fromGlobalId("Dispute", input.disputeId, ["disputeId"]);
      const fileIds = input.fileIds.map((id, index) =>
        fromGlobalId("EvidenceFile", id, ["fileIds", String(index)]),
      );
      const outcomes = await completeEvidenceUploads(useCase, { clientMutationId, disputeId, fileIds });
      return { results: outcomes.map((outcome) => new EvidenceUploadResult(outcome)) };
    });
  }
}

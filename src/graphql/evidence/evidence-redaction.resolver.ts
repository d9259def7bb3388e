import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Field, Info, Mutation, ObjectType, Resolver } from "type-graphql";
import { redactEvidence } from "../../services/evidence/redact-evidence.js";
import type { GraphQLContext } from "../context.js";
import { commandOf } from "../dispute/command.js";
import { fromGlobalId } from "../global-id.js";
import { AnsweringParameter, DisputePayload, payloadOf, type Answering } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";
import { RedactEvidenceInput } from "./evidence-redaction.input.js";

/** Answer of redactEvidence. */
@ObjectType({
  description: "The copy that stands in the place of the file, with the dispute, or why nothing was done.",
})
export class RedactEvidencePayload extends DisputePayload {
  @Field(() => typeNamed("EvidenceFile"), {
    nullable: true,
    description: "The copy. It is `EXAMINING` until it is made; null when refused.",
  })
  file(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.shown("file", context, info);
  }
}

/** Removing what must not be seen from evidence. */
@Resolver()
export class EvidenceRedactionResolver {
  @Mutation(() => RedactEvidencePayload, {
    description:
      "The mediator of the case has parts of a file removed that both sides can see: a stranger's face, an account number, a " +
      "private remark. From this moment neither side opens the file as it was, not even its own, and addresses of it are good " +
      "no more. A copy takes its place, which is made in the background: `EXAMINING`, then `SANITISED`, or `REJECTED` with " +
      "`findings` that say why, after which it can be asked for again. The original stays with the mediator. Items keep " +
      "their `contentHash`, which names the original. Not offered for PDF and office files, WAV and Ogg.",
  })
  redactEvidence(
    @Arg("input", () => RedactEvidenceInput, { description: "Which file, what of it, and why." })
    input: RedactEvidenceInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<RedactEvidencePayload> {
    return payloadOf(RedactEvidencePayload, input, answering, (useCase) => {
      const { reason, regions, spans, passages } = input;
      const fileId = fromGlobalId("EvidenceFile", input.fileId, ["fileId"]);
      return redactEvidence(useCase, { ...commandOf(input), fileId, reason, regions, spans, passages });
    });
  }
}

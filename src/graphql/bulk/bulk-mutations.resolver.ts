import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { declareInadmissible } from "../../services/disputes/declare-inadmissible.js";
import { sendMessage } from "../../services/disputes/send-message.js";
import { transferCase } from "../../services/disputes/transfer-case.js";
import { requestEvidence } from "../../services/evidence/request-evidence.js";
import type { GraphQLContext } from "../context.js";
import { demandsOf } from "../evidence/evidence-round.input.js";
import { fromGlobalId } from "../global-id.js";
import {
  BulkDeclareInadmissibleInput,
  BulkRequestEvidenceInput,
  BulkSendMessageInput,
  BulkTransferInput,
} from "./bulk.input.js";
import { BulkPayload, bulkPayloadOf } from "./bulk.payload.js";

const eachOnItsOwn =
  "Each dispute is judged and changed by itself, by the rules of the single mutation: what is refused for one leaves the others alone. The same " +
  "key again answers what was done and tries the rest anew, also after a call that was cut off.";

/** Acts on many disputes at once. A further act is a method here and its input. */
@Resolver()
export class BulkMutations {
  @Mutation(() => BulkPayload, { description: `declareInadmissible in up to 100 disputes. ${eachOnItsOwn}` })
  bulkDeclareInadmissible(
    @Arg("input", () => BulkDeclareInadmissibleInput, { description: "Which disputes, and why." })
    input: BulkDeclareInadmissibleInput,
    @Ctx() context: GraphQLContext,
  ): Promise<BulkPayload> {
    const { ground, statement, clause } = input;
    return bulkPayloadOf(
      input,
      context,
      () => (useCase, item) => declareInadmissible(useCase, { ...item, ground, statement, clause }),
    );
  }

  @Mutation(() => BulkPayload, { description: `requestEvidence in up to 100 cases. ${eachOnItsOwn}` })
  bulkRequestEvidence(
    @Arg("input", () => BulkRequestEvidenceInput, { description: "Which cases, and what of whom." })
    input: BulkRequestEvidenceInput,
    @Ctx() context: GraphQLContext,
  ): Promise<BulkPayload> {
    return bulkPayloadOf(input, context, () => {
      const what = { text: input.text, demands: demandsOf(input.slots) };
      return (useCase, item) => requestEvidence(useCase, { ...item, ...what });
    });
  }

  @Mutation(() => BulkPayload, { description: `sendMessage in up to 100 disputes. ${eachOnItsOwn}` })
  bulkSendMessage(
    @Arg("input", () => BulkSendMessageInput, { description: "Which disputes, to whom, and what." })
    input: BulkSendMessageInput,
    @Ctx() context: GraphQLContext,
  ): Promise<BulkPayload> {
    const { channel, text } = input;
    return bulkPayloadOf(
      input,
      context,
      () => (useCase, item) => sendMessage(useCase, { ...item, channel, text }),
    );
  }

  @Mutation(() => BulkPayload, { description: `transferCase in up to 100 cases. ${eachOnItsOwn}` })
  bulkTransfer(
    @Arg("input", () => BulkTransferInput, { description: "Which cases, to whom, and why." })
    input: BulkTransferInput,
    @Ctx() context: GraphQLContext,
  ): Promise<BulkPayload> {
    return bulkPayloadOf(input, context, () => {
      const { reason, note } = input;
      const mediatorId = fromGlobalId("Mediator", input.mediatorId, ["mediatorId"]);
      return (useCase, item) => transferCase(useCase, { ...item, mediatorId, reason, note });
    });
  }
}

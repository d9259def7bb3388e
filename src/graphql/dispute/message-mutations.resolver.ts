import { Arg, Mutation, Resolver } from "type-graphql";
import { sendMessage } from "../../services/disputes/send-message.js";
import { AnsweringParameter, payloadOf, type Answering } from "../mutation-payload.js";
import { commandOf } from "./command.js";
import { SendMessageInput } from "./message.input.js";
import { SendMessagePayload } from "./message.payload.js";

/** The thread of a dispute. */
@Resolver()
export class MessageMutations {
  @Mutation(() => SendMessagePayload, {
    description:
      "Writes into the thread of a dispute: between the parties, between the platform and one side, or among staff. Messages " +
      "are never changed or deleted.",
  })
  sendMessage(
    @Arg("input", () => SendMessageInput, { description: "Where, to whom, and what." })
    input: SendMessageInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<SendMessagePayload> {
    const { channel, text } = input;
    return payloadOf(SendMessagePayload, input, answering, (useCase) =>
      sendMessage(useCase, { ...commandOf(input), channel, text }),
    );
  }
}

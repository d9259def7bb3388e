import { Field, InputType } from "type-graphql";
import { MessageChannel } from "../../domain/dispute/event.js";
import { DisputeCommandInput } from "./command.input.js";

/** Input of sendMessage. */
@InputType({ description: "A message in the thread of a dispute." })
export class SendMessageInput extends DisputeCommandInput {
  @Field(() => MessageChannel, {
    description: "Who reads it: both sides, one side and the platform, or the platform's staff alone.",
  })
  channel!: MessageChannel;

  @Field(() => String, { description: "The message: 1 to 5,000 characters, line breaks welcome." })
  text!: string;
}

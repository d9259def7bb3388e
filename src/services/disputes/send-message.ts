import type { MessageChannel } from "../../domain/dispute/event.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** What is written, and to whom. */
export interface SendMessageInput extends DisputeMutation {
  readonly channel: MessageChannel;
  readonly text: string;
}

/**
 * Writes to the thread of the parties, privately between one side and the platform, or a note for
 * staff. The dispute's version stays as it is.
 * @throws RefusedError FORBIDDEN for a channel that is not the viewer's, INVALID_TEXT, and as `advanceDispute`
 */
export async function sendMessage(context: UseCaseContext, input: SendMessageInput): Promise<DisputeChange> {
  const text = cleanText(input.text, { field: ["text"], maximum: TextLimit.MESSAGE, multiline: true });
  const { channel } = input;
  const messageId = context.newId();
  return advanceDispute(context, {
    mutation: "sendMessage",
    input,
    command: () => ({ action: "SEND_MESSAGE", messageId, channel, text }),
    text,
  });
}

import { isStaff } from "../../domain/access/policy.js";
import { decide } from "../../domain/dispute/decide.js";
import type { MessageChannel } from "../../domain/dispute/event.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { insertMacroUse } from "../../persistence/macro.store.js";
import { advanceDispute } from "../disputes/advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "../disputes/change.js";
import { accepted } from "../disputes/record-decision.js";
import type { UseCaseContext } from "../use-case.js";
import { renderIn, type MacroChoice } from "./render-macro.js";

/** Which macro goes to whom. */
export interface SendMacroInput extends DisputeMutation, MacroChoice {
  readonly channel: MessageChannel;
}

/**
 * Sends a macro as a message, rendered from the dispute as it is under its lock, and counts the use of its version.
 * @throws RefusedError FORBIDDEN for the sides and for a channel that is not the viewer's; as `renderMacro` and `sendMessage`
 */
export async function sendMacro(context: UseCaseContext, input: SendMacroInput): Promise<DisputeChange> {
  const { channel, language } = input;
  const messageId = context.newId();
  const message = { action: "SEND_MESSAGE", messageId, channel } as const;
  let text = "";
  return advanceDispute(context, {
    mutation: "sendMacro",
    input,
    prepare: async (tx, { dispute, deciding }) => {
      if (!isStaff(context.viewer.role)) refuse(ErrorCode.FORBIDDEN, "Macros are for the platform's staff.");
      // Who may not write here is told so before the macro is looked for.
      accepted(decide({ ...message, text: input.code }, dispute, deciding));
      const macro = await renderIn(context, tx, dispute, input);
      await insertMacroUse(tx, { messageId, disputeId: dispute.id, macro, language });
      text = macro.text;
      return deciding;
    },
    command: () => ({ ...message, text }),
    text: () => text,
  });
}

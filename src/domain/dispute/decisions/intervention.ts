import { channelsOf } from "../../access/policy.js";
import { ErrorCode, refuse } from "../../errors.js";
import type { Dispute } from "../dispute.js";
import type { DecisionContext } from "../command.js";
import { Audience, type MessageChannel } from "../event.js";
import { mediatorMayTake } from "../guards.js";
import type { Handler, HandlerOutcome } from "./outcome.js";

/** A side calls the platform in; row 11. */
export const requestIntervention: Handler<"REQUEST_INTERVENTION"> = (_dispute, { statement }) => ({
  occurrence: { type: "INTERVENTION_REQUESTED", statement },
});

/** Gives the case to the mediator in the context; row 12. */
export function assign(dispute: Dispute, _command: object, context: DecisionContext): HandlerOutcome {
  const refused = mediatorMayTake(dispute, context);
  if (refused !== null) refuse(refused.code, refused.message, { field: ["mediatorId"] });
  return {
    occurrence: { type: "MEDIATOR_ASSIGNED", mediatorId: context.mediator?.id ?? "" },
  };
}

/** The mediator has heard enough; row 20. */
export const closeSubmissions: Handler<"CLOSE_SUBMISSIONS"> = (_dispute, { reason }) => ({
  occurrence: { type: "SUBMISSIONS_CLOSED", reason },
});

const audienceOf: Readonly<Record<MessageChannel, Audience>> = {
  MERCHANT_PRIVATE: Audience.MERCHANT,
  PARTIES: Audience.ALL,
  SHOPPER_PRIVATE: Audience.SHOPPER,
  STAFF: Audience.STAFF,
};

/** Writes to the thread, to one side privately, or a note for staff. Changes nothing else. */
export const sendMessage: Handler<"SEND_MESSAGE"> = (_dispute, { messageId, channel }, { viewer }) => {
  if (!channelsOf(viewer.role).includes(channel)) {
    refuse(ErrorCode.FORBIDDEN, "You cannot write to this channel.", { field: ["channel"] });
  }
  return { occurrence: { type: "MESSAGE_SENT", messageId, channel }, audience: audienceOf[channel] };
};

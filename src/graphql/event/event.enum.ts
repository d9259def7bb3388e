import { disputeEventTypes } from "../../domain/dispute/event-types.js";
import { Audience, type DisputeEventType } from "../../domain/dispute/event.js";
import { describeEnum } from "../described-enum.js";

/** The types of events, as the constant that an enum of the schema needs. */
export const EventTypeEnum = Object.fromEntries(
  Object.keys(disputeEventTypes).map((type) => [type, type]),
) as Readonly<{ [Type in DisputeEventType]: Type }>;

describeEnum("DisputeEventType", EventTypeEnum, "What an event of a dispute's log tells.", disputeEventTypes);

describeEnum("Audience", Audience, "For whom an event is meant.", {
  ALL: "Both sides and the platform.",
  MERCHANT: "The merchant and the platform.",
  SHOPPER: "The shopper and the platform.",
  STAFF: "Platform staff alone.",
});

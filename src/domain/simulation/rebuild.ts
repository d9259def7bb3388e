import type { Command } from "../dispute/command.js";
import type { Dispute } from "../dispute/dispute.js";
import type { DisputeEvent, DisputeEventType } from "../dispute/event.js";

/** The event of a type. */
export type EventOf<Type extends DisputeEventType> = Extract<DisputeEvent, { readonly type: Type }>;

/** Makes the command that an event came from, for the dispute as it stands in a replay. */
export type Rebuild<Type extends DisputeEventType> = (
  event: EventOf<Type>,
  dispute: Dispute,
  actorId: string,
) => Command | null;

/** One for some types of events. */
export type Rebuilders = { readonly [Type in DisputeEventType]?: Rebuild<Type> };

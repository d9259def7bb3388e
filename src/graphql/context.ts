import type { Viewer } from "../domain/access/viewer.js";
import type { Sandbox } from "../services/sandbox/sandbox.js";
import type { EventHub } from "../services/stream/event-hub.js";
import type { UseCaseContext } from "../services/use-case.js";

/** What every resolver gets. Subscriptions keep theirs for as long as they run. */
export interface GraphQLContext {
  readonly viewer: Viewer;
  /** What resolvers hand to the services; its viewer is {@link GraphQLContext.viewer}. */
  readonly useCase: UseCaseContext;
  /** Wakes subscriptions of this process when events were committed anywhere. */
  readonly events: EventHub;
  /** What builds situations for client developers; null or absent: there is no sandbox, as in production. */
  readonly sandbox?: Sandbox | null;
  /** Aborted when the request takes too long or its client has gone; the database listens to it already. */
  readonly signal?: AbortSignal;
}

import type { GraphQLSchema } from "graphql";
import type { Viewer } from "../domain/access/viewer.js";
import type { GraphQLContext } from "../graphql/context.js";
import type { ErrorFormatter } from "../graphql/errors.js";
import type { OperationCheck } from "../graphql/limits/operation-check.js";
import type { Authenticate } from "./authentication.js";
import type { TrustsAddress } from "./client-address.js";
import type { Logger } from "./logging.js";
import type { RateLimiter } from "./rate-limit.js";

/** For what a context is made: one short operation, or a subscription that stays. */
export interface ContextRequest {
  readonly viewer: Viewer;
  /** True for subscriptions: their loaders must not remember rows. */
  readonly longLived: boolean;
  /** Ends the work; give it to the database with `withSignal`. */
  readonly signal: AbortSignal;
}

/** Makes the context of one operation. */
export type CreateContext = (request: ContextRequest) => GraphQLContext;

/** What both transports share, so that a rule of the edge holds over HTTP and WebSocket alike. */
export interface EdgeOptions {
  readonly schema: GraphQLSchema;
  readonly operations: OperationCheck;
  readonly formatError: ErrorFormatter;
  readonly authenticate: Authenticate;
  readonly createContext: CreateContext;
  readonly rateLimiter: RateLimiter;
  /** Whose X-Forwarded-For tells a client's address; the same over both transports. */
  readonly trusts: TrustsAddress;
  readonly logger: Logger;
  /** Milliseconds after which a query or mutation and its SQL are cancelled. */
  readonly requestTimeoutMs: number;
}

/** Where both transports answer. */
export const GRAPHQL_PATH = "/graphql";
/** Bytes of a request body or WebSocket message at most. */
export const MAXIMUM_BODY_BYTES = 1024 * 1024;

import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { OperationTypeNode } from "graphql";
import { ErrorCode } from "../domain/errors.js";
import type { OperationRequest } from "../graphql/limits/operation-check.js";
import { withFacts, type HttpContext } from "./apollo.js";
import type { Caller } from "./authentication.js";
import { GRAPHQL_PATH, type EdgeOptions } from "./edges.js";
import { refusalOf, sendRefusal, type Refusal } from "./graphql-answer.js";
import { noteOperation, noteOutcome, type RequestFacts } from "./logging.js";
import { chooseMediaType, MediaType } from "./media-type.js";
import { startDeadline } from "./request-timeout.js";

interface RequestState {
  readonly caller: Caller;
  signal?: AbortSignal;
}

/** What {@link registerGraphQLRoute} needs besides the edges. */
export interface GraphQLRouteOptions extends EdgeOptions {
  readonly apollo: ApolloServer<HttpContext>;
  /** The facts that the log line of a request will tell. */
  readonly factsOf: (request: FastifyRequest) => RequestFacts;
}

/**
 * The one GraphQL endpoint. Before Apollo sees a request, its address and viewer are counted, its token
 * checked, its answer's media type agreed on, and its document put through the common check.
 */
export function registerGraphQLRoute(server: FastifyInstance, options: GraphQLRouteOptions): void {
  const states = new WeakMap<FastifyRequest, RequestState>();
  const run = fastifyApolloHandler(options.apollo, {
    context: (request) => {
      const state = states.get(request);
      if (state?.signal === undefined) throw new Error("A request reached Apollo past the edge.");
      const { caller, signal } = state;
      const context = options.createContext({ viewer: caller.viewer, longLived: false, signal });
      return Promise.resolve(withFacts(context, options.factsOf(request)));
    },
  });
  server.route({
    method: ["GET", "POST"],
    url: GRAPHQL_PATH,
    async onRequest(request, reply) {
      const admitted = await admit(request, options);
      if ("caller" in admitted) states.set(request, admitted);
      else return refuse(options, reply, admitted);
      return undefined;
    },
    async handler(request, reply) {
      const refused = inspect(request, options);
      if (refused !== null) return refuse(options, reply, refused);
      const deadline = startDeadline(options.requestTimeoutMs);
      const state = states.get(request);
      if (state !== undefined) state.signal = deadline.signal;
      reply.raw.once("close", () => {
        if (!reply.raw.writableFinished) deadline.abandon();
      });
      const running = Promise.resolve(run.call(server, request as never, reply as never) as Promise<string>);
      // After a timeout nobody waits for it any more.
      running.catch(() => undefined);
      try {
        return await Promise.race([running, deadline.expired]);
      } catch (error) {
        const status = deadline.signal.aborted ? 504 : 500;
        return await refuse(options, reply, { status, errors: [options.formatError(error)] });
      } finally {
        deadline.stop();
      }
    },
  });
  server.route({
    method: ["PUT", "PATCH", "DELETE", "OPTIONS"],
    url: GRAPHQL_PATH,
    handler: (_request, reply) =>
      sendRefusal(reply, wrongMethod("GET, POST", "Send GraphQL by POST, queries also by GET.")),
  });
}

function refuse(options: GraphQLRouteOptions, reply: FastifyReply, refusal: Refusal): FastifyReply {
  noteOutcome(options.factsOf(reply.request), refusal);
  return sendRefusal(reply, refusal);
}

function wrongMethod(allow: string, message: string): Refusal {
  return refusalOf(405, ErrorCode.VALIDATION, message, { allow });
}

/** The refusal of a client that sends too much. */
function tooMany(seconds: number): Refusal {
  const message = `Too many requests. Wait ${seconds} s, then send fewer.`;
  return refusalOf(429, ErrorCode.RATE_LIMITED, message, { "retry-after": String(seconds) });
}

async function admit(request: FastifyRequest, options: GraphQLRouteOptions): Promise<RequestState | Refusal> {
  const fromAddress = await options.rateLimiter.ofAddress(request.ip);
  if (fromAddress !== null) return tooMany(fromAddress);
  const caller = await options.authenticate(request.headers.authorization);
  if (caller === null) {
    const message = "Sign in first: send a valid token as 'Authorization: Bearer …'.";
    return refusalOf(401, ErrorCode.UNAUTHENTICATED, message, { "www-authenticate": "Bearer" });
  }
  options.factsOf(request).role = caller.viewer.role;
  const fromViewer = await options.rateLimiter.ofViewer(caller.viewer);
  return fromViewer === null ? { caller } : tooMany(fromViewer);
}

/** The operation in a request, or null when it is not well-formed; Apollo then says what is wrong with it. */
function operationIn(request: FastifyRequest): OperationRequest | null {
  const isGet = request.method === "GET";
  const source: unknown = isGet ? request.query : request.body;
  if (!isRecord(source)) return null;
  const { query, operationName = null, variables: sent = null } = source;
  const variables = isGet ? parsedVariables(sent) : sent;
  const wellFormed =
    isText(query) && query !== "" && isNullOr(isText, operationName) && isNullOr(isRecord, variables);
  return wellFormed ? { query, operationName, variables } : null;
}

const isText = (value: unknown) => typeof value === "string";
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isNullOr<Value>(is: (value: unknown) => value is Value, value: unknown): value is Value | null {
  return value === null || is(value);
}

function parsedVariables(text: unknown): unknown {
  if (typeof text !== "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function inspect(request: FastifyRequest, options: GraphQLRouteOptions): Refusal | null {
  const mediaType = chooseMediaType(request.headers.accept);
  if (mediaType === null) {
    // Apollo would only notice after a mutation had run.
    const message = "The Accept header takes neither application/graphql-response+json nor application/json.";
    return refusalOf(406, ErrorCode.VALIDATION, message);
  }
  const asked = operationIn(request);
  if (asked === null) return null;
  const checked = options.operations.check(asked);
  if (checked.errors !== undefined) {
    const errors = checked.errors.map(options.formatError);
    const tooComplex = errors.some(({ extensions }) => extensions.code === ErrorCode.QUERY_TOO_COMPLEX);
    return { status: tooComplex || mediaType !== MediaType.JSON ? 400 : 200, errors };
  }
  noteOperation(options.factsOf(request), checked.document, asked.operationName);
  return inspectType(request, checked.operation?.operation);
}

function inspectType(request: FastifyRequest, type: OperationTypeNode | undefined): Refusal | null {
  if (type === OperationTypeNode.SUBSCRIPTION) {
    const message = "Subscriptions are served over WebSocket (graphql-transport-ws) at the same path.";
    return refusalOf(400, ErrorCode.VALIDATION, message);
  }
  if (request.method === "GET" && type === OperationTypeNode.MUTATION) {
    return wrongMethod("POST", "A GET request may only query. Send mutations by POST.");
  }
  return null;
}

import type { ApolloServerPlugin } from "@apollo/server";
import helmet from "@fastify/helmet";
import {
  fastify,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { ErrorCode } from "../domain/errors.js";
import type { GraphQLContext } from "../graphql/context.js";
import type { EvidenceSetting } from "../services/evidence/evidence-setting.js";
import { createApollo } from "./apollo.js";
import { MAXIMUM_BODY_BYTES, type EdgeOptions } from "./edges.js";
import { registerDownloads } from "./evidence/download-route.js";
import { registerUploads } from "./evidence/upload-route.js";
import { registerGracefulClose } from "./graceful-close.js";
import { registerGraphiQL } from "./graphiql.js";
import { refusalOf, sendRefusal, type Refusal } from "./graphql-answer.js";
import { registerGraphQLRoute } from "./graphql-route.js";
import { registerHealth, type IsReady } from "./health.js";
import { BadBodyError, registerJsonBody } from "./json-body.js";
import { registerReceiveTimeout, UPLOAD_TIMEOUT_MS } from "./receive-timeout.js";
import { logRequest, newRequestFacts, noteOutcome, type RequestFacts } from "./logging.js";

/** What {@link createHttpServer} needs. */
export interface HttpServerOptions extends EdgeOptions {
  readonly isReady: IsReady;
  /** Whether GraphiQL is served and the schema may be asked for. */
  readonly introspection: boolean;
  /** Where evidence is kept; without it no bytes are taken and none given out. */
  readonly evidence?: EvidenceSetting | undefined;
  /** Further plugins of Apollo, such as one that answers compiled operations; default none. */
  readonly plugins?: readonly ApolloServerPlugin<GraphQLContext>[];
}

/** Milliseconds in which a client must have sent the headers of a request. */
const HEADERS_TIMEOUT_MS = 30_000;

/**
 * Builds the HTTP server: GraphQL, GraphiQL where allowed, the bytes of evidence, health, security headers, one log line a
 * request. It does not listen yet. Closing it stops Apollo too.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const apollo = createApollo({ ...options, plugins: options.plugins ?? [] });
  await apollo.start();
  const server = fastify({
    logger: false,
    trustProxy: options.trusts,
    bodyLimit: MAXIMUM_BODY_BYTES,
    requestTimeout: UPLOAD_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    forceCloseConnections: "idle",
    // The router refuses what is no address before any hook has run.
    frameworkErrors: (_error, _request, reply) => {
      const message = "The address is malformed. Check its percent signs.";
      void sendRefusal(reply, refusalOf(400, ErrorCode.VALIDATION, message));
    },
  });
  const facts = new WeakMap<FastifyRequest, RequestFacts>();
  const factsOf = (request: FastifyRequest): RequestFacts => {
    const known = facts.get(request) ?? newRequestFacts("http");
    facts.set(request, known);
    return known;
  };
  registerReceiveTimeout(server);
  registerRequestLog(server, options.logger, factsOf);
  server.addHook("onClose", () => apollo.stop());
  registerGracefulClose(server);
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
  });
  registerJsonBody(server);
  const answer = (reply: FastifyReply, refusal: Refusal) => {
    noteOutcome(factsOf(reply.request), refusal);
    return sendRefusal(reply, refusal);
  };
  server.setErrorHandler<FastifyError>((error, _request, reply) =>
    answer(reply, refusalOfError(error, options)),
  );
  server.setNotFoundHandler((_request, reply) =>
    answer(reply, refusalOf(404, ErrorCode.NOT_FOUND, "Nothing is here. GraphQL is served at /graphql.")),
  );
  registerHealth(server, options.isReady);
  if (options.introspection) registerGraphiQL(server);
  registerGraphQLRoute(server, { ...options, apollo, factsOf });
  await registerEvidence(server, options, factsOf);
  return server;
}

type FactsOf = (request: FastifyRequest) => RequestFacts;

function registerRequestLog(server: FastifyInstance, logger: EdgeOptions["logger"], factsOf: FactsOf): void {
  server.addHook("onRequest", (request, _reply, done) => {
    factsOf(request);
    done();
  });
  server.addHook("onResponse", (request, reply, done) => {
    logRequest(logger, factsOf(request), reply.statusCode);
    done();
  });
}

async function registerEvidence(
  server: FastifyInstance,
  options: HttpServerOptions,
  factsOf: FactsOf,
): Promise<void> {
  if (options.evidence === undefined) return;
  const routes = { ...options, setting: options.evidence, factsOf };
  await registerUploads(server, routes);
  registerDownloads(server, routes);
}

/** What the framework refused itself, as a GraphQL error; anything else is a bug. */
function refusalOfError(error: FastifyError, options: HttpServerOptions): Refusal {
  if (error instanceof BadBodyError) return error.refusal;
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return refusalOf(
        413,
        ErrorCode.VALIDATION,
        `The body is larger than ${MAXIMUM_BODY_BYTES} bytes. Send less at once.`,
      );
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return refusalOf(415, ErrorCode.VALIDATION, "The body must be sent as Content-Type: application/json.");
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return refusalOf(400, ErrorCode.VALIDATION, "The body is not as long as its Content-Length says.");
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
      return refusalOf(400, ErrorCode.VALIDATION, "The body is empty. Send a JSON object with a query.");
    default:
      return { status: 500, errors: [options.formatError(error)] };
  }
}

import {
  ApolloServer,
  type ApolloServerPlugin,
  type GraphQLRequestContextWillSendResponse,
} from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { DocumentNode, GraphQLSchema } from "graphql";
import type { GraphQLContext } from "../graphql/context.js";
import type { ErrorFormatter } from "../graphql/errors.js";
import type { OperationCheck } from "../graphql/limits/operation-check.js";
import { noteOutcome, type Logger, type RequestFacts } from "./logging.js";
import { chooseMediaType, MediaType } from "./media-type.js";

const factsKey = Symbol("facts of the request");

/** The context as HTTP carries it: Apollo copies the object, so the facts travel inside it. */
export interface HttpContext extends GraphQLContext {
  readonly [factsKey]?: RequestFacts;
}

/** A context that knows the facts of its request. */
export function withFacts(context: GraphQLContext, facts: RequestFacts): HttpContext {
  return { ...context, [factsKey]: facts };
}

/** What {@link createApollo} needs. */
export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly operations: OperationCheck;
  readonly formatError: ErrorFormatter;
  readonly introspection: boolean;
  readonly logger: Logger;
  readonly plugins: readonly ApolloServerPlugin<GraphQLContext>[];
}

/** Builds Apollo Server with everything off that the edges do themselves. It must be started by the caller. */
export function createApollo(options: ApolloOptions): ApolloServer<HttpContext> {
  return new ApolloServer<HttpContext>({
    schema: options.schema,
    introspection: options.introspection,
    formatError: (_formatted, error) => options.formatError(error),
    documentStore: documentStore(options.operations),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ...options.plugins,
      outcomePlugin,
    ],
    logger: options.logger,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !options.introspection,
    stopOnTerminationSignals: false,
  });
}

/** Gives Apollo the documents that passed the common check, so that it neither parses nor validates again. */
function documentStore(operations: OperationCheck) {
  return {
    get: (key: string): Promise<DocumentNode | undefined> =>
      Promise.resolve(operations.documentByHash(key.slice(key.lastIndexOf(":") + 1))),
    // Only the common check may add documents.
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(false),
  };
}

const outcomePlugin: ApolloServerPlugin<HttpContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse(request) {
        answerAsTheMediaTypeAsks(request);
        const { body } = request.response;
        const facts = request.contextValue[factsKey];
        if (facts !== undefined && body.kind === "single") noteOutcome(facts, body.singleResult);
        return Promise.resolve();
      },
    }),
};

/**
 * GraphQL over HTTP: a well-formed request whose document or variables are wrong is answered with 400 as
 * `application/graphql-response+json`, and with 200 as the older `application/json`, whose clients read a
 * body only then.
 */
function answerAsTheMediaTypeAsks(request: GraphQLRequestContextWillSendResponse<HttpContext>): void {
  const { http, body } = request.response;
  const mediaType = chooseMediaType(request.request.http?.headers.get("accept")) ?? MediaType.JSON;
  http.headers.set("content-type", mediaType);
  if (mediaType !== MediaType.JSON || http.status !== 400 || body.kind !== "single") return;
  const malformed = request.errors?.some(({ extensions }) => extensions["code"] === "BAD_REQUEST") ?? true;
  if (!malformed) http.status = 200;
}

import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { buildSchema, GraphQLError, type GraphQLSchema } from "graphql";
import { pino } from "pino";
import { refuse } from "../../src/domain/errors.js";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { createErrorFormatter } from "../../src/graphql/errors.js";
import type { OperationLimits } from "../../src/graphql/limits/limits.js";
import { OperationCheck } from "../../src/graphql/limits/operation-check.js";
import { CancelledError } from "../../src/persistence/cancellation.js";
import { createAuthenticate, issueToken } from "../../src/server/authentication.js";
import { trustedAddresses, type TrustProxy } from "../../src/server/client-address.js";
import { createHttpServer } from "../../src/server/http.js";
import { createRateLimiter, type RateLimits } from "../../src/server/rate-limit.js";
import { attachWebSocket, type WebSocketOptions } from "../../src/server/websocket.js";

/** How tests sign their tokens. */
export const testAuthentication = {
  key: "a-key-for-tests-of-more-than-32-bytes",
  jwksUrl: null,
  issuer: "ombud",
  audience: "ombud",
};

/** A token of a shopper, or of another role or length. */
export function testToken(
  options: { role?: Role; expiresInMs?: number; subject?: string } = {},
): Promise<string> {
  return issueToken(testAuthentication, {
    role: options.role ?? Role.SHOPPER,
    subject: options.subject ?? "01990000-0000-7000-8002-000000000001",
    merchant: "01990000-0000-7000-8001-000000000001",
    expiresInMs: options.expiresInMs ?? 60_000,
  });
}

/** How often work of the field `slow` was begun, and ended by its signal. */
export const slowWork = { begun: 0, ended: 0 };

/** A small schema that has every way to succeed and to fail. */
export function edgeSchema(): GraphQLSchema {
  const schema = buildSchema(`
    type Query {
      hello(name: String = "you"): String!
      refused: String
      broken: String
      coded: String
      slow: String
      node: Node
      role: String!
      pages(first: Int, last: Int): NodeConnection!
    }
    type Node { id: ID! node: Node pages(first: Int, last: Int): NodeConnection! list: [Node!]! }
    type NodeConnection { edges: [NodeEdge!]! totalCount: Int! }
    type NodeEdge { cursor: String! node: Node! }
    type Mutation { change: Payload! }
    type Payload { userErrors: [UserError!]! }
    type UserError { code: String! }
    type Subscription { ticks(to: Int = 3, breakAt: Int): Int! }
  `);
  const query = schema.getQueryType()!.getFields();
  query["hello"]!.resolve = (_source, { name }: { name: string }) => `hello ${name}`;
  query["refused"]!.resolve = () => refuse("NOT_FOUND", "There is no such thing.", { field: ["id"] });
  query["broken"]!.resolve = () => {
    throw new Error('relation "secret_table" does not exist at /srv/app/file.ts');
  };
  query["coded"]!.resolve = () => {
    throw new GraphQLError("Not in this house.", { extensions: { code: "FORBIDDEN" } });
  };
  query["role"]!.resolve = (_source, _arguments, { viewer }: GraphQLContext) => viewer.role;
  query["slow"]!.resolve = (_source, _arguments, { signal }: GraphQLContext) =>
    new Promise((_resolve, reject) => {
      slowWork.begun += 1;
      signal!.addEventListener("abort", () => {
        slowWork.ended += 1;
        reject(new CancelledError());
      });
    });
  schema.getMutationType()!.getFields()["change"]!.resolve = () => ({
    userErrors: [{ code: "STATE_CONFLICT" }],
  });
  const ticks = schema.getSubscriptionType()!.getFields()["ticks"]!;
  ticks.subscribe = async function* (_source, { to, breakAt }: { to: number; breakAt?: number }) {
    for (let tick = 1; tick <= to; tick += 1) {
      if (tick === breakAt) throw new Error("SELECT * FROM secret_table");
      yield await Promise.resolve({ ticks: tick });
    }
  };
  return schema;
}

/** What a test may change of the server. */
export interface EdgeServerOptions {
  readonly limits?: Partial<OperationLimits>;
  readonly rateLimits?: RateLimits;
  readonly introspection?: boolean;
  readonly trustProxy?: TrustProxy;
  readonly requestTimeoutMs?: number;
  readonly isReady?: () => Promise<boolean>;
  readonly webSocket?: Partial<WebSocketOptions>;
}

/** A real server on a free port, without a database. */
export interface EdgeServer {
  readonly url: string;
  readonly server: FastifyInstance;
  /** Log lines, oldest first. */
  readonly log: Record<string, unknown>[];
  readonly viewers: Viewer[];
  close(): Promise<void>;
}

/** Starts an edge server; close it after the test. */
export async function startEdgeServer(options: EdgeServerOptions = {}): Promise<EdgeServer> {
  const log: Record<string, unknown>[] = [];
  const viewers: Viewer[] = [];
  const logger = pino(
    { base: null },
    { write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const schema = edgeSchema();
  const introspection = options.introspection ?? true;
  let errors = 0;
  const edges = {
    schema,
    operations: new OperationCheck({ schema, introspection, limits: options.limits ?? {} }),
    formatError: createErrorFormatter({
      newErrorId: () => `error-${(errors += 1)}`,
      report: (errorId, error) => {
        logger.error({ errorId, message: String(error) });
      },
      suggestions: introspection,
    }),
    authenticate: createAuthenticate(testAuthentication),
    createContext: ({ viewer, signal }: { viewer: Viewer; signal: AbortSignal }): GraphQLContext => {
      viewers.push(viewer);
      return { viewer, signal } as unknown as GraphQLContext;
    },
    rateLimiter: createRateLimiter(
      options.rateLimits ?? { viewerPerMinute: 100_000, addressPerMinute: 100_000 },
    ),
    trusts: trustedAddresses(options.trustProxy ?? false),
    logger,
    requestTimeoutMs: options.requestTimeoutMs ?? 5_000,
  };
  const server = await createHttpServer({
    ...edges,
    introspection,
    isReady: options.isReady ?? (() => Promise.resolve(true)),
  });
  const sockets = attachWebSocket(server.server, { ...edges, ...options.webSocket });
  await server.listen({ port: 0, host: "127.0.0.1" });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    log,
    viewers,
    async close() {
      await sockets.close();
      await server.close();
    },
  };
}

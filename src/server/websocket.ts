import { STATUS_CODES, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import type { ExecutionArgs } from "graphql";
import { CloseCode, type Context, type SubscribePayload } from "graphql-ws";
import { useServer, type Extra } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { clientAddressOf } from "./client-address.js";
import { GRAPHQL_PATH, MAXIMUM_BODY_BYTES, type EdgeOptions } from "./edges.js";
import { SocketRegister } from "./socket-register.js";
import { SocketOperations } from "./websocket-operations.js";

/** What {@link attachWebSocket} needs. */
export interface WebSocketOptions extends EdgeOptions {
  /** Open sockets of one viewer at most; default 20. */
  readonly maximumConnectionsPerViewer?: number;
  /** Operations that one socket may run at once; default 50. */
  readonly maximumOperationsPerConnection?: number;
  /** Milliseconds in which a new socket must introduce itself; default 3,000. */
  readonly introductionTimeoutMs?: number;
}

/** A running WebSocket endpoint. */
export interface AttachedWebSocket {
  /** Closes all sockets with 1001 and takes no further ones. */
  close(): Promise<void>;
}

type ConnectionParameters = Record<string, unknown> | undefined;
type Connection = Context<ConnectionParameters, Extra>;

const DEFAULT_CONNECTIONS = 20;
const DEFAULT_OPERATIONS = 50;
const DEFAULT_INTRODUCTION_MS = 3_000;
/** The standard code for "try again later": the viewer has too many sockets. */
const TRY_AGAIN_LATER = 1013;

/**
 * Serves `graphql-transport-ws` at {@link GRAPHQL_PATH} of an HTTP server: the same token, context, limits,
 * rate limits, timeout and error masking as over HTTP. Sockets close with 4403 when there is no valid token
 * (`connection_init` payload `authorization`, or the Authorization header), and again when the token ends.
 */
export function attachWebSocket(server: Server, options: WebSocketOptions): AttachedWebSocket {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAXIMUM_BODY_BYTES,
    perMessageDeflate: false,
  });
  const protocol = serveProtocol(sockets, options);
  // A client that breaks the framing or sends too much is closed by `ws` with the right code already;
  // the library's own listener would write each such case to standard error.
  sockets.on("connection", (socket) => {
    socket.removeAllListeners("error");
    socket.on("error", () => undefined);
  });
  const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", () => stream.destroy());
    upgradeRefusal(request, options).then(
      (refused) => {
        if (refused !== null) refuseUpgrade(stream, refused);
        else
          sockets.handleUpgrade(request, stream, head, (socket) =>
            sockets.emit("connection", socket, request),
          );
      },
      () => stream.destroy(),
    );
  };
  server.on("upgrade", upgrade);
  return {
    async close() {
      server.off("upgrade", upgrade);
      await protocol.dispose();
    },
  };
}

interface UpgradeRefusal {
  readonly status: number;
  readonly headers: string;
}

async function upgradeRefusal(
  request: IncomingMessage,
  options: EdgeOptions,
): Promise<UpgradeRefusal | null> {
  if (request.url?.split("?")[0] !== GRAPHQL_PATH) return { status: 404, headers: "" };
  const seconds = await options.rateLimiter.ofAddress(clientAddressOf(request, options.trusts));
  return seconds === null ? null : { status: 429, headers: `Retry-After: ${seconds}\r\n` };
}

function refuseUpgrade(stream: Duplex, { status, headers }: UpgradeRefusal): void {
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${headers}`;
  stream.end(`${head}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

function serveProtocol(sockets: WebSocketServer, options: WebSocketOptions): ReturnType<typeof useServer> {
  const register = new SocketRegister(options.maximumConnectionsPerViewer ?? DEFAULT_CONNECTIONS);
  const operationsOf = new WeakMap<Connection["extra"], SocketOperations>();
  const owners = new WeakMap<ExecutionArgs, { readonly operations: SocketOperations; readonly id: string }>();

  const connect = async (connection: Connection): Promise<boolean> => {
    const { socket } = connection.extra;
    const caller = await options.authenticate(authorizationOf(connection));
    // The client may have gone while its token was checked.
    if (caller === null || socket.readyState !== socket.OPEN) return false;
    const end = () => {
      socket.close(CloseCode.Forbidden, "The token has ended");
    };
    if (!register.admit(caller, socket, end)) {
      socket.close(TRY_AGAIN_LATER, "Too many connections");
      return false;
    }
    const maximum = options.maximumOperationsPerConnection ?? DEFAULT_OPERATIONS;
    const address = clientAddressOf(connection.extra.request, options.trusts);
    operationsOf.set(connection.extra, new SocketOperations(options, { caller, address }, maximum));
    return true;
  };
  const start = async ({ extra }: Connection, id: string, payload: SubscribePayload) => {
    const operations = operationsOf.get(extra);
    if (operations === undefined) throw new Error("An operation came from a socket that was not admitted.");
    const started = await operations.start(id, payload);
    if ("schema" in started) owners.set(started, { operations, id });
    return started;
  };
  return useServer<ConnectionParameters>(
    {
      connectionInitWaitTimeout: options.introductionTimeoutMs ?? DEFAULT_INTRODUCTION_MS,
      onConnect: connect,
      onSubscribe: start,
      execute: (operation) => {
        const owner = owners.get(operation);
        if (owner === undefined) throw new Error("An operation was executed past the edge.");
        return owner.operations.execute(owner.id, operation);
      },
      onNext: (...[{ extra }, id, , , result]) => operationsOf.get(extra)?.masked(id, result),
      onError: ({ extra }, id, _payload, errors) => operationsOf.get(extra)?.ended(id, errors),
      onComplete: ({ extra }, id) => operationsOf.get(extra)?.complete(id),
      onClose: ({ extra }) => operationsOf.get(extra)?.completeAll(),
      isProd: true,
    },
    sockets,
  );
}

/** The token as the first message says it, or else as the upgrade request did. Header names have no case. */
function authorizationOf({ connectionParams = {}, extra }: Connection): string | undefined {
  for (const [name, value] of Object.entries(connectionParams)) {
    if (name.toLowerCase() === "authorization" && typeof value === "string") return value;
  }
  return extra.request.headers.authorization;
}

import type { AddressInfo } from "node:net";
import { v7 as newUuid } from "uuid";
import { systemViewer } from "../domain/access/viewer.js";
import { createErrorFormatter } from "../graphql/errors.js";
import { OperationCheck } from "../graphql/limits/operation-check.js";
import { createSchema } from "../graphql/schema.js";
import { createEventHub, type EventHub } from "../services/stream/event-hub.js";
import { createAuthenticate } from "./authentication.js";
import { trustedAddresses } from "./client-address.js";
import { createClosers, type Closers } from "./closers.js";
import { compiledExecution } from "./compiled-execution.js";
import type { EdgeOptions } from "./edges.js";
import { startExaminingWorker } from "./examining-worker.js";
import { createHttpServer } from "./http.js";
import { listen } from "./listen.js";
import { reportTo, type Logger } from "./logging.js";
import type { Platform } from "./platform.js";
import { createRateLimiter } from "./rate-limit.js";
import { sandboxOf } from "./sandbox.js";
import { startWakeUp } from "./wake-up.js";
import { attachWebSocket } from "./websocket.js";

/** A server that answers. */
export interface RunningServer {
  /** e.g. http://127.0.0.1:4000, without a path. */
  readonly url: string;
  /** Stops taking requests, closes sockets, lets jobs end. The platform stays open. */
  close(): Promise<void>;
}

/**
 * Puts the edges together by hand and listens; the worker runs inside where the configuration says so.
 * @throws ConfigError if it cannot listen where the configuration says; whatever fails, nothing stays open
 */
export async function serve(platform: Platform, logger: Logger): Promise<RunningServer> {
  const closers = createClosers();
  try {
    return await start(platform, logger, closers);
  } catch (error) {
    await closers.closeAll().catch((second: unknown) => {
      logger.error({ err: second }, "What had been started could not be stopped.");
    });
    throw error;
  }
}

async function start(platform: Platform, logger: Logger, closers: Closers): Promise<RunningServer> {
  const { config, database, databaseUrl, clock } = platform;
  const hub = createEventHub(database, (error) => {
    logger.error({ err: error }, "The event hub could not read the log; it tries again.");
  });
  const wakeUp = await startWakeUp({ databaseUrl, database, hub, clock, log: logger });
  closers.add(() => wakeUp.stop());
  const edges = createEdges(platform, hub, logger);
  const isReady = async () => !(await database.dataSource.showMigrations());
  const plugins = [compiledExecution(edges)];
  const { evidence } = platform.contextOf(systemViewer);
  const { introspection } = config;
  const http = await createHttpServer({ ...edges, isReady, introspection, plugins, evidence });
  closers.add(() => http.close());
  const sockets = attachWebSocket(http.server, edges);
  closers.add(() => sockets.close());
  // Before the sockets, so that subscriptions end rather than break.
  closers.add(() => {
    hub.close();
  });
  await listen(http, config);
  const worker = config.worker ? await startExaminingWorker(platform, logger) : null;
  if (worker !== null) closers.add(() => worker.stop());
  const { address, port, family } = http.server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`,
    close: () => closers.closeAll(),
  };
}

function createEdges({ config, contextOf }: Platform, events: EventHub, logger: Logger): EdgeOptions {
  const schema = createSchema();
  const { introspection, requestTimeoutMs } = config;
  const sandbox = sandboxOf(config);
  return {
    schema,
    operations: new OperationCheck({ schema, introspection }),
    formatError: createErrorFormatter({
      newErrorId: () => newUuid(),
      report: reportTo(logger),
      suggestions: introspection,
    }),
    authenticate: createAuthenticate(config.authentication, {
      onUnavailable: (error) => {
        logger.error({ err: error }, "Tokens cannot be checked.");
      },
    }),
    createContext: ({ viewer, signal, longLived }) => ({
      viewer,
      events,
      sandbox,
      signal,
      useCase: contextOf(viewer, longLived ? undefined : signal),
    }),
    rateLimiter: createRateLimiter(config.rateLimits),
    trusts: trustedAddresses(config.trustProxy),
    logger,
    requestTimeoutMs,
  };
}

import type { FastifyInstance } from "fastify";

/** Milliseconds that running requests are given to finish once the server closes. */
const GRACE_MS = 5_000;
const CHECK_EVERY_MS = 50;

/**
 * Lets a closing server finish its running requests, but not wait for clients that keep their connection
 * open: those are dropped as soon as they are idle, and whatever is left after 5 s is cut.
 */
export function registerGracefulClose(server: FastifyInstance): void {
  server.addHook("preClose", (done) => {
    const idle = setInterval(() => {
      server.server.closeIdleConnections();
    }, CHECK_EVERY_MS);
    const rest = setTimeout(() => {
      server.server.closeAllConnections();
    }, GRACE_MS);
    server.server.once("close", () => {
      clearInterval(idle);
      clearTimeout(rest);
    });
    done();
  });
}

import type { FastifyInstance } from "fastify";
import { UPLOAD_PATH } from "../services/evidence/signed-url.js";

/** Milliseconds in which a client must have sent its whole request, against clients that trickle. */
const RECEIVE_TIMEOUT_MS = 30_000;
/** The same for files, which may be large and lines slow. */
export const UPLOAD_TIMEOUT_MS = 3_600_000;

const TOO_LATE = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n";

/** Cuts off clients that do not send their request in time, uploads left aside: Node has one limit for all. */
export function registerReceiveTimeout(server: FastifyInstance): void {
  server.addHook("onRequest", (request, _reply, done) => {
    const { raw } = request;
    if (!raw.complete && !raw.url?.startsWith(`${UPLOAD_PATH}/`)) {
      const timer = setTimeout(() => {
        if (!raw.complete) raw.socket.end(TOO_LATE);
      }, RECEIVE_TIMEOUT_MS);
      raw.once("close", () => {
        clearTimeout(timer);
      });
    }
    done();
  });
}

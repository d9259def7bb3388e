import type { FastifyInstance } from "fastify";

/**
 * Whether the process can serve: the database answers and its migrations are current.
 * It must not throw for an unreachable database but answer false.
 */
export type IsReady = () => Promise<boolean>;

/** Time after which a database that does not answer counts as unreachable. */
const READY_TIMEOUT_MS = 2_000;

/** Registers `/livez` (the process runs) and `/readyz` (it can serve; 503 otherwise). Both need no token. */
export function registerHealth(server: FastifyInstance, isReady: IsReady): void {
  server.get("/livez", () => ({ status: "ok" }));
  server.get("/readyz", async (_request, reply) => {
    const ready = await Promise.race([isReady().catch(() => false), tooLate()]);
    return reply.code(ready ? 200 : 503).send({ status: ready ? "ok" : "unavailable" });
  });
}

function tooLate(): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(false);
    }, READY_TIMEOUT_MS).unref();
  });
}

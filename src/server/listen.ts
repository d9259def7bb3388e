import type { FastifyInstance } from "fastify";
import { ConfigError, type Config } from "./config.js";

/** What is wrong and what would do instead, for each way in which an address cannot be listened on. */
const causes = new Map<unknown, { readonly why: string; readonly example: (port: number) => string }>([
  ["EADDRINUSE", { why: "another program listens there already", example: otherPort }],
  ["EACCES", { why: "this user may not listen there", example: () => "PORT=8080" }],
  ["EADDRNOTAVAIL", { why: "this machine has no such address", example: () => "HOST=127.0.0.1" }],
  ["ENOTFOUND", { why: "there is no host of that name", example: () => "HOST=127.0.0.1" }],
]);

function otherPort(port: number): string {
  return `PORT=${port < 65_535 ? port + 1 : port - 1}`;
}

/**
 * Listens where the configuration says.
 * @throws ConfigError naming PORT and HOST, what is wrong with them and an example
 */
export async function listen(http: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await http.listen({ port, host });
  } catch (error) {
    const cause = causes.get((error as NodeJS.ErrnoException).code);
    if (cause === undefined) throw error;
    throw new ConfigError([
      `PORT=${port} at HOST=${host} cannot be used, because ${cause.why}: ` +
        `set another, for example ${cause.example(port)}.`,
    ]);
  }
}

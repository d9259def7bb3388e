import { Client, type Pool, type PoolClient } from "pg";

/** Thrown by a statement of a database with a signal once that signal was aborted. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";

  constructor(cause?: unknown) {
    super("The request was cancelled, and its SQL with it.", { cause });
  }
}

/** Throws {@link CancelledError} when the signal was aborted already. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new CancelledError();
}

const cancelledClients = new WeakSet<PoolClient>();

/**
 * Whether the backend of this connection was told to stop a statement. Such a connection must not go
 * back to the pool: the cancellation may arrive late and would hit somebody else's statement.
 */
export function wasCancelled(client: PoolClient): boolean {
  return cancelledClients.has(client);
}

/**
 * Runs one statement; when the signal is aborted meanwhile, the server is asked to stop it.
 * @throws CancelledError when the signal was aborted before or during the statement
 */
export async function cancellable<Result>(
  connection: { readonly pool: Pool; readonly client: PoolClient; readonly signal: AbortSignal },
  run: () => Promise<Result>,
): Promise<Result> {
  const { pool, client, signal } = connection;
  throwIfCancelled(signal);
  const stop = () => {
    cancelledClients.add(client);
    cancelBackend(pool, processIdOf(client));
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await run();
  } catch (error) {
    throw signal.aborted ? new CancelledError(error) : error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function processIdOf(client: PoolClient): number | null {
  return "processID" in client && typeof client.processID === "number" ? client.processID : null;
}

const waiting = new WeakMap<Pool, Set<number>>();

/** Collects the backends to stop, so that many requests that end at once share one connection. */
function cancelBackend(pool: Pool, processId: number | null): void {
  if (processId === null) return;
  const queued = waiting.get(pool);
  if (queued !== undefined) {
    queued.add(processId);
    return;
  }
  waiting.set(pool, new Set([processId]));
  setImmediate(() => void stopWaiting(pool));
}

/** Uses a connection outside the pool: the pool may be exhausted by the very statements to stop. */
async function stopWaiting(pool: Pool): Promise<void> {
  const processIds = [...(waiting.get(pool) ?? [])];
  waiting.delete(pool);
  const client = new Client(pool.options);
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT pg_cancel_backend(id) FROM unnest($1::int[]) AS id", [processIds]);
  } catch {
    // The statements then run to their own end; the callers have had their answer already.
  } finally {
    await client.end().catch(() => undefined);
  }
}

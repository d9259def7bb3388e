import { timeoutError } from "../graphql/errors.js";

/** How long one operation may take, and the signal that ends it. */
export interface Deadline {
  /** Aborted when time is over or the client has gone; the database stops the running SQL then. */
  readonly signal: AbortSignal;
  /** Rejects with the TIMEOUT error when time is over; otherwise it stays open for ever. */
  readonly expired: Promise<never>;
  /** The client has gone: ends the work, but there is nobody to answer. */
  abandon(): void;
  /** The work is done; the clock stops. */
  stop(): void;
}

/**
 * Starts the clock of one operation.
 * @param timeoutMs milliseconds until it ends
 */
export function startDeadline(timeoutMs: number): Deadline {
  const controller = new AbortController();
  const { promise: expired, reject } = openPromise();
  const timer = setTimeout(() => {
    controller.abort();
    reject(timeoutError());
  }, timeoutMs);
  return {
    signal: controller.signal,
    expired,
    abandon() {
      clearTimeout(timer);
      controller.abort();
    },
    stop: () => {
      clearTimeout(timer);
    },
  };
}

function openPromise(): { promise: Promise<never>; reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<never>((_resolve, rejectPromise) => {
    reject = rejectPromise;
  });
  // Whoever races against it hears of it; without a race it must not end the process.
  promise.catch(() => undefined);
  return { promise, reject };
}

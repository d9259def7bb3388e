import { setTimeout as pause } from "node:timers/promises";
import { RefusedError } from "../../domain/errors.js";
import { CancelledError } from "../../persistence/cancellation.js";
import type { EventHub, Interest } from "./event-hub.js";

/** What a subscriber gets for each event: what to read, and where to go on after it. */
export interface EventDelivery {
  /** Opaque; `after: cursor` goes on with the event that follows. */
  readonly cursor: string;
  /** UUID of the event. */
  readonly eventId: string;
  /** UUID of the dispute that it belongs to. */
  readonly disputeId: string;
}

/** Some events in order, and whether there are more to read at once. */
export interface DeliveryBatch<Delivery = EventDelivery> {
  readonly deliveries: readonly Delivery[];
  readonly more: boolean;
}

const MAXIMUM_ATTEMPTS = 10;
const FIRST_PAUSE_MS = 50;

/**
 * Follows the log: yields what `readBatch` finds, waits until the hub says that there may be more, and
 * so on until the consumer returns. A consumer that is slow is simply read for later. A read that
 * fails because the database is away is tried again (10 attempts, growing pause, 50 s in all).
 * @param readBatch reads the next batch after the one before; it keeps its own place
 */
export function followLog<Delivery = EventDelivery>(
  hub: EventHub,
  interest: Interest,
  readBatch: () => Promise<DeliveryBatch<Delivery>>,
): AsyncIterableIterator<Delivery> {
  const place = hub.register(interest);
  const closing = new AbortController();
  async function* deliveries(): AsyncGenerator<Delivery, undefined> {
    try {
      while (await place.next()) {
        for (let more = true; more && !closing.signal.aborted;) {
          const batch = await withRetries(readBatch, closing.signal);
          for (const delivery of batch.deliveries) yield delivery;
          more = batch.more;
        }
      }
    } finally {
      place.release();
    }
    return undefined;
  }
  const generator = deliveries();
  const release = (): void => {
    closing.abort();
    place.release();
  };
  return {
    next: () => generator.next(),
    // A generator that waits cannot be returned from: its wait has to be ended first.
    return: () => {
      release();
      return generator.return(undefined);
    },
    throw: (error: unknown) => {
      release();
      return generator.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const nothing: DeliveryBatch<never> = { deliveries: [], more: false };

async function withRetries<Delivery>(
  read: () => Promise<DeliveryBatch<Delivery>>,
  closing: AbortSignal,
): Promise<DeliveryBatch<Delivery>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (closing.aborted) return nothing;
      if (error instanceof RefusedError || error instanceof CancelledError || attempt >= MAXIMUM_ATTEMPTS)
        throw error;
      // Ends early when the consumer goes.
      await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1), undefined, { signal: closing }).catch(() => undefined);
    }
  }
}

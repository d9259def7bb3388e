import { setTimeout as pause } from "node:timers/promises";

/** How often the row is looked at. Progress comes in batches, and nobody's eye is faster. */
const LOOK_MS = 500;

/** How far the work behind a row is. */
export interface RowProgress {
  readonly status: string;
  readonly done: number;
}

/**
 * Follows work whose progress stands in a row: yields its UUID at once and then each time it has come further, and ends
 * when it is over. It looks at the row, one key look-up for each look, instead of being woken: whichever process does the
 * work.
 * @param look reads the progress, and throws when the viewer may not see it (any more)
 */
export async function followRow<Progress extends RowProgress>(
  id: string,
  look: () => Promise<Progress>,
  isOver: (progress: Progress) => boolean,
): Promise<AsyncIterableIterator<string>> {
  const start = await look();
  const closing = new AbortController();
  async function* deliveries(): AsyncGenerator<string, undefined> {
    let seen = start;
    yield id;
    while (!isOver(seen) && (await waited(closing.signal))) {
      const present = await look();
      const moved = present.status !== seen.status || present.done !== seen.done;
      seen = present;
      if (moved) yield id;
    }
    return undefined;
  }
  const generator = deliveries();
  const following: AsyncIterableIterator<string> = {
    next: () => generator.next(),
    // A generator that waits cannot be returned from: its wait has to be ended first.
    return: () => {
      closing.abort();
      return generator.return(undefined);
    },
    throw: (error: unknown) => {
      closing.abort();
      return generator.throw(error);
    },
    [Symbol.asyncIterator]: () => following,
  };
  return following;
}

/** @returns false if the consumer has gone */
async function waited(closing: AbortSignal): Promise<boolean> {
  await pause(LOOK_MS, undefined, { signal: closing }).catch(() => undefined);
  return !closing.aborted;
}

import type { Database } from "../../persistence/database.js";
import {
  readFeedStart,
  readFeedTail,
  type FeedPosition,
  type FeedTailRow,
} from "../../persistence/feed.store.js";

/**
 * What a subscriber wants to hear of: every dispute, or what concerns one dispute, merchant or shopper; or a topic
 * beside the disputes, with a feed of its own.
 */
export interface Interest {
  readonly kind: "all" | "dispute" | "merchant" | "shopper" | "topic";
  /** UUID of the dispute, merchant or shopper, or what stands for the topic; "" for all. */
  readonly id: string;
}

/** One subscriber's place in the hub. */
export interface Registration {
  /**
   * Resolves with true as soon as there may be something new since the last call (the first call: at
   * once), with false when the subscription or the hub was closed.
   */
  next(): Promise<boolean>;
  /** Ends the subscription and frees its place; a pending `next` resolves with false. */
  release(): void;
}

/** Wakes the subscribers of one process when events that may concern them have been committed. */
export interface EventHub {
  register(interest: Interest): Registration;
  /** Events of these disputes (or topics) were committed, by this process or another. */
  wake(disputeIds: readonly string[]): void;
  /** Something may have been missed: everybody looks. */
  wakeAll(): void;
  /** Looks whether the log has grown; the net below lost wake-ups, called about once a second. */
  poll(): void;
  /** How many subscribers there are. */
  readonly size: number;
  /** Ends every subscription. */
  close(): void;
}

const TAIL_BATCH = 500;
/** First pause before looking again for events that a concurrent transaction still holds back; doubles. */
const PENDING_PAUSE_MS = 5;
const MAXIMUM_PENDING_PAUSE_MS = 1_000;

class Place implements Registration {
  private dirty = true;
  private closed = false;
  private resolve: ((open: boolean) => void) | undefined;

  constructor(private readonly leave: (place: Place) => void) {}

  mark(): void {
    this.dirty = true;
    this.settle();
  }

  next(): Promise<boolean> {
    return new Promise((resolve) => {
      this.resolve = resolve;
      this.settle();
    });
  }

  release(): void {
    this.closed = true;
    this.leave(this);
    this.settle();
  }

  private settle(): void {
    if (this.resolve === undefined || !(this.closed || this.dirty)) return;
    const { resolve } = this;
    this.resolve = undefined;
    this.dirty = false;
    resolve(!this.closed);
  }
}

class Hub implements EventHub {
  private readonly places = new Map<string, Set<Place>>();
  private count = 0;
  private tail: FeedPosition | null = null;
  private chasing = false;
  private chaseAgain = false;
  private closed = false;
  private pendingPauseMs = PENDING_PAUSE_MS;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly onError: (error: unknown) => void,
  ) {}

  get size(): number {
    return this.count;
  }

  register(interest: Interest): Registration {
    const key = `${interest.kind} ${interest.id}`;
    const together = this.places.get(key) ?? new Set<Place>();
    this.places.set(key, together);
    const place = new Place((leaving) => {
      if (!together.delete(leaving)) return;
      this.count -= 1;
      if (together.size === 0 && this.places.get(key) === together) this.places.delete(key);
    });
    together.add(place);
    this.count += 1;
    // With the first subscriber the hub begins to follow the log.
    if (this.count === 1) this.chase();
    if (this.closed) place.release();
    return place;
  }

  wake(disputeIds: readonly string[]): void {
    for (const id of disputeIds) {
      this.mark("dispute", id);
      this.mark("topic", id);
    }
    this.pendingPauseMs = PENDING_PAUSE_MS;
    this.chase();
  }

  wakeAll(): void {
    for (const together of this.places.values()) for (const place of together) place.mark();
    this.chase();
  }

  poll(): void {
    this.markTopics();
    this.chase();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    for (const together of [...this.places.values()]) for (const place of [...together]) place.release();
  }

  private mark(kind: Interest["kind"], id: string): void {
    for (const place of this.places.get(`${kind} ${id}`) ?? []) place.mark();
  }

  /** The log of the disputes does not tell of topics: whoever follows one looks at its feed. */
  private markTopics(): void {
    for (const [key, together] of this.places) {
      if (key.startsWith("topic ")) for (const place of together) place.mark();
    }
  }

  /** Follows the log in one query for all subscribers of the process; one chase at a time. */
  private chase(): void {
    this.chaseAgain = true;
    if (this.chasing) return;
    this.chasing = true;
    void this.follow();
  }

  private async follow(): Promise<void> {
    try {
      while (this.chaseAgain && !this.closed) {
        this.chaseAgain = false;
        if (this.count === 0) this.tail = null;
        else await this.step();
      }
    } catch (error) {
      // The database cannot be reached: the next wake-up or poll goes on from the same place.
      this.onError(error);
    } finally {
      this.chasing = false;
    }
  }

  private async step(): Promise<void> {
    if (this.tail === null) {
      this.tail = (await readFeedStart(this.database)).position;
      // Whoever read the log before this moment could otherwise miss what was committed in between.
      this.wakeAll();
      return;
    }
    const { rows, position, pending } = await readFeedTail(this.database, this.tail, TAIL_BATCH);
    this.tail = position;
    for (const row of rows) this.route(row);
    if (rows.length === TAIL_BATCH) this.chaseAgain = true;
    else if (pending) this.lookAgainSoon();
    else this.pendingPauseMs = PENDING_PAUSE_MS;
  }

  /** A committed event waits for an older transaction; nobody tells when that one ends. */
  private lookAgainSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.chase();
    }, this.pendingPauseMs);
    this.pendingPauseMs = Math.min(this.pendingPauseMs * 2, MAXIMUM_PENDING_PAUSE_MS);
  }

  private route(row: FeedTailRow): void {
    this.mark("all", "");
    this.mark("dispute", row.disputeId);
    this.mark("merchant", row.merchantId);
    this.mark("shopper", row.shopperId);
  }
}

/**
 * Creates the hub of one process. It holds no connection: it follows the log through the pool and only
 * while somebody is subscribed.
 * @param onError told when the log could not be read; the hub goes on with the next wake-up
 */
export function createEventHub(database: Database, onError: (error: unknown) => void): EventHub {
  return new Hub(database, onError);
}

import { randomUUID } from "node:crypto";
import { Client } from "pg";
import type { Logger } from "pino";
import { clockChannel } from "../persistence/clock.store.js";
import type { Database } from "../persistence/database.js";
import type { PlatformClock } from "../services/clock/platform-clock.js";
import type { EventHub } from "../services/stream/event-hub.js";

/** What {@link startWakeUp} connects with each other. */
export interface WakeUpOptions {
  /** postgres://…; the wake-up holds one connection of its own. */
  readonly databaseUrl: string;
  readonly database: Database;
  readonly hub: EventHub;
  readonly clock: PlatformClock;
  readonly log: Pick<Logger, "warn">;
}

/** A running wake-up. */
export interface WakeUp {
  /** Resolves when the connection is closed. */
  stop(): Promise<void>;
}

const channel = "ombud_events";
/** At most one NOTIFY in this time for each process. */
const COALESCE_MS = 10;
const POLL_MS = 1_000;
const FIRST_RECONNECT_MS = 100;
const MAXIMUM_RECONNECT_MS = 5_000;
/** 180 UUIDs with quotes and commas stay below the 8,000 bytes of a NOTIFY. */
const MAXIMUM_IDS = 180;

/** One wake-up on its way: ids only, because what was said while nobody listened is lost anyway. */
interface Payload {
  /** The process that sends it; it has woken its own subscribers already. */
  readonly from: string;
  /** UUIDs of disputes; absent: too many to name, look at everything. */
  readonly disputes?: readonly string[];
}

class PostgresWakeUp implements WakeUp {
  private readonly process = randomUUID();
  private readonly touched = new Set<string>();
  private client: Client | null = null;
  private sending: Promise<void> = Promise.resolve();
  private stopped = false;
  private lastFlush = -Infinity;
  private flushTimer: NodeJS.Timeout | undefined;
  private reconnectTimer: NodeJS.Timeout | undefined;
  private reconnectPauseMs = FIRST_RECONNECT_MS;
  private readonly pollTimer: NodeJS.Timeout;

  constructor(private readonly options: WakeUpOptions) {
    options.database.onCommit((ids) => {
      this.collect(ids);
    });
    this.pollTimer = setInterval(() => {
      options.hub.poll();
      this.refreshClock();
    }, POLL_MS);
  }

  /** Resolves when the first attempt to connect has ended, well or not: without a connection the poll still works. */
  async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.options.databaseUrl,
      application_name: "ombud wake-up",
      keepAlive: true,
      // Notifications are sent without waiting for each other.
      pipeline: true,
    });
    const lost = (): void => {
      stopListening(client);
      if (this.client === client) this.client = null;
      this.reconnectLater();
    };
    client.on("error", lost);
    client.on("end", lost);
    client.on("notification", (message) => {
      this.receive(message.channel, message.payload ?? "");
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}; LISTEN ${clockChannel}`);
    } catch (error) {
      this.options.log.warn({ err: error }, "The wake-up connection failed; trying again.");
      lost();
      await client.end().catch(() => undefined);
      return;
    }
    if (this.stopped) {
      await client.end();
      return;
    }
    this.client = client;
    this.reconnectPauseMs = FIRST_RECONNECT_MS;
    // Whatever was said while nobody listened is in the log.
    this.options.hub.wakeAll();
    this.refreshClock();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.pollTimer);
    clearTimeout(this.flushTimer);
    clearTimeout(this.reconnectTimer);
    const { client } = this;
    this.client = null;
    if (client === null) return;
    stopListening(client);
    await client.end();
  }

  private reconnectLater(): void {
    if (this.stopped) return;
    clearTimeout(this.reconnectTimer);
    this.reconnectTimer = setTimeout(() => void this.connect(), this.reconnectPauseMs);
    this.reconnectPauseMs = Math.min(this.reconnectPauseMs * 2, MAXIMUM_RECONNECT_MS);
  }

  private collect(disputeIds: readonly string[]): void {
    if (this.stopped) return;
    for (const id of disputeIds) this.touched.add(id);
    if (this.flushTimer !== undefined) return;
    const wait = this.lastFlush + COALESCE_MS - performance.now();
    if (wait <= 0) this.flush();
    else {
      this.flushTimer = setTimeout(() => {
        this.flush();
      }, wait);
    }
  }

  private flush(): void {
    this.flushTimer = undefined;
    this.lastFlush = performance.now();
    const disputes = [...this.touched];
    this.touched.clear();
    this.options.hub.wake(disputes);
    const payload: Payload =
      disputes.length > MAXIMUM_IDS ? { from: this.process } : { from: this.process, disputes };
    this.sending = this.sending.then(() => this.send(JSON.stringify(payload)));
  }

  /** One after the other: a connection takes one statement at a time. */
  private async send(payload: string): Promise<void> {
    try {
      await this.client?.query("SELECT pg_notify($1, $2)", [channel, payload]);
    } catch (error) {
      // Other processes find the events with their next poll.
      this.options.log.warn({ err: error }, "A wake-up could not be sent.");
    }
  }

  private receive(from: string, text: string): void {
    if (from === clockChannel) {
      this.refreshClock();
      return;
    }
    const payload = parse(text);
    if (payload?.from === this.process) return;
    if (payload?.disputes === undefined) this.options.hub.wakeAll();
    else this.options.hub.wake(payload.disputes);
  }

  private refreshClock(): void {
    this.options.clock.refresh().catch((error: unknown) => {
      this.options.log.warn({ err: error }, "The platform's clock could not be read.");
    });
  }
}

function stopListening(client: Client): void {
  client.removeAllListeners();
  // A broken socket may still report errors; without a listener they would end the process.
  client.on("error", () => undefined);
}

function parse(text: string): Payload | null {
  try {
    return JSON.parse(text) as Payload;
  } catch {
    return null;
  }
}

/**
 * Connects the commits of this process, the hubs of all processes and the platform's clock: a commit wakes
 * the own hub and, with one NOTIFY for all commits within 10 ms, those of the others. The connection comes
 * back by itself; each time everybody is woken. Once a second the log and the clock are looked at anyway.
 */
export async function startWakeUp(options: WakeUpOptions): Promise<WakeUp> {
  const wakeUp = new PostgresWakeUp(options);
  await wakeUp.connect();
  return wakeUp;
}

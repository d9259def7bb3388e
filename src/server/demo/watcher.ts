import { setTimeout as pause } from "node:timers/promises";
import type { DemoClient } from "./demo-client.js";
import { DemoError, expectSame, expectThat } from "./demo-error.js";

/** One event as a subscription delivers it. */
export interface DeliveredEvent {
  readonly id: string;
  readonly sequence: number;
  readonly type: string;
  readonly actorRole: string;
  readonly audience: string;
  readonly occurredAt: string;
}

interface Delivery {
  readonly cursor: string;
  readonly event: DeliveredEvent;
  readonly dispute: { readonly id: string; readonly status: string };
}

/** Told of every event that a client's `disputesUpdated` delivers, live. */
export type OnEvent = (watcher: Watcher, event: DeliveredEvent, status: string) => void;

const selection = `{ cursor event { id sequence type actorRole audience occurredAt } dispute { id status } }`;
const PATIENCE_MS = 10_000;
const LOOK_MS = 10;

/** What one client sees live, through both subscriptions. */
export class Watcher {
  /** By `disputesUpdated`, of every dispute that the client may see. */
  private readonly updates: Delivery[] = [];
  /** By `disputeEvents`, of the one dispute. */
  private readonly events: Delivery[] = [];
  private fault: DemoError | null = null;

  constructor(
    readonly client: DemoClient,
    private readonly onEvent: OnEvent,
  ) {}

  /** Follows everything that the client may see. */
  followAll(): void {
    this.follow(
      { query: `subscription DisputesUpdated { disputesUpdated ${selection} }`, variables: {} },
      this.updates,
      (delivery) => {
        this.onEvent(this, delivery.event, delivery.dispute.status);
      },
    );
  }

  /** Follows one dispute from its first event on, or from where the client begins to see it. */
  followDispute(disputeId: string): void {
    const query = `subscription DisputeEvents($disputeId: ID!) { disputeEvents(disputeId: $disputeId) ${selection} }`;
    this.follow({ query, variables: { disputeId } }, this.events, () => undefined);
  }

  /** The events of a dispute that came by `disputesUpdated`. */
  seen(disputeId: string): DeliveredEvent[] {
    return this.updates.filter(({ dispute }) => dispute.id === disputeId).map(({ event }) => event);
  }

  /** Waits until an event has come live. @throws DemoError if it does not */
  async waitFor(disputeId: string, matches: (event: DeliveredEvent) => boolean, what: string): Promise<void> {
    for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
      if (this.fault !== null) throw this.fault;
      if (this.seen(disputeId).some(matches)) return;
      await pause(LOOK_MS);
    }
    throw new DemoError(`${this.client.name} should have seen ${what} live within 10 seconds and did not.`);
  }

  /**
   * Checks the whole of what came: the types in order, the own numbering without a gap, and that both
   * subscriptions tell the same.
   * @param first the number of the first event in the client's own numbering
   */
  check(disputeId: string, types: readonly string[], first: number): void {
    if (this.fault !== null) throw this.fault;
    const seen = this.seen(disputeId);
    const { name } = this.client;
    expectSame(
      seen.map(({ type }) => type),
      types,
      `The events that ${name} saw`,
    );
    expectSame(
      seen.map(({ sequence }) => sequence),
      seen.map((_event, index) => first + index),
      `The numbers of the events that ${name} saw, in ${name}'s own counting`,
    );
    const ids = this.events.map(({ event }) => event.id);
    const tail = seen.slice(-ids.length).map(({ id }) => id);
    expectThat(ids.length > 0, `${name} followed the dispute by disputeEvents and saw nothing.`);
    expectSame(ids, tail, `What disputeEvents told ${name}, compared with disputesUpdated`);
  }

  private follow(
    operation: { readonly query: string; readonly variables: Record<string, unknown> },
    into: Delivery[],
    then: (delivery: Delivery) => void,
  ): void {
    this.client.follow(
      operation,
      (data) => {
        const delivery = data as Delivery;
        into.push(delivery);
        then(delivery);
      },
      (fault) => (this.fault ??= fault),
    );
  }
}

import { isStaff } from "../../domain/access/policy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import {
  beginPresence,
  endPresence,
  readPresent,
  showPresence,
  type Presence,
  type PresentPerson,
} from "../../persistence/presence.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import type { UseCaseContext } from "../use-case.js";
import type { EventHub } from "./event-hub.js";
import { followLog, type DeliveryBatch } from "./follow-log.js";

/** How often a subscription shows that its process is alive; two may be lost before it counts as gone. */
const HEARTBEAT_MS = 10_000;

/** Who else has a case open. */
export interface PresenceDelivery {
  readonly disputeId: string;
  readonly people: readonly PresentPerson[];
}

/**
 * Follows who else of the staff has a case open, at once and on every change, and counts as present while it does so,
 * across processes. Whoever left is gone at once; those of a killed process are after 30 seconds at most.
 * @throws RefusedError NOT_FOUND for who may not see the case or is not staff, also when that becomes so later
 */
export async function followPresence(
  { database, viewer, newId }: UseCaseContext,
  hub: EventHub,
  disputeId: string,
): Promise<AsyncIterableIterator<PresenceDelivery>> {
  const look = async (): Promise<readonly PresentPerson[]> => {
    const present = isStaff(viewer.role) ? await readPresent(database, viewer, disputeId) : null;
    return present ?? refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: ["disputeId"] });
  };
  await look();
  const presence: Presence = { id: newId(), disputeId, viewer };
  await inTransaction(database, (tx) => beginPresence(tx, presence));
  let told: string | null = null;
  const readBatch = async (): Promise<DeliveryBatch<PresenceDelivery>> => {
    const people = await look();
    const now = people.map(({ id, role }) => `${id} ${role}`).join();
    const changed = now !== told;
    told = now;
    return { deliveries: changed ? [{ disputeId, people }] : [], more: false };
  };
  const following = followLog(hub, { kind: "topic", id: disputeId }, readBatch);
  return whilePresent({ database }, presence, following);
}

/** Shows the presence again and again until the following ends, whoever ends it. */
function whilePresent<Delivery>(
  { database }: Pick<UseCaseContext, "database">,
  presence: Presence,
  following: AsyncIterableIterator<Delivery>,
): AsyncIterableIterator<Delivery> {
  let leaving: Promise<void> | null = null;
  let shown: Promise<void> = Promise.resolve();
  // A lost heartbeat is made good by the next one, and a lost leave by the expiry.
  const heartbeat = setInterval(() => {
    shown = showPresence(database, presence).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  const leave = (): Promise<void> => {
    clearInterval(heartbeat);
    // A heartbeat that is on its way would bring back who has left.
    leaving ??= shown
      .then(() => inTransaction(database, (tx) => endPresence(tx, presence)))
      .catch(() => undefined);
    return leaving;
  };
  const present: AsyncIterableIterator<Delivery> = {
    async next() {
      try {
        const result = await following.next();
        if (result.done === true) await leave();
        return result;
      } catch (error) {
        await leave();
        throw error;
      }
    },
    async return() {
      await leave();
      return following.return?.() ?? { done: true, value: undefined };
    },
    async throw(error: unknown) {
      await leave();
      if (following.throw === undefined) throw error;
      return following.throw(error);
    },
    [Symbol.asyncIterator]: () => present,
  };
  return present;
}

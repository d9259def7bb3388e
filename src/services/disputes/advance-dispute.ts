import { maySeeDispute } from "../../domain/access/policy.js";
import { Role } from "../../domain/access/viewer.js";
import type { DecisionContext } from "../../domain/dispute/decision.js";
import { decide } from "../../domain/dispute/decide.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import type { MediatorFacts } from "../../domain/dispute/guards.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import type { Tx } from "../../persistence/database.js";
import { lockAndLoadDispute, type LoadedDispute } from "../../persistence/dispute.store.js";
import { lockMediator, readMediator } from "../../persistence/mediator.store.js";
import { inTransactionOnce } from "../idempotent.js";
import { requireListed } from "../staff/require-listed.js";
import type { UseCaseContext } from "../use-case.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import { clockFirst, requireClockDone } from "./clock-first.js";
import {
  accepted,
  atOneInstant,
  decisionContext,
  recordDecision,
  type CommandFor,
} from "./record-decision.js";

/** One transition of one dispute by somebody. */
export interface Advance<Input extends DisputeMutation> {
  /** Name of the mutation, as in the schema. */
  readonly mutation: string;
  readonly input: Input;
  /** Makes the command from the dispute as it is under the lock. */
  readonly command: CommandFor;
  /** The mediator concerned where it is not the viewer, as a UUID. */
  readonly mediatorId?: string;
  /** Reads, under the lock, what the decision needs beyond every decision's context. */
  readonly prepare?: (
    tx: Tx,
    about: { dispute: Dispute; deciding: DecisionContext },
  ) => Promise<DecisionContext>;
  /** The text of the message that the command sends; a function is asked after {@link Advance.prepare}. */
  readonly text?: string | (() => string);
}

/**
 * The way of every transition: lock the dispute, look whether the viewer may see it, check the version,
 * decide, write one event. All in one transaction, at most once a key. A clock that has run out goes
 * first, in a transaction of its own, even if the worker is late: nobody acts after the deadline.
 * @throws RefusedError NOT_FOUND for what the viewer may not see, VERSION_CONFLICT for a stale
 *   `expectedVersion`, and whatever the domain refuses; NOT_FOUND for a senior on no list of staff who gives a case to somebody
 */
export function advanceDispute<Input extends DisputeMutation>(
  context: UseCaseContext,
  advance: Advance<Input>,
): Promise<DisputeChange> {
  return clockFirst(context, advance.input.disputeId, () => attempt(context, advance));
}

function attempt<Input extends DisputeMutation>(
  context: UseCaseContext,
  advance: Advance<Input>,
): Promise<DisputeChange> {
  const { mutation, input, text } = advance;
  return inTransactionOnce(
    context,
    { mutation, clientMutationId: input.clientMutationId, input },
    async (tx, entry) => {
      const loaded = await lockAndLoadDispute(tx, input.disputeId);
      const frozen = atOneInstant(context);
      requireReady(loaded, frozen, input);
      const { dispute } = loaded;
      // Whoever else gives a case to somebody is told that it is not theirs to give.
      if (advance.mediatorId !== undefined && context.viewer.role === Role.SENIOR_MEDIATOR)
        await requireListed(tx, frozen);
      const mediator = await mediatorFor(tx, context, advance.mediatorId);
      const basic = await decisionContext(tx, frozen, { ...dispute, ...loaded, mediator });
      const deciding = (await advance.prepare?.(tx, { dispute, deciding: basic })) ?? basic;
      const decision = accepted(decide(advance.command({ dispute, deciding }), dispute, deciding));
      const what = { decision, loaded, now: deciding.now };
      const { change } = await recordDecision(tx, frozen, what, {
        entry,
        ...(text !== undefined && { text: typeof text === "string" ? text : text() }),
      });
      return change;
    },
    { workInserts: true },
  );
}

/**
 * Refuses what must not go on: a dispute that the viewer may not see, a clock that goes first, a stale version.
 * @throws RefusedError NOT_FOUND, VERSION_CONFLICT
 */
export function requireReady(
  loaded: LoadedDispute | null,
  { viewer, clock }: UseCaseContext,
  { expectedVersion }: DisputeMutation,
): asserts loaded is LoadedDispute {
  if (loaded === null || !maySeeDispute(viewer, loaded.dispute)) {
    refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: ["disputeId"] });
  }
  requireClockDone(loaded.dispute, clock.now());
  requireVersion(loaded.dispute, expectedVersion);
}

/** @throws RefusedError VERSION_CONFLICT if the dispute is not at the version that the client has seen */
export function requireVersion({ version, status }: Dispute, expectedVersion: number | undefined): void {
  if (expectedVersion === undefined || expectedVersion === version) return;
  refuse(
    ErrorCode.VERSION_CONFLICT,
    `The dispute has moved on to version ${version}. Read it again and decide anew.`,
    { field: ["expectedVersion"], details: { currentVersion: version, status } },
  );
}

const mediatorRoles: ReadonlySet<Role> = new Set([Role.MEDIATOR, Role.SENIOR_MEDIATOR]);

async function mediatorFor(
  tx: Tx,
  { viewer, clock }: UseCaseContext,
  id: string | undefined,
): Promise<MediatorFacts | null> {
  if (id !== undefined) {
    // Who is given a case has a capacity, which is counted by one at a time. The dispute is locked before; there is
    // no deadlock with claimNextCase, which locks the mediator first, for that skips disputes that are locked.
    await lockMediator(tx, id);
    return readMediator(tx, id, clock.now());
  }
  return mediatorRoles.has(viewer.role) ? readMediator(tx, viewer.id, clock.now()) : null;
}

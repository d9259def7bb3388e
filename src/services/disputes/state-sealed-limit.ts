import { maySeeDispute } from "../../domain/access/policy.js";
import { sideOf, type Side } from "../../domain/access/viewer.js";
import type { DecisionContext } from "../../domain/dispute/decision.js";
import { decide } from "../../domain/dispute/decide.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { judge } from "../../domain/dispute/judge.js";
import { checkSealedLimit, meetingPoint } from "../../domain/dispute/sealed-limits.js";
import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import { parseAmount } from "../../domain/money.js";
import type { Tx } from "../../persistence/database.js";
import { loadDispute, lockAndLoadDispute, type LoadedDispute } from "../../persistence/dispute.store.js";
import { insertIdempotency, type IdempotencyEntry } from "../../persistence/idempotency.store.js";
import { forgetSealedLimit, replaceSealedLimit } from "../../persistence/sealed-limit.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { requireReady } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import { clockFirst } from "./clock-first.js";
import { accepted, atOneInstant, decisionContext, recordDecision } from "./record-decision.js";
import { amountMark, limitKey, limitsOf, sealLimit } from "./sealed-limit.js";

/** What a side would settle for. */
export interface StateSealedLimitInput extends DisputeMutation {
  /** Decimal string in major units of the dispute's currency. */
  readonly amount: string;
}

/** The dispute under its lock, with the side that acts. */
interface Sealing {
  readonly loaded: LoadedDispute;
  readonly side: Side;
  readonly deciding: DecisionContext;
  readonly frozen: UseCaseContext;
}

/**
 * A side states, in place of what it stated before, the least that it accepts (the shopper) or the most that it pays (the
 * merchant). Where the limits cross, the dispute is settled at the point that the rulebook names; else nothing of it can
 * be known to anybody but that side: no event, no version and no other answer comes of it.
 * @throws RefusedError INVALID_AMOUNT, AMOUNT_TOO_HIGH, ATTEMPT_LIMIT after as many as the rulebook allows, NOT_OFFERED where the rulebook knows no sealed limits,
 *   STATE_CONFLICT, and as `advanceDispute`
 */
export async function stateSealedLimit(
  context: UseCaseContext,
  input: StateSealedLimitInput,
): Promise<DisputeChange> {
  const { disputeId, clientMutationId, amount } = input;
  await requireVisible(context, disputeId);
  const key = await limitKey(context, context.database, disputeId);
  const marked = { ...input, amount: amountMark(key, amount) };
  const once = { mutation: "stateSealedLimit", clientMutationId, input: marked };
  return clockFirst(context, disputeId, () =>
    inTransactionOnce(
      context,
      once,
      async (tx, entry) => {
        const sealing = await beginSealing(tx, context, input);
        const { dispute } = sealing.loaded;
        const { minor } = parseAmount(amount, dispute.currency, ["amount"]);
        checkSealedLimit(minor, { ...sealing.deciding, currency: dispute.currency });
        return keepOrSettle(tx, sealing, { key, minor, entry });
      },
      { workInserts: true },
    ),
  );
}

/**
 * A side takes its limit back.
 * @throws RefusedError NOT_FOUND where it has stated none, STATE_CONFLICT, and as `advanceDispute`
 */
export async function withdrawSealedLimit(
  context: UseCaseContext,
  input: DisputeMutation,
): Promise<DisputeChange> {
  const { disputeId, clientMutationId } = input;
  const once = { mutation: "withdrawSealedLimit", clientMutationId, input };
  return clockFirst(context, disputeId, () =>
    inTransactionOnce(context, once, async (tx) => {
      const { side } = await beginSealing(tx, context, input);
      const had = await forgetSealedLimit(tx, disputeId, side);
      if (!had) refuse(ErrorCode.NOT_FOUND, "Your side has stated no limit.");
      return unlogged(disputeId);
    }),
  );
}

/** No key is made for a dispute on behalf of whoever may not see it or is no side. */
async function requireVisible({ database, viewer }: UseCaseContext, disputeId: string): Promise<void> {
  const loaded = await loadDispute(database, disputeId);
  if (loaded === null || !maySeeDispute(viewer, loaded.dispute))
    refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: ["disputeId"] });
  if (sideOf(viewer.role) === null)
    refuse(ErrorCode.FORBIDDEN, `STATE_SEALED_LIMIT is for the two sides; your role is ${viewer.role}.`);
}

async function beginSealing(tx: Tx, context: UseCaseContext, input: DisputeMutation): Promise<Sealing> {
  const loaded = await lockAndLoadDispute(tx, input.disputeId);
  const frozen = atOneInstant(context);
  requireReady(loaded, frozen, input);
  const deciding = await decisionContext(tx, frozen, { ...loaded.dispute, ...loaded });
  const side = requireSide(loaded.dispute, deciding);
  return { loaded, side, deciding, frozen };
}

function requireSide(dispute: Dispute, deciding: DecisionContext): Side {
  const judgement = judge("STATE_SEALED_LIMIT", dispute, deciding);
  if ("refused" in judgement) throw new RefusedError([judgement.refused]);
  return sideOf(deciding.viewer.role) ?? refuse(ErrorCode.FORBIDDEN, "Only the two sides have limits.");
}

async function keepOrSettle(
  tx: Tx,
  { loaded, side, deciding, frozen }: Sealing,
  {
    key,
    minor,
    entry,
  }: { readonly key: Uint8Array; readonly minor: bigint; readonly entry: IdempotencyEntry },
): Promise<DisputeChange> {
  const { dispute } = loaded;
  const own = { side, sealed: sealLimit(key, minor, { disputeId: dispute.id, side }) };
  const rule = deciding.rulebook.mediation.sealedLimits;
  const most = rule?.statements ?? 0;
  const other = await replaceSealedLimit(tx, dispute.id, { ...own, most });
  if (other === undefined) return refuseMore(most);
  const limits = limitsOf(key, dispute.id, [own, other]);
  const settledMinor = rule === null ? null : meetingPoint(limits, rule, deciding);
  if (settledMinor === null) {
    const change = unlogged(dispute.id);
    await insertIdempotency(tx, entry, change);
    return change;
  }
  const decision = accepted(decide({ action: "STATE_SEALED_LIMIT", settledMinor }, dispute, deciding));
  const { change } = await recordDecision(tx, frozen, { decision, loaded, now: deciding.now }, { entry });
  return change;
}

/** The same, wherever the limits of the two sides stand. */
function refuseMore(most: number): never {
  return refuse(
    ErrorCode.ATTEMPT_LIMIT,
    `Your side has stated a limit ${most} times, which is as often as the rulebook allows. The last one stands unless you took it back; make an offer instead.`,
    { details: { most } },
  );
}

function unlogged(disputeId: string): DisputeChange {
  return { disputeId, eventId: null, offerId: null, messageId: null, rulingId: null };
}

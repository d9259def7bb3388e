import { decide } from "../../domain/dispute/decide.js";
import { whyUnavailable } from "../../domain/dispute/decisions/intervention.js";
import type { MediatorFacts } from "../../domain/dispute/guards.js";
import { Role } from "../../domain/access/viewer.js";
import { isAboutMerchant } from "../../domain/conflict/conflict.js";
import { ErrorCode, refuse, RefusedError, type Refusal } from "../../domain/errors.js";
import { authorityBounds } from "../../domain/rulebook/authority.js";
import type { ReasonRule } from "../../domain/rulebook/reason-rule.js";
import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import { isCertifiedFor } from "../../domain/staff/certification.js";
import type { Tx } from "../../persistence/database.js";
import { loadDispute, type LoadedDispute } from "../../persistence/dispute.store.js";
import {
  lockMediator,
  lockNextCase,
  readMediator,
  type CaseSieve,
} from "../../persistence/mediator.store.js";
import { withConflictCheck } from "../conflict/check-conflict.js";
import { inTransactionOnce } from "../idempotent.js";
import { refuseUnlisted } from "../staff/require-listed.js";
import type { UseCaseContext } from "../use-case.js";
import type { DisputeChange } from "./change.js";
import { atOneInstant, decisionContext, fireDueTimer, recordDecision } from "./record-decision.js";
import type { Decision } from "../../domain/dispute/decision.js";

/** How many cases are looked at before the queue counts as empty for the mediator. */
const MAXIMUM_LOOKED_AT = 50;

/**
 * Takes the queued case that comes first by the rulebook's priority and that the viewer may take, without a conflict of
 * interest; transition 12. Many can ask at once: each gets another case. Out of order a case goes only where the one before
 * it is locked by somebody else, or where `decide` refused it.
 * @throws RefusedError FORBIDDEN for others than mediators, CAPACITY_REACHED, STATE_CONFLICT for who is off shift, NOT_FOUND
 *   when nothing in the queue is for the viewer, with the last reason why a case was passed over
 */
export function claimNextCase(
  context: UseCaseContext,
  input: { readonly clientMutationId: string },
): Promise<DisputeChange> {
  const { clientMutationId } = input;
  return inTransactionOnce(
    context,
    { mutation: "claimNextCase", clientMutationId, input },
    async (tx, entry) => {
      const mediator = await requireMediator(tx, context);
      const { loaded, decision, now } = await nextDecision(tx, context, mediator);
      const { change } = await recordDecision(tx, context, { decision, loaded, now }, { entry });
      return change;
    },
    { workInserts: true },
  );
}

async function requireMediator(tx: Tx, { viewer, clock }: UseCaseContext): Promise<MediatorFacts> {
  if (viewer.role !== Role.MEDIATOR && viewer.role !== Role.SENIOR_MEDIATOR) {
    refuse(ErrorCode.FORBIDDEN, "Only mediators take cases.");
  }
  await lockMediator(tx, viewer.id);
  const mediator = await readMediator(tx, viewer.id, clock.now());
  if (mediator === null) return refuseUnlisted();
  const unavailable = whyUnavailable(mediator);
  if (unavailable !== null) throw new RefusedError([unavailable]);
  return mediator;
}

function sieveOf(rulebook: Rulebook, mediator: MediatorFacts, now: Date): CaseSieve {
  const isBarred = ({ code, levelFloor }: ReasonRule): boolean =>
    levelFloor > mediator.level || !isCertifiedFor(mediator, code, { rulebook, now });
  return {
    mediator,
    bounds: authorityBounds(rulebook, mediator.level),
    barredReasons: Object.values(rulebook.reasons)
      .filter(isBarred)
      .map(({ code }) => code),
    desk: rulebook.desk,
    now,
  };
}

function without(sieve: CaseSieve, merchantId: string): CaseSieve {
  const { mediator } = sieve;
  const relatedMerchantIds = [...mediator.relatedMerchantIds, merchantId];
  return { ...sieve, mediator: { ...mediator, relatedMerchantIds } };
}

interface NextDecision {
  readonly loaded: LoadedDispute;
  readonly decision: Decision;
  readonly now: Date;
}

async function nextDecision(tx: Tx, context: UseCaseContext, mediator: MediatorFacts): Promise<NextDecision> {
  const passedOver: string[] = [];
  let reason: Refusal | null = null;
  // A first sieve by today's rules; `decide` has the last word by the rulebook of the dispute itself.
  let sieve = sieveOf(await context.currentRulebook(tx), mediator, context.clock.now());
  while (passedOver.length < MAXIMUM_LOOKED_AT) {
    const id = await lockNextCase(tx, sieve, passedOver);
    const found = id === null ? null : await loadDispute(tx, id);
    if (found === null) break;
    const frozen = atOneInstant(context);
    const loaded = (await fireDueTimer(tx, frozen, found)) ?? found;
    const { dispute } = loaded;
    const basic = await decisionContext(tx, frozen, { ...dispute, ...loaded, mediator });
    const { deciding, stored } = await withConflictCheck(tx, context, {
      ...{ act: "CLAIM_NEXT_CASE", dispute, deciding: basic },
    });
    const verdict = decide({ action: "CLAIM_NEXT_CASE" }, dispute, deciding);
    if (verdict.accepted) return { loaded, decision: verdict, now: deciding.now };
    reason = verdict.refusal;
    passedOver.push(dispute.id);
    // However many cases of such a merchant come first, they do not hide the others.
    if (stored !== null && isAboutMerchant(stored.check)) sieve = without(sieve, dispute.merchantId);
  }
  return refuse(
    ErrorCode.NOT_FOUND,
    `No case in the queue is for you to take.${reason === null ? "" : ` The last one: ${reason.message}`}`,
  );
}

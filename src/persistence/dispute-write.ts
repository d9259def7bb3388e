import type { Viewer } from "../domain/access/viewer.js";
import type { Decision } from "../domain/dispute/decision.js";
import { owedBesideUntil, reviewDueAt } from "../domain/dispute/deadlines.js";
import { noDesk, openChallengeOf } from "../domain/dispute/desk.js";
import type { Dispute } from "../domain/dispute/dispute.js";
import { pendingReviewOf } from "../domain/dispute/human-review.js";
import { Audience } from "../domain/dispute/event.js";
import { nextReminder } from "../domain/dispute/reminders.js";
import { totalOf } from "../domain/dispute/remedy.js";
import { hashEvent } from "./event-hash.js";
import { payloadOf, storedFrom } from "./event-payload.js";

/** Where the log of a dispute ends: the numbers given so far and the hash to link to. */
export interface ChainEnd {
  readonly sequence: number;
  /** The number within what the shopper sees. */
  readonly shopperSequence: number;
  /** The number within what the merchant sees. */
  readonly merchantSequence: number;
  readonly hash: string;
}

/** One event ready to be appended. */
export interface PreparedEvent {
  readonly row: Readonly<Record<string, unknown>>;
  readonly end: ChainEnd;
}

/** Numbers an event, links it to the chain and hashes it. */
export function prepareEvent(
  { event, audience, clause }: Decision,
  details: { id: string; disputeId: string; actor: Viewer; occurredAt: Date; after: ChainEnd },
): PreparedEvent {
  const { id, disputeId, actor, occurredAt, after } = details;
  const forShopper = audience === Audience.ALL || audience === Audience.SHOPPER;
  const forMerchant = audience === Audience.ALL || audience === Audience.MERCHANT;
  const shopperSequence = after.shopperSequence + Number(forShopper);
  const merchantSequence = after.merchantSequence + Number(forMerchant);
  const sequence = after.sequence + 1;
  const { type } = event;
  const said = {
    disputeId,
    sequence,
    type,
    audience,
    actorRole: actor.role,
    actorId: actor.id,
    clause,
    occurredAt,
  };
  const payload = payloadOf(event);
  const hash = hashEvent(after.hash, { ...said, payload });
  return {
    row: {
      dispute_id: disputeId,
      sequence,
      id,
      shopper_sequence: forShopper ? shopperSequence : null,
      merchant_sequence: forMerchant ? merchantSequence : null,
      type,
      audience,
      actor_role: actor.role,
      actor_id: actor.id,
      payload,
      clause,
      occurred_at: occurredAt,
      previous_hash: after.hash,
      hash,
    },
    end: { sequence, shopperSequence, merchantSequence, hash },
  };
}

const fixedColumns = [
  "id",
  "number",
  "order_id",
  "merchant_id",
  "shopper_id",
  "rulebook_version",
  "adjustments",
  "reason",
  "currency",
  "perishable",
  "opened_by",
  "opened_at",
] as const;

/** The columns of the table `dispute` that a decision may change. */
export const changingColumns = [
  "mediator_id",
  "desk",
  "status",
  "waiting_on",
  "deadline_at",
  "clock",
  "evidence",
  "inadmissibility",
  "automatic_outcome",
  "human_review",
  "human_review_until",
  "information_request",
  "suspensions",
  "reopenings",
  "merged_into_id",
  "swarm",
  "swarm_id",
  "appeal_waived_by",
  "wake_at",
  "queued_at",
  "overdue_at",
  "ranks_since",
  "level",
  "suspended_from",
  "outcome",
  "final_reason",
  "remedy",
  "claimed_minor",
  "statement",
  "amendments",
  "refusal_code",
  "refusal_statement",
  "refused_at",
  "updated_at",
  "closed_at",
  "version",
  "last_sequence",
  "last_shopper_sequence",
  "last_merchant_sequence",
  "last_hash",
] as const;

/** Every column of the table `dispute`. */
export const disputeColumns = [...fixedColumns, ...changingColumns] as const;

/**
 * The row of the table `dispute` for an aggregate whose log ends here.
 * @param rank by what it stands in the queue, see `ranksSince`
 */
export function disputeRowOf(
  dispute: Dispute,
  end: ChainEnd,
  rank: Date,
): Readonly<Record<(typeof disputeColumns)[number], unknown>> {
  return {
    id: dispute.id,
    number: dispute.number,
    order_id: dispute.orderId,
    merchant_id: dispute.merchantId,
    shopper_id: dispute.shopperId,
    mediator_id: dispute.mediatorId,
    desk: dispute.desk === noDesk ? null : dispute.desk,
    rulebook_version: dispute.rulebookVersion,
    adjustments: dispute.adjustments,
    status: dispute.status,
    waiting_on: dispute.waitingOn,
    deadline_at: dispute.deadlineAt,
    clock: dispute.clock,
    evidence: dispute.evidence.rounds.length === 0 ? null : dispute.evidence.rounds,
    inadmissibility: dispute.inadmissibility,
    ...reviewColumns(dispute),
    information_request: dispute.informationRequest,
    suspensions: dispute.suspensions,
    reopenings: dispute.reopenings,
    merged_into_id: dispute.mergedIntoId,
    ...swarmColumns(dispute),
    appeal_waived_by: dispute.appealWaivedBy,
    wake_at: wakeOf(dispute),
    ...placeOf(dispute),
    ranks_since: rank,
    level: dispute.level,
    suspended_from: dispute.suspendedFrom,
    outcome: dispute.outcome,
    reason: dispute.reason,
    final_reason: dispute.finalReason,
    currency: dispute.currency,
    ...claimColumns(dispute),
    perishable: dispute.perishable,
    opened_by: dispute.openedBy,
    opened_at: dispute.openedAt,
    updated_at: dispute.updatedAt,
    closed_at: dispute.closedAt,
    version: dispute.version,
    last_sequence: end.sequence,
    last_shopper_sequence: end.shopperSequence,
    last_merchant_sequence: end.merchantSequence,
    last_hash: end.hash,
  };
}

function claimColumns({ claim, refusal }: Dispute) {
  return {
    remedy: claim.remedy,
    claimed_minor: totalOf(claim.items).toString(),
    statement: claim.statement,
    amendments: claim.amendments,
    refusal_code: refusal?.code ?? null,
    refusal_statement: refusal?.statement ?? null,
    refused_at: refusal?.refusedAt ?? null,
  };
}

function reviewColumns(dispute: Dispute) {
  return {
    automatic_outcome: storedFrom(dispute.automaticOutcome),
    human_review: storedFrom(dispute.humanReview),
    human_review_until: pendingReviewOf(dispute)?.decideUntil ?? null,
  };
}

function swarmColumns({ swarm }: Dispute) {
  return { swarm, swarm_id: swarm?.swarmId ?? null };
}

function placeOf({ queue }: Dispute) {
  return { queued_at: queue?.queuedAt ?? null, overdue_at: queue?.overdueAt ?? null };
}

/** What the sweep cannot see in the deadline and the offers: the end of a pause, the next reminder, the time to decide on a challenge or a human review, what is owed during an appeal. */
function wakeOf(dispute: Dispute): Date | null {
  if (dispute.clock.pause !== null) return dispute.clock.pause.endsAt;
  const moments = [
    nextReminder(dispute)?.at,
    openChallengeOf(dispute)?.decideUntil,
    reviewDueAt(dispute),
    owedBesideUntil(dispute),
  ].filter((at) => at != null);
  return moments.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null;
}

/** The row of the message that a MESSAGE_SENT tells of; none for other events. */
export function messageRowsOf({
  decision: { event },
  after,
  actor,
  occurredAt,
  text,
}: {
  readonly decision: Pick<Decision, "event">;
  readonly after: Pick<Dispute, "id">;
  readonly actor: Viewer;
  readonly occurredAt: Date;
  readonly text: string | null;
}): readonly Readonly<Record<string, unknown>>[] {
  if (event.type !== "MESSAGE_SENT" || text === null) return [];
  return [
    {
      id: event.messageId,
      dispute_id: after.id,
      channel: event.channel,
      author_role: actor.role,
      author_id: actor.id,
      text,
      sent_at: occurredAt,
    },
  ];
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Role, Side } from "../domain/access/viewer.js";
import { DisputeOutcome, DisputeStatus, WaitingOn, type RefusalCode } from "../domain/dispute/dispute.js";
import type { RemedyKind } from "../domain/dispute/remedy.js";
import type { RuleAdjustment } from "../domain/rulebook/adjustments.js";
import { bigint, instant, isOneOf } from "./columns.js";
import { CaseSwarmEntity } from "./case-swarm.entity.js";
import { MediatorEntity } from "./mediator.entity.js";
import { MerchantEntity } from "./merchant.entity.js";
import { OrderEntity } from "./order.entity.js";
import { isRuled } from "./ruled-cases.js";
import { RulebookEntity } from "./rulebook.entity.js";
import { ShopperEntity } from "./shopper.entity.js";

/** The present state of a dispute; its events say how it came about. */
@Entity({ name: "dispute" })
@Index("dispute_number", ["number"], { unique: true })
@Index("dispute_order", ["orderId"])
@Index("dispute_opened", ["openedAt", "id"])
@Index("dispute_merchant_opened", ["merchantId", "openedAt", "id"])
@Index("dispute_shopper_opened", ["shopperId", "openedAt", "id"])
@Index("dispute_merchant_updated", ["merchantId", "updatedAt", "id"])
@Index("dispute_updated", ["updatedAt", "id"])
@Index("dispute_mediator", ["mediatorId", "status"])
@Index("dispute_desk", ["status", "ranksSince", "id"], { where: `status <> 'CLOSED'` })
@Index("dispute_raised", ["ranksSince", "id"], { where: `level > 1 AND status <> 'CLOSED'` })
@Index("dispute_human_review", ["humanReviewUntil", "id"], { where: `human_review_until IS NOT NULL` })
@Index("dispute_deadline", ["deadlineAt", "id"], { where: `deadline_at IS NOT NULL` })
@Index("dispute_wake", ["wakeAt", "id"], { where: `wake_at IS NOT NULL` })
@Index("dispute_ruled", ["reason", "currency", "claimedMinor"], {
  where: `final_reason IS NULL AND ${isRuled}`,
})
@Index("dispute_ruled_otherwise", ["finalReason", "currency", "claimedMinor"], {
  where: `final_reason IS NOT NULL AND ${isRuled}`,
})
@Index("dispute_merchant_history", ["merchantId", "openedAt", "id", "outcome"])
@Check(isOneOf("status", DisputeStatus))
@Check(isOneOf("waiting_on", WaitingOn))
@Check(`"level" BETWEEN 1 AND 3`)
@Check(isOneOf("outcome", DisputeOutcome))
@Check(`"claimed_minor" >= 0`)
@Check(`"amendments" >= 0`)
@Check(`"version" >= 1`)
@Check(`"last_sequence" >= 1`)
@Check(`"last_shopper_sequence" >= 0`)
@Check(`"last_merchant_sequence" >= 0`)
@Check("dispute_overdue_queued", `overdue_at >= queued_at`)
@Check("dispute_removed_mediator", `NOT coalesce(desk -> 'removedMediatorIds' ? mediator_id::text, false)`)
@Check(
  "dispute_suspended_from",
  `(status = 'SUSPENDED') = (suspended_from IS NOT NULL) AND suspended_from NOT IN ('SUSPENDED', 'CLOSED')`,
)
@Check(
  "dispute_inadmissible_for_a_reason",
  `outcome IS DISTINCT FROM 'INADMISSIBLE' OR inadmissibility IS NOT NULL`,
)
@Check(
  "dispute_inadmissibility_whole",
  `inadmissibility IS NULL OR coalesce(
    inadmissibility ->> 'ground' IN ('ABUSE', 'ALREADY_DECIDED', 'EXTERNAL_PROCEEDING', 'NOT_OURS', 'NO_CLAIM', 'OUT_OF_TIME')
    AND length(inadmissibility ->> 'statement') > 0 AND length(inadmissibility ->> 'clause') > 0
    AND inadmissibility ?& '{id,mediatorId,declaredAt,appealableUntil}'::text[], FALSE)`,
)
@Check(
  "dispute_automatic_outcome_whole",
  `automatic_outcome IS NULL OR coalesce(
    automatic_outcome ->> 'outcome' IN ('DEFAULTED', 'LAPSED') AND length(automatic_outcome ->> 'clause') > 0
    AND automatic_outcome ?& '{id,reason,rulebookVersion,effects,awarded,formulaTraces,decidedAt,reviewableUntil}'::text[], FALSE)`,
)
@Check("dispute_human_review_of_automatic_outcome", `human_review IS NULL OR automatic_outcome IS NOT NULL`)
@Check(
  "dispute_human_review_whole",
  `human_review IS NULL OR coalesce(
    human_review ->> 'side' IN ('MERCHANT', 'SHOPPER') AND human_review ->> 'status' IN ('DECIDED', 'MOOT', 'UNDER_REVIEW')
    AND jsonb_array_length(human_review -> 'grounds') > 0 AND length(human_review ->> 'statement') > 0
    AND human_review ?& '{id,requestedAt,decideUntil,held}'::text[]
    AND (human_review ->> 'status' = 'DECIDED') = (jsonb_typeof(human_review -> 'decision') = 'object'), FALSE)`,
)
@Check(
  "dispute_human_review_decided_by_a_person",
  `human_review ->> 'status' IS DISTINCT FROM 'DECIDED' OR coalesce(
    human_review #>> '{decision,outcome}' IN ('OVERTURNED', 'UPHELD') AND length(human_review #>> '{decision,reason}') > 0
    AND human_review #>> '{decision,mediatorId}' IS NOT NULL AND human_review #>> '{decision,decidedAt}' IS NOT NULL, FALSE)`,
)
@Check(
  "dispute_human_review_has_a_clock",
  `(human_review ->> 'status' IS NOT DISTINCT FROM 'UNDER_REVIEW') = (human_review_until IS NOT NULL)`,
)
@Check(
  "dispute_human_review_waits_for_the_desk",
  `human_review_until IS NULL OR status IN ('IN_REVIEW', 'QUEUED', 'SUSPENDED')`,
)
@Check(`appeal_waived_by <@ '{MERCHANT,SHOPPER}'::text[]`)
@Check("dispute_clock_until_closed", `(status = 'CLOSED') = (deadline_at IS NULL)`)
@Check(
  "dispute_merged_into",
  `(outcome IS NOT DISTINCT FROM 'MERGED') = (merged_into_id IS NOT NULL) AND merged_into_id <> id`,
)
@Check(
  "dispute_swarm_named",
  `(swarm IS NULL) = (swarm_id IS NULL) AND (swarm ->> 'swarmId') IS NOT DISTINCT FROM swarm_id::text`,
)
@Check("dispute_closed_has_outcome", `status <> 'CLOSED' OR outcome IS NOT NULL`)
export class DisputeEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "text" })
  number!: string;

  @ForeignKey(() => OrderEntity)
  @Column({ name: "order_id", type: "uuid" })
  orderId!: string;

  @ForeignKey(() => MerchantEntity)
  @Column({ name: "merchant_id", type: "uuid" })
  merchantId!: string;

  @ForeignKey(() => ShopperEntity)
  @Column({ name: "shopper_id", type: "uuid" })
  shopperId!: string;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "mediator_id", type: "uuid", nullable: true })
  mediatorId!: string | null;

  @ForeignKey(() => RulebookEntity, "version")
  @Column({ name: "rulebook_version", type: "text" })
  rulebookVersion!: string;

  @Column({ type: "jsonb", default: [] })
  adjustments!: readonly RuleAdjustment[];

  @Column({ type: "text" })
  status!: DisputeStatus;

  @Column({ name: "waiting_on", type: "text" })
  waitingOn!: WaitingOn;

  @Column({ name: "deadline_at", ...instant, nullable: true })
  deadlineAt!: Date | null;

  /** What the clock has been through; null in disputes from before this was recorded. */
  @Column({ type: "jsonb", nullable: true })
  clock!: object | null;

  /** The evidence rounds so far; null where there was none. */
  @Column({ type: "jsonb", nullable: true })
  evidence!: object | null;

  /** Who had the case before, challenges, escalations; null where nobody ever had it. */
  @Column({ type: "jsonb", nullable: true })
  desk!: object | null;

  /** How it ended without anybody deciding it; null where it did not. */
  @Column({ name: "automatic_outcome", type: "jsonb", nullable: true })
  automaticOutcome!: object | null;

  /** A side's request that a person look at that, with what became of it; null where there was none. */
  @Column({ name: "human_review", type: "jsonb", nullable: true })
  humanReview!: object | null;

  /** Until when the platform decides on that request; null while none waits. */
  @Column({ name: "human_review_until", ...instant, nullable: true })
  humanReviewUntil!: Date | null;

  /** What the merchant asked the shopper before it answers; null where it did not. */
  @Column({ name: "information_request", type: "jsonb", nullable: true })
  informationRequest!: object | null;

  /** The latest finding that the platform may not decide it; null where there was none. */
  @Column({ type: "jsonb", nullable: true })
  inadmissibility!: object | null;

  /** Why and how often it was held. */
  @Column({ type: "jsonb", default: [] })
  suspensions!: readonly object[];

  /** Why and how often it was taken up again. */
  @Column({ type: "jsonb", default: [] })
  reopenings!: readonly object[];

  /** The dispute in which it goes on. */
  @ForeignKey(() => DisputeEntity)
  @Index("dispute_merged_into", { where: "merged_into_id IS NOT NULL" })
  @Column({ name: "merged_into_id", type: "uuid", nullable: true })
  mergedIntoId!: string | null;

  /** With which others it is decided, as far as facts go; null where it is decided by itself. */
  @Column({ type: "jsonb", nullable: true })
  swarm!: object | null;

  /** The same swarm, to be found by. */
  @ForeignKey(() => CaseSwarmEntity)
  @Index("dispute_swarm", { where: "swarm_id IS NOT NULL" })
  @Column({ name: "swarm_id", type: "uuid", nullable: true })
  swarmId!: string | null;

  /** The sides that gave up their right to appeal against the ruling in force. */
  @Column({ name: "appeal_waived_by", type: "text", array: true, default: () => "'{}'" })
  appealWaivedBy!: Side[];

  /** The end of a pause or the next reminder: what the sweep must look at beside deadline and offers. */
  @Column({ name: "wake_at", ...instant, nullable: true })
  wakeAt!: Date | null;

  @Column({ name: "queued_at", ...instant, nullable: true })
  queuedAt!: Date | null;

  /** When the platform first let a clock of its own run out since then. */
  @Column({ name: "overdue_at", ...instant, nullable: true })
  overdueAt!: Date | null;

  /** The order of the queue, the earliest first; see `ranksSince` of the domain. Holds the tier: for nobody's eyes. */
  @Column({ name: "ranks_since", ...instant })
  ranksSince!: Date;

  @Column({ type: "smallint" })
  level!: 1 | 2 | 3;

  @Column({ name: "suspended_from", type: "text", nullable: true })
  suspendedFrom!: DisputeStatus | null;

  @Column({ type: "text", nullable: true })
  outcome!: DisputeOutcome | null;

  @Column({ type: "text" })
  reason!: string;

  @Column({ name: "final_reason", type: "text", nullable: true })
  finalReason!: string | null;

  @Column({ type: "text" })
  currency!: string;

  @Column({ type: "text" })
  remedy!: RemedyKind;

  @Column({ name: "claimed_minor", ...bigint })
  claimedMinor!: bigint;

  @Column({ type: "text" })
  statement!: string;

  @Column({ type: "smallint" })
  amendments!: number;

  @Column({ type: "boolean" })
  perishable!: boolean;

  @Column({ name: "refusal_code", type: "text", nullable: true })
  refusalCode!: RefusalCode | null;

  @Column({ name: "refusal_statement", type: "text", nullable: true })
  refusalStatement!: string | null;

  @Column({ name: "refused_at", ...instant, nullable: true })
  refusedAt!: Date | null;

  @Column({ name: "opened_by", type: "text" })
  openedBy!: Role;

  @Column({ name: "opened_at", ...instant })
  openedAt!: Date;

  @Column({ name: "updated_at", ...instant })
  updatedAt!: Date;

  @Index("dispute_closed", { where: "closed_at IS NOT NULL" })
  @Column({ name: "closed_at", ...instant, nullable: true })
  closedAt!: Date | null;

  @Column({ type: "integer" })
  version!: number;

  @Column({ name: "last_sequence", type: "integer" })
  lastSequence!: number;

  @Column({ name: "last_shopper_sequence", type: "integer" })
  lastShopperSequence!: number;

  @Column({ name: "last_merchant_sequence", type: "integer" })
  lastMerchantSequence!: number;

  @Column({ name: "last_hash", type: "text" })
  lastHash!: string;
}

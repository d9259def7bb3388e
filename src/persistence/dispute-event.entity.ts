import { Check, Column, Entity, ForeignKey, Generated, Index, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { Audience, type DisputeEventType } from "../domain/dispute/event.js";
import { bigint, instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";

/** TypeORM knows the strategy, but its type names it for primary keys only. */
const identity = "identity" as string as "increment";

/** One link of a dispute's hash-chained log; added and read, never changed. */
@Entity({ name: "dispute_event" })
@Index("dispute_event_id", ["id"], { unique: true })
@Index("dispute_event_feed", ["transactionId", "position"])
@Check(`"sequence" >= 1`)
@Check(`"shopper_sequence" >= 1`)
@Check(`"merchant_sequence" >= 1`)
@Check(isOneOf("audience", Audience))
export class DisputeEventEntity {
  @ForeignKey(() => DisputeEntity)
  @PrimaryColumn({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @PrimaryColumn({ type: "integer" })
  sequence!: number;

  @Column({ type: "uuid" })
  id!: string;

  @Column({ name: "shopper_sequence", type: "integer", nullable: true })
  shopperSequence!: number | null;

  @Column({ name: "merchant_sequence", type: "integer", nullable: true })
  merchantSequence!: number | null;

  /** With `position` the order of the feed: readers stop below the oldest running transaction. */
  @Column({ name: "transaction_id", ...bigint, default: () => "((pg_current_xact_id())::text)::bigint" })
  transactionId!: bigint;

  @Generated(identity)
  @Column({ ...bigint, generatedIdentity: "ALWAYS" })
  position!: bigint;

  @Column({ type: "text" })
  type!: DisputeEventType;

  @Column({ type: "text" })
  audience!: Audience;

  @Column({ name: "actor_role", type: "text" })
  actorRole!: Role;

  @Column({ name: "actor_id", type: "uuid" })
  actorId!: string;

  @Column({ type: "jsonb" })
  payload!: unknown;

  @Column({ type: "text", nullable: true })
  clause!: string | null;

  @Column({ name: "occurred_at", ...instant })
  occurredAt!: Date;

  @Column({ name: "previous_hash", type: "text" })
  previousHash!: string;

  @Column({ type: "text" })
  hash!: string;
}

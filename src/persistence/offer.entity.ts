import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Side } from "../domain/access/viewer.js";
import { OfferStatus } from "../domain/dispute/dispute.js";
import { instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";

/** One side's terms for a settlement. */
@Entity({ name: "offer" })
@Index("offer_dispute", ["disputeId", "madeAt", "id"])
@Index("offer_one_open_a_side", ["disputeId", "side"], { unique: true, where: `status = 'OPEN'` })
@Index("offer_expiry", ["expiresAt"], { where: `status = 'OPEN'` })
@Check(isOneOf("side", Side))
@Check(isOneOf("status", OfferStatus))
export class OfferEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @Column({ type: "text" })
  side!: Side;

  @Column({ type: "text" })
  status!: OfferStatus;

  @Column({ type: "jsonb" })
  terms!: unknown;

  @Column({ name: "terms_hash", type: "text" })
  termsHash!: string;

  @Column({ type: "text", nullable: true })
  message!: string | null;

  @Column({ name: "made_at", ...instant })
  madeAt!: Date;

  @Column({ name: "expires_at", ...instant })
  expiresAt!: Date;

  @Column({ name: "decided_at", ...instant, nullable: true })
  decidedAt!: Date | null;
}

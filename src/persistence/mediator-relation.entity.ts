import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Side } from "../domain/access/viewer.js";
import { RelationKind } from "../domain/conflict/conflict.js";
import { instant, isOneOf } from "./columns.js";
import { MediatorEntity } from "./mediator.entity.js";

/** A relation between a mediator and a merchant or shopper, as the mediator declared it. */
@Entity({ name: "mediator_relation" })
@Index("mediator_relation_standing", ["mediatorId", "partyId"], { where: "ended_at IS NULL" })
@Check(isOneOf("side", Side))
@Check(isOneOf("kind", RelationKind))
@Check(`"ended_at" >= "declared_at"`)
export class MediatorRelationEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "mediator_id", type: "uuid" })
  mediatorId!: string;

  @Column({ type: "text" })
  side!: Side;

  /** The merchant or shopper, who may not be known to the platform yet. */
  @Column({ name: "party_id", type: "uuid" })
  partyId!: string;

  @Column({ type: "text" })
  kind!: RelationKind;

  /** When the relation itself ended or will end. */
  @Column({ ...instant, nullable: true })
  until!: Date | null;

  @Column({ name: "declared_at", ...instant })
  declaredAt!: Date;

  /** Since when the declaration counts no more. */
  @Column({ name: "ended_at", ...instant, nullable: true })
  endedAt!: Date | null;
}

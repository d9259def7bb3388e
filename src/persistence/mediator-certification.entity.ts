import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";
import { MediatorEntity } from "./mediator.entity.js";

/** That a mediator may take cases about a group of reasons, and until when. */
@Entity({ name: "mediator_certification" })
@Check(`length("reason_group") > 0`)
export class MediatorCertificationEntity {
  @ForeignKey(() => MediatorEntity)
  @PrimaryColumn({ name: "mediator_id", type: "uuid" })
  mediatorId!: string;

  /** Code of a group of the rulebook. */
  @PrimaryColumn({ name: "reason_group", type: "text" })
  reasonGroup!: string;

  @Column({ name: "certified_until", ...instant })
  certifiedUntil!: Date;
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { TrackingStatus } from "../domain/order/order.js";
import { instant, isOneOf } from "./columns.js";
import { ShipmentEntity } from "./shipment.entity.js";

/** What a carrier reported about a parcel. */
@Entity({ name: "tracking_event" })
@Index("tracking_event_shipment", ["shipmentId", "occurredAt"])
@Check(isOneOf("status", TrackingStatus))
export class TrackingEventEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => ShipmentEntity)
  @Column({ name: "shipment_id", type: "uuid" })
  shipmentId!: string;

  @Column({ type: "text" })
  status!: TrackingStatus;

  @Column({ name: "occurred_at", ...instant })
  occurredAt!: Date;

  @Column({ type: "text", nullable: true })
  location!: string | null;

  @Column({ type: "text", nullable: true })
  description!: string | null;
}

import { Check, Column, Entity, PrimaryColumn } from "typeorm";
import { QueueView } from "../domain/queue/queue-view.js";
import { instant, isOneOf } from "./columns.js";

/** A view of the queue that a mediator saved under a name, for oneself. */
@Entity({ name: "queue_view" })
@Check(isOneOf("view", QueueView))
@Check(`length("name") > 0`)
export class QueueViewEntity {
  /** The viewer who saved it. */
  @PrimaryColumn({ name: "owner_id", type: "uuid" })
  ownerId!: string;

  @PrimaryColumn({ type: "text" })
  name!: string;

  @Column({ type: "text" })
  view!: QueueView;

  @Column({ type: "jsonb" })
  filter!: object;

  @Column({ name: "saved_at", ...instant })
  savedAt!: Date;
}

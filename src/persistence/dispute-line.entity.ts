import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { bigint } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { OrderLineEntity } from "./order-line.entity.js";

/** An order line that a dispute is about. */
@Entity({ name: "dispute_line" })
@Index("dispute_line_one_open_dispute", ["orderLineId"], { unique: true, where: `open` })
@Index("dispute_line_order_line", ["orderLineId"])
@Check(`"claimed_minor" >= 0`)
export class DisputeLineEntity {
  @ForeignKey(() => DisputeEntity)
  @PrimaryColumn({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @ForeignKey(() => OrderLineEntity)
  @PrimaryColumn({ name: "order_line_id", type: "uuid" })
  orderLineId!: string;

  @Column({ name: "claimed_minor", ...bigint })
  claimedMinor!: bigint;

  /** Whether the dispute still runs: a line has one open dispute at most. */
  @Column({ type: "boolean" })
  open!: boolean;
}

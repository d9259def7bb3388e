import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { MessageChannel } from "../domain/dispute/event.js";
import { instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";

/** A message in one of a dispute's channels. */
@Entity({ name: "message" })
@Index("message_dispute", ["disputeId", "sentAt", "id"])
@Check(isOneOf("channel", MessageChannel))
export class MessageEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @Column({ type: "text" })
  channel!: MessageChannel;

  @Column({ name: "author_role", type: "text" })
  authorRole!: Role;

  @Column({ name: "author_id", type: "uuid" })
  authorId!: string;

  @Column({ type: "text" })
  text!: string;

  @Column({ name: "sent_at", ...instant })
  sentAt!: Date;
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { TextLanguage } from "../domain/text-language.js";
import { isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { MacroVersionEntity } from "./macro-version.entity.js";
import { MessageEntity } from "./message.entity.js";

/** That a message was made of a version of a macro. */
@Entity({ name: "macro_use" })
@Index("macro_use_version", ["code", "version", "disputeId"])
@ForeignKey(() => MacroVersionEntity, ["code", "version"], ["code", "version"])
@Check(isOneOf("language", TextLanguage))
export class MacroUseEntity {
  /** The message is written after this row, in the same transaction. */
  @ForeignKey(() => MessageEntity, { deferrable: "INITIALLY DEFERRED" })
  @PrimaryColumn({ name: "message_id", type: "uuid" })
  messageId!: string;

  @Column({ type: "text" })
  code!: string;

  @Column({ type: "integer" })
  version!: number;

  @Column({ type: "text" })
  language!: TextLanguage;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;
}

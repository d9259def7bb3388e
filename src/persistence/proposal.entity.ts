import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Side } from "../domain/access/viewer.js";
import { ProposalStatus } from "../domain/dispute/proposal.js";
import { instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { MediatorEntity } from "./mediator.entity.js";

/** A mediator's terms for a settlement. */
@Entity({ name: "proposal" })
@Index("proposal_dispute", ["disputeId", "proposedAt", "id"])
@Index("proposal_one_open", ["disputeId"], { unique: true, where: `status IN ('HALF_ACCEPTED', 'SENT')` })
@Check(isOneOf("status", ProposalStatus))
@Check(`jsonb_array_length(terms) > 0`)
@Check(`length(explanation) > 0`)
@Check(`accepted_by <@ ARRAY['${Side.MERCHANT}', '${Side.SHOPPER}']`)
@Check("proposal_decided", `(decided_at IS NULL) = (status IN ('HALF_ACCEPTED', 'SENT'))`)
@Check(
  "proposal_accepted",
  `CASE status WHEN 'SENT' THEN cardinality(accepted_by) = 0 WHEN 'HALF_ACCEPTED' THEN cardinality(accepted_by) = 1
    WHEN 'ACCEPTED' THEN accepted_by @> ARRAY['MERCHANT', 'SHOPPER'] ELSE cardinality(accepted_by) < 2 END`,
)
export class ProposalEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "mediator_id", type: "uuid" })
  mediatorId!: string;

  @Column({ type: "text" })
  status!: ProposalStatus;

  @Column({ type: "jsonb" })
  terms!: unknown;

  @Column({ name: "terms_hash", type: "text" })
  termsHash!: string;

  @Column({ type: "text" })
  explanation!: string;

  @Column({ name: "accepted_by", type: "text", array: true, default: () => "'{}'" })
  acceptedBy!: Side[];

  @Column({ name: "proposed_at", ...instant })
  proposedAt!: Date;

  @Column({ name: "decided_at", ...instant, nullable: true })
  decidedAt!: Date | null;
}

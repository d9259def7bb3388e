import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";

/** The first answer to a mutation, given again when the mutation is repeated. */
@Entity({ name: "idempotency_key" })
@Index("idempotency_key_created", ["createdAt"])
export class IdempotencyKeyEntity {
  @PrimaryColumn({ name: "viewer_id", type: "uuid" })
  viewerId!: string;

  @PrimaryColumn({ name: "client_mutation_id", type: "text" })
  clientMutationId!: string;

  @Column({ type: "text" })
  mutation!: string;

  @Column({ name: "input_hash", type: "text" })
  inputHash!: string;

  @Column({ type: "jsonb" })
  answer!: unknown;

  @Column({ name: "created_at", ...instant })
  createdAt!: Date;
}

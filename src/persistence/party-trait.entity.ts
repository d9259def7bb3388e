import { Check, Column, Entity, PrimaryColumn } from "typeorm";
import { TraitKind } from "../domain/conflict/conflict.js";
import { instant, isOneOf } from "./columns.js";

/** The hash of an address or a means of payment of a person, merchant or mediator: it can be compared, not read. */
@Entity({ name: "party_trait" })
@Check(isOneOf("kind", TraitKind))
@Check(`"hash" ~ '^[0-9a-f]{64}$'`)
export class PartyTraitEntity {
  @PrimaryColumn({ name: "person_id", type: "uuid" })
  personId!: string;

  @PrimaryColumn({ type: "text" })
  kind!: TraitKind;

  /** SHA-256 (hex). */
  @PrimaryColumn({ type: "text" })
  hash!: string;

  @Column({ name: "recorded_at", ...instant })
  recordedAt!: Date;
}

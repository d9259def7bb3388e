import { Check, Column, Entity, Exclusion, PrimaryColumn, Unique } from "typeorm";
import { StoredRulebookStatus } from "../domain/rulebook/version.js";
import { instant, isOneOf } from "./columns.js";

/** A version of the rules; once published nothing of it changes but its end, which is set once (a trigger sees to it). */
@Entity({ name: "rulebook" })
@Unique("rulebook_version", ["version"])
@Check(isOneOf("status", StoredRulebookStatus))
@Check(`"revision" >= 1`)
@Check(`"status" = 'PUBLISHED' OR "drafted_at" IS NOT NULL`)
@Check(`"approved_by" <> ALL ("drafters") AND "published_by" <> ALL ("drafters")`)
@Check(
  `"status" NOT IN ('APPROVED', 'PUBLISHED') OR cardinality("drafters") = 0 OR "approved_by" IS NOT NULL`,
)
@Check(
  `("status" = 'PUBLISHED') = ("published_at" IS NOT NULL AND "notice_days" IS NOT NULL AND "effective_at" IS NOT NULL)`,
)
@Check(`"notice_days" >= 0 AND "effective_at" >= "published_at" + "notice_days" * interval '24 hours'`)
@Check(`"effective_until" > "effective_at"`)
@Exclusion(`USING gist (tstzrange("effective_at", "effective_until") WITH &&) WHERE ("status" = 'PUBLISHED')`)
export class RulebookEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "text" })
  version!: string;

  @Column({ type: "text" })
  status!: StoredRulebookStatus;

  @Column({ type: "boolean" })
  major!: boolean;

  /** As it was written: YAML or JSON. */
  @Column({ type: "text" })
  source!: string;

  /** The same, parsed. */
  @Column({ type: "jsonb" })
  document!: unknown;

  /** All who ever wrote at it. */
  @Column({ type: "uuid", array: true, default: "{}" })
  drafters!: string[];

  @Column({ name: "drafted_by", type: "uuid", nullable: true })
  draftedBy!: string | null;

  @Column({ name: "drafted_at", ...instant, nullable: true })
  draftedAt!: Date | null;

  @Column({ name: "consultation_at", ...instant, nullable: true })
  consultationAt!: Date | null;

  @Column({ name: "approved_by", type: "uuid", nullable: true })
  approvedBy!: string | null;

  @Column({ name: "approved_at", ...instant, nullable: true })
  approvedAt!: Date | null;

  @Column({ name: "published_by", type: "uuid", nullable: true })
  publishedBy!: string | null;

  @Column({ name: "published_at", ...instant, nullable: true })
  publishedAt!: Date | null;

  @Column({ name: "notice_days", type: "integer", nullable: true })
  noticeDays!: number | null;

  @Column({ name: "effective_at", ...instant, nullable: true })
  effectiveAt!: Date | null;

  @Column({ name: "effective_until", ...instant, nullable: true })
  effectiveUntil!: Date | null;

  @Column({ type: "integer" })
  revision!: number;
}

import { Field, ObjectType } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import { ErasureGround } from "../../domain/retention/erasure.js";
import { RetentionClass } from "../../domain/retention/retention.js";
import "../party/role.enum.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "./retention.enum.js";

/** A legal hold. */
@ObjectType("LegalHold", {
  description: "While it stands nothing of the dispute is erased, whoever asks. For the platform's staff.",
  simpleResolvers: true,
})
export class LegalHoldType {
  @Field(() => String, { description: "Why, in the words of whoever placed it." })
  reason!: string;

  @Field(() => Role, { description: "The role of whoever placed it." })
  placedByRole!: string;

  @Field(() => DateTimeScalar, { description: "When it was placed." })
  placedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it ends by itself; null where somebody has to lift it.",
  })
  endsAt!: Date | null;
}

/** How long the evidence of a dispute is kept. */
@ObjectType("DisputeRetention", {
  description:
    "How long the evidence of a dispute is kept. When it is erased the key of its files is destroyed, and messages and " +
    "descriptions are gone; the log with its hashes stays and can still be verified.",
  simpleResolvers: true,
})
export class DisputeRetentionType {
  @Field(() => RetentionClass, { description: "What the time depends on, as things stand." })
  class!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "From when on a side can have it erased by `requestErasure`: 3 years after the dispute was closed. Null while it is open.",
  })
  erasableFrom!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When the platform erases it without being asked, unless it has to be kept longer. Null while the dispute is open.",
  })
  keepUntil!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was erased; null if it was not." })
  erasedAt!: Date | null;

  @Field(() => ErasureGround, { nullable: true, description: "Why it was erased; null if it was not." })
  erasureGround!: string | null;

  @Field(() => LegalHoldType, {
    nullable: true,
    description: "The legal hold that stands. For the platform's staff; null for the sides and for machines.",
  })
  legalHold!: LegalHoldType | null;
}

import { Field, Int } from "type-graphql";
import type { LocalisedText } from "../../domain/rulebook/clause.js";
import { RulebookStatus } from "../../domain/rulebook/version.js";
import { ReadObjectType } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import { LocalisedTextType, RulebookType } from "./rulebook.type.js";
import "./rulebook-version.enum.js";

const person = "Id of the person; null for those who do not make rules, and where nobody did.";

/** A version of the rules. */
@ReadObjectType(
  "RulebookVersion",
  "A version of the rules in its life, from the draft to the day when another took its place. Who makes rules sees " +
    "drafts; from the consultation on everybody sees it.",
)
export class RulebookVersionType {
  @Field(() => String, { description: "Its name, which its document gives, e.g. `2026-11`." })
  version!: string;

  @Field(() => LocalisedTextType, { description: "What it is called." })
  title!: LocalisedText;

  @Field(() => RulebookStatus, { description: "Where it stands now, by the platform's clock." })
  status!: string;

  @Field(() => Boolean, { description: "Whether it changes so much that the longer notice is due." })
  major!: boolean;

  @Field(() => Int, { description: "Grows with every change; what `expectedRevision` is compared with." })
  revision!: number;

  @Field(() => String, { nullable: true, description: `Who wrote at it last. ${person}` })
  draftedBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was last written at." })
  draftedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When its consultation began." })
  consultationAt!: string | null;

  @Field(() => String, { nullable: true, description: `Who approved it. ${person}` })
  approvedBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was approved." })
  approvedAt!: string | null;

  @Field(() => String, { nullable: true, description: `Who published it. ${person}` })
  publishedBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was published." })
  publishedAt!: string | null;

  @Field(() => Int, { nullable: true, description: "Days of notice that were due when it was published." })
  noticeDays!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "From when it is in force." })
  effectiveAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When another takes its place; null while none was published.",
  })
  effectiveUntil!: string | null;

  @Field(() => String, { description: "The document as it was written: YAML or JSON." })
  source!: string;

  @Field(() => RulebookType, { description: "The rules that it holds." })
  rulebook!: RulebookType;
}

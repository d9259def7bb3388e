import { Field, Int, ObjectType } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import { RedactionKind } from "../../domain/evidence/redaction.js";
import { describeEnum } from "../described-enum.js";
import { ReadObjectType } from "../object-type.js";
import "../party/role.enum.js";

describeEnum("RedactionKind", RedactionKind, "What of a file was removed.", {
  PASSAGES: "Stretches of a text.",
  REGIONS: "Rectangles of a picture.",
  SPANS: "Stretches of a recording.",
});

/** A rectangle of a picture. */
@ObjectType("EvidenceRegion", {
  description: "A rectangle of a picture, in pixels from its upper left corner.",
  simpleResolvers: true,
})
export class EvidenceRegionType {
  @Field(() => Int, { description: "Pixels from the left edge." })
  x!: number;

  @Field(() => Int, { description: "Pixels from the upper edge." })
  y!: number;

  @Field(() => Int, { description: "Pixels." })
  width!: number;

  @Field(() => Int, { description: "Pixels." })
  height!: number;
}

/** A stretch of a recording. */
@ObjectType("EvidenceSpan", { description: "A stretch of a recording.", simpleResolvers: true })
export class EvidenceSpanType {
  @Field(() => Int, { description: "Milliseconds from the beginning of the recording." })
  fromMilliseconds!: number;

  @Field(() => Int, { description: "Milliseconds from the beginning of the recording." })
  toMilliseconds!: number;
}

/** A stretch of a text. */
@ObjectType("EvidencePassage", {
  description: "A stretch of a text, counted in characters of the file that it was removed from.",
  simpleResolvers: true,
})
export class EvidencePassageType {
  @Field(() => Int, { description: "How many characters stood before it." })
  from!: number;

  @Field(() => Int, { description: "How many characters stood before its end." })
  to!: number;
}

/** What was removed from a file. */
@ReadObjectType(
  "EvidenceRedaction",
  "What was removed in this copy, beside what was removed in the file that it was made of: where it stood, never what it was.",
  { node: false },
)
export class EvidenceRedactionType {
  @Field(() => RedactionKind, { description: "Of what kind the removed parts are." })
  kind!: string;

  @Field(() => String, { description: "Why they were removed." })
  reason!: string;

  @Field(() => Role, { description: "The role of whoever had them removed." })
  role!: string;

  @Field(() => [EvidenceRegionType], {
    description: "Rectangles that are black now, as they were asked for.",
  })
  regions!: EvidenceRegionType[];

  @Field(() => [EvidenceSpanType], {
    description: "Stretches that are neither heard nor seen, as they were asked for.",
  })
  spans!: EvidenceSpanType[];

  @Field(() => [EvidencePassageType], { description: "Passages for which `[redacted]` stands." })
  passages!: EvidencePassageType[];
}

import { Field, ID, InputType, Int } from "type-graphql";
import { DisputeCommandInput } from "../dispute/command.input.js";

/** A rectangle of a picture. */
@InputType({
  description:
    "A rectangle of a picture as `sharedDownloadUrl` shows it, upright, in whole pixels. It must lie in the picture.",
})
export class EvidenceRegionInput {
  @Field(() => Int, { description: "Pixels from the left edge, from 0." })
  x!: number;

  @Field(() => Int, { description: "Pixels from the upper edge, from 0." })
  y!: number;

  @Field(() => Int, { description: "Pixels, at least 1." })
  width!: number;

  @Field(() => Int, { description: "Pixels, at least 1." })
  height!: number;
}

/** A stretch of a recording. */
@InputType({ description: "A stretch of a recording. It must begin before the recording ends." })
export class EvidenceSpanInput {
  @Field(() => Int, { description: "Milliseconds from the beginning of the recording, from 0." })
  fromMilliseconds!: number;

  @Field(() => Int, {
    description: "Milliseconds from the beginning of the recording, after `fromMilliseconds`.",
  })
  toMilliseconds!: number;
}

/** A stretch of a text. */
@InputType({
  description:
    "A stretch of a text or e-mail, counted in characters (Unicode code points) of the decoded file that others see. It must lie " +
    "in the text.",
})
export class EvidencePassageInput {
  @Field(() => Int, { description: "How many characters stand before it, from 0." })
  from!: number;

  @Field(() => Int, { description: "How many characters stand before its end, after `from`." })
  to!: number;
}

/** Input of redactEvidence. */
@InputType({
  description:
    "What is removed from a file, and why. Exactly one of `regions`, `spans` and `passages` is given, 1 to 100 of them, as the " +
    "file's type demands.",
})
export class RedactEvidenceInput extends DisputeCommandInput {
  @Field(() => ID, {
    description: "The file. Where a redacted copy stands in its place, that copy: more is removed from it.",
  })
  fileId!: string;

  @Field(() => String, { description: "Why: 1 to 2,000 characters. Both sides can read it." })
  reason!: string;

  @Field(() => [EvidenceRegionInput], {
    nullable: true,
    description: "For pictures, every frame of them: what is painted black.",
  })
  regions?: EvidenceRegionInput[] | null;

  @Field(() => [EvidenceSpanInput], {
    nullable: true,
    description: "For recordings: what is neither heard nor seen any more.",
  })
  spans?: EvidenceSpanInput[] | null;

  @Field(() => [EvidencePassageInput], {
    nullable: true,
    description: "For plain text, CSV and e-mail: what `[redacted]` stands for.",
  })
  passages?: EvidencePassageInput[] | null;
}

import { Field } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import type { LocalisedText } from "../../domain/rulebook/clause.js";
import { EvidenceLevel } from "../../domain/rulebook/evidence-slot.js";
import { ReadObjectType } from "../object-type.js";
import { LocalisedTextType } from "../rulebook/rulebook.type.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "../rulebook/rulebook.enum.js";

/** One line of the checklist. */
@ReadObjectType(
  "Requirement",
  "One piece of evidence that the reason asks a side for. What is on record already is satisfied without anybody's doing.",
  { node: false },
)
export class RequirementType {
  @Field(() => String, { description: "The type of evidence, e.g. `TRACKING_NUMBER`." })
  slot!: string;

  @Field(() => Side, { description: "Who hands it in." })
  side!: string;

  @Field(() => EvidenceLevel, { description: "How much it matters." })
  level!: string;

  @Field(() => Boolean, { description: "Whether the mediator asked for it in the latest evidence round." })
  requested!: boolean;

  @Field(() => Boolean, {
    description:
      "Whether it is there, as far as the viewer may know: what the other side has sealed counts from the exchange on. For an " +
      "alternative whether any of the side's is.",
  })
  satisfied!: boolean;

  @Field(() => Boolean, { description: "Whether the mediator dropped it." })
  waived!: boolean;

  @Field(() => Boolean, { description: "Whether it was recorded as absent when a round ended." })
  absent!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Until when it can be handed in: the merchant's time to answer, or the evidence round's. Null while none runs.",
  })
  dueAt!: Date | null;

  @Field(() => LocalisedTextType, { nullable: true, description: "What a good one shows." })
  hint!: LocalisedText | null;
}

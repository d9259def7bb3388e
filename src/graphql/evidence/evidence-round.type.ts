import { Field, Int, ObjectType } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import { EvidenceLevel } from "../../domain/rulebook/evidence-slot.js";
import { ReadObjectType } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "../rulebook/rulebook.enum.js";

/** One thing that a side is asked for. */
@ObjectType("EvidenceDemand", { description: "One thing that a side is asked for.", simpleResolvers: true })
export class EvidenceDemandType {
  @Field(() => Side, { description: "Of whom." })
  side!: string;

  @Field(() => String, { description: "The type of evidence, e.g. `PHOTO_OF_ITEM`." })
  slot!: string;

  @Field(() => EvidenceLevel, { description: "How much it matters." })
  level!: string;
}

/** A demand that was dropped. */
@ObjectType("WaivedSlot", { description: "A demand that the mediator dropped.", simpleResolvers: true })
export class WaivedSlotType {
  @Field(() => Side, { description: "Of whom it was asked." })
  side!: string;

  @Field(() => String, { description: "The type of evidence." })
  slot!: string;

  @Field(() => String, { description: "Why it was dropped." })
  reason!: string;
}

/** A recorded absence. */
@ObjectType("EvidenceAbsence", {
  description:
    "Something mandatory that a side did not hand in by the end of a round. A ruling may draw a conclusion from it, which " +
    "the side can rebut.",
  simpleResolvers: true,
})
export class EvidenceAbsenceType {
  @Field(() => Side, { description: "Whose." })
  side!: string;

  @Field(() => String, { description: "The type of evidence." })
  slot!: string;
}

/** One evidence round. */
@ReadObjectType(
  "EvidenceRound",
  "One evidence round: what the mediator asked for, with one end for both sides, and what came of it.",
  { node: false },
)
export class EvidenceRoundType {
  @Field(() => Int, { description: "Its number within the dispute, from 1." })
  number!: number;

  @Field(() => String, { description: "What the mediator wrote with the request." })
  text!: string;

  @Field(() => [EvidenceDemandType], {
    description:
      "What is asked of each side; each sees what is asked of the other. What the rule demands is among it.",
  })
  demands!: EvidenceDemandType[];

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  requestedAt!: string;

  @Field(() => [Side], { description: "Who took the one extension that each side has." })
  extendedBy!: string[];

  @Field(() => [Side], {
    description:
      "Who said before the exchange that it has handed in everything; not who brought it about by saying so as the second. " +
      "Before the exchange a side sees only whether it has itself.",
  })
  completedBy!: string[];

  @Field(() => [WaivedSlotType], { description: "What the mediator dropped." })
  waived!: WaivedSlotType[];

  @Field(() => [EvidenceAbsenceType], { description: "What was missing when the round ended." })
  absences!: EvidenceAbsenceType[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the evidence was exchanged; null until then.",
  })
  exchangedAt!: string | null;

  @Field(() => [Side], { description: "Who has answered the other's evidence." })
  rebuttedBy!: string[];
}

import { Field, ID, InputType } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import type { EvidenceDemand } from "../../domain/evidence/dispute-evidence.js";
import { EvidenceType } from "../../domain/evidence/evidence-type.js";
import { EvidenceLevel } from "../../domain/rulebook/evidence-slot.js";
import { DisputeCommandInput } from "../dispute/command.input.js";
import "../rulebook/rulebook.enum.js";

/** One thing that a side is asked for. */
@InputType({ description: "One thing that a side is asked for." })
export class EvidenceDemandInput {
  @Field(() => Side, { description: "Of whom." })
  side!: Side;

  @Field(() => String, {
    description: "The type of evidence, e.g. `PHOTO_OF_ITEM`; 1 of the types of the checklist.",
  })
  slot!: string;

  @Field(() => EvidenceLevel, {
    nullable: true,
    description: "How much it matters; default `MANDATORY`: what is then missing is recorded.",
  })
  level?: EvidenceLevel | null;
}

/** Input of requestEvidence. */
@InputType({ description: "The mediator asks both sides for evidence, with one end for both." })
export class RequestEvidenceInput extends DisputeCommandInput {
  @Field(() => String, {
    description: "What it is about: 1 to 5,000 characters. Both sides can read it.",
  })
  text!: string;

  @Field(() => [EvidenceDemandInput], {
    description: "What is asked of whom: 1 to 50. What the rule demands is added by itself.",
  })
  slots!: EvidenceDemandInput[];
}

/** Input of extendEvidence. */
@InputType({ description: "A side takes its one extension of the evidence round." })
export class ExtendEvidenceInput extends DisputeCommandInput {
  @Field(() => String, { description: "Why: 1 to 2,000 characters. Both sides can read it." })
  reason!: string;
}

/** Input of completeEvidence. */
@InputType({ description: "A side says that it has handed in everything." })
export class CompleteEvidenceInput extends DisputeCommandInput {}

/** Input of rebutEvidence. */
@InputType({ description: "A side answers the other's evidence." })
export class RebutEvidenceInput extends DisputeCommandInput {
  @Field(() => String, {
    nullable: true,
    description: "The answer: 1 to 10,000 characters. Absent: there is nothing to say.",
  })
  statement?: string | null;
}

/** Input of waiveSlot. */
@InputType({ description: "The mediator drops a demand of the round that is open." })
export class WaiveSlotInput extends DisputeCommandInput {
  @Field(() => Side, { description: "Of whom it was asked." })
  side!: Side;

  @Field(() => String, { description: "The type of evidence." })
  slot!: string;

  @Field(() => String, { description: "Why: 1 to 2,000 characters. Both sides can read it." })
  reason!: string;
}

/** Input of admitEvidence and excludeEvidence. */
@InputType({ description: "The mediator decides whether an item counts." })
export class DecideOnEvidenceInput extends DisputeCommandInput {
  @Field(() => ID, { description: "The item of evidence." })
  itemId!: string;

  @Field(() => String, { description: "Why: 1 to 2,000 characters. Both sides can read it." })
  reason!: string;
}

/** The type of evidence that a text names. @throws RefusedError VALIDATION */
export function evidenceTypeOf(slot: string, field: readonly string[]): EvidenceType {
  const known = Object.values(EvidenceType).find((type) => type === slot);
  if (known !== undefined) return known;
  refuse(
    ErrorCode.VALIDATION,
    `There is no type of evidence "${slot.slice(0, 60)}". details.types lists those that there are.`,
    { field, details: { types: Object.values(EvidenceType) } },
  );
}

/** The demands that an input names. @throws RefusedError VALIDATION naming the one at fault by its position */
export function demandsOf(slots: readonly EvidenceDemandInput[]): EvidenceDemand[] {
  return slots.map(({ side, slot, level }, index) => ({
    side,
    slot: evidenceTypeOf(slot, ["slots", String(index), "slot"]),
    level: level ?? EvidenceLevel.MANDATORY,
  }));
}

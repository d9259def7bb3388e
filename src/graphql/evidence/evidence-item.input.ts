import { Field, ID, InputType } from "type-graphql";
import type { SaveEvidenceDraftInput as Draft } from "../../services/evidence/save-evidence-draft.js";
import { EvidenceSource } from "../../domain/evidence/evidence-item.js";
import type { ItemContent } from "../../domain/evidence/check-content.js";
import { DisputeCommandInput, MutationInput } from "../dispute/command.input.js";
import { fromGlobalId } from "../global-id.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import { evidenceTypeOf } from "./evidence-round.input.js";

/** Input of saveEvidenceDraft. */
@InputType({ description: "What a side prepares to hand in. It replaces the whole content of the draft." })
export class SaveEvidenceDraftInput extends MutationInput {
  @Field(() => ID, { description: "The dispute." })
  disputeId!: string;

  @Field(() => ID, { nullable: true, description: "The draft that is edited. Absent: another one is begun." })
  itemId?: string | null;

  @Field(() => String, {
    description: "The line of the side's checklist that it fills, e.g. `PHOTO_OF_ITEM`, or `OTHER`.",
  })
  slot!: string;

  @Field(() => String, {
    nullable: true,
    description: "What it shows, in words: at most 10,000 characters. An item needs a narrative or a file.",
  })
  narrative?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When what it shows happened." })
  happenedAt?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was recorded." })
  capturedAt?: Date | null;

  @Field(() => [ID], {
    nullable: true,
    description: "The disputed lines that it is about. Absent or empty: all of them.",
  })
  orderLineIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "Files that the side uploaded to this dispute, at most 20, in the order in which they are shown.",
  })
  fileIds?: string[] | null;
}

/** Input of discardEvidenceDraft. */
@InputType({ description: "A side throws a draft away that it never handed in." })
export class DiscardEvidenceDraftInput extends MutationInput {
  @Field(() => ID, { description: "The dispute." })
  disputeId!: string;

  @Field(() => ID, { description: "The draft." })
  itemId!: string;
}

/** Input of submitEvidence. */
@InputType({ description: "A side hands a draft in." })
export class SubmitEvidenceInput extends DisputeCommandInput {
  @Field(() => ID, { description: "The draft." })
  itemId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Why it comes after the exchange: 1 to 2,000 characters. Needed then, and not kept where it comes in time.",
  })
  lateGround?: string | null;
}

/** Input of attachEvidence. */
@InputType({ description: "A machine of the marketplace attaches a record for neither side." })
export class AttachEvidenceInput extends DisputeCommandInput {
  @Field(() => EvidenceSource, {
    description: "Whose record it is: `INTEGRATION` for the marketplace's own, `CARRIER` for a carrier's.",
  })
  source!: EvidenceSource;

  @Field(() => String, { description: "The type of evidence, e.g. `CARRIER_STATEMENT` or `WEIGHT_RECORD`." })
  slot!: string;

  @Field(() => String, {
    nullable: true,
    description: "What it shows, in words: at most 10,000 characters. An item needs a narrative or a file.",
  })
  narrative?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When what it shows happened." })
  happenedAt?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was recorded." })
  capturedAt?: Date | null;

  @Field(() => [ID], {
    nullable: true,
    description: "The disputed lines that it is about. Absent or empty: all of them.",
  })
  orderLineIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "Files that the same machine uploaded to this dispute, at most 20.",
  })
  fileIds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Why it comes after the exchange: 1 to 2,000 characters. Needed then, and not kept where it comes in time.",
  })
  lateGround?: string | null;
}

/** Input of withdrawEvidence. */
@InputType({ description: "A side takes back an item that is still sealed." })
export class WithdrawEvidenceInput extends DisputeCommandInput {
  @Field(() => ID, { description: "The item of evidence." })
  itemId!: string;
}

/** The UUID of an item. @throws RefusedError INVALID_ID */
export function itemIdOf(id: string): string {
  return fromGlobalId("EvidenceItem", id, ["itemId"]);
}

/** What an item says, with UUIDs. @throws RefusedError INVALID_ID, VALIDATION for an unknown type of evidence */
export function contentOf(input: SaveEvidenceDraftInput | AttachEvidenceInput): ItemContent {
  const { slot, narrative, happenedAt, capturedAt } = input;
  return {
    slot: evidenceTypeOf(slot, ["slot"]),
    narrative: narrative ?? null,
    happenedAt: happenedAt ?? null,
    capturedAt: capturedAt ?? null,
    orderLineIds: (input.orderLineIds ?? []).map((id, index) =>
      fromGlobalId("OrderLine", id, ["orderLineIds", String(index)]),
    ),
    fileIds: (input.fileIds ?? []).map((id, index) =>
      fromGlobalId("EvidenceFile", id, ["fileIds", String(index)]),
    ),
  };
}

/** What the use case takes, with UUIDs. @throws RefusedError INVALID_ID, VALIDATION for an unknown type of evidence */
export function draftOf(input: SaveEvidenceDraftInput): Draft {
  const { clientMutationId, itemId } = input;
  return {
    clientMutationId,
    disputeId: fromGlobalId("Dispute", input.disputeId, ["disputeId"]),
    itemId: itemId === null || itemId === undefined ? null : itemIdOf(itemId),
    ...contentOf(input),
  };
}

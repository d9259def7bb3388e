import { GraphQLJSONObject } from "graphql-scalars";
import { Field, Int } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import { EvidenceItemStatus, EvidenceSource } from "../../domain/evidence/evidence-item.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { EvidenceFileType } from "./evidence-file.type.js";
import { OrderLineType } from "../order/order-line.type.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "./evidence.enum.js";

/** An item of evidence. */
@ReadObjectType(
  "EvidenceItem",
  "One piece of evidence: what it is to show, in words and files. Until the exchange it exists for its own side alone; " +
    "afterwards it never changes.",
)
export class EvidenceItemType {
  @Field(() => String, {
    description: "The type of evidence, by its line of the checklist, e.g. `PHOTO_OF_ITEM`.",
  })
  slot!: string;

  @Field(() => Side, { nullable: true, description: "Whose it is; null where no side brought it." })
  side!: string | null;

  @Field(() => EvidenceSource, { description: "Who brought it." })
  source!: string;

  @Field(() => EvidenceItemStatus, { description: "Where it stands." })
  status!: string;

  @Field(() => Int, { description: "The evidence round that it belongs to; 0 outside of one." })
  round!: number;

  @Field(() => Int, { description: "Which of its saved versions this is, from 1." })
  versionNumber!: number;

  @Field(() => String, {
    nullable: true,
    description: "What its side says about it; null if nothing, or once it was erased.",
  })
  narrative!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When what it shows happened, as its side says.",
  })
  happenedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was recorded, as its side says." })
  capturedAt!: string | null;

  @Field(() => [OrderLineType], { description: "The disputed lines that it is about; empty: all of them." })
  orderLines!: OrderLineType[];

  @Field(() => [EvidenceFileType], { description: "Its files, in the order in which they are shown." })
  files!: EvidenceFileType[];

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      "What a record of the platform said when the dispute was opened; of source `SYSTEM` only. Amounts are in minor units.",
  })
  record!: object | null;

  @Field(() => String, {
    description:
      "SHA-256 (hex) of the content, the files by their own SHA-256. The event that handed it in holds the same.",
  })
  contentHash!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Why it came after the exchange; null where it came in time. A late item counts once it is admitted.",
  })
  lateGround!: string | null;

  @Field(() => String, { nullable: true, description: "Why the mediator admitted or excluded it." })
  decisionReason!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was handed in; null for a draft." })
  submittedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Since when both sides can see it." })
  exchangedAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it was admitted, excluded, withdrawn or quarantined.",
  })
  decidedAt!: string | null;

  @Field(() => typeNamed("Dispute"), { description: "The dispute that it belongs to." })
  dispute!: object;
}

import { Field, Int } from "type-graphql";
import { FaultParty, FindingSource, RulingOutcome } from "../../domain/ruling/ruling.js";
import { RemedyItemType } from "../dispute/remedy-item.type.js";
import { EvidenceAbsenceType } from "../evidence/evidence-round.type.js";
import "./ruling.enum.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** A finding of fact. */
@ReadObjectType(
  "Finding",
  "One finding of fact and what it rests on: records, items of evidence, or evidence that was asked for and is absent.",
  { node: false },
)
export class FindingType {
  @Field(() => String, { description: "What was found." })
  text!: string;

  @Field(() => [FindingSource], { description: "The records that it rests on." })
  sources!: string[];

  @Field(() => String, {
    nullable: true,
    description: "What was asked for and not handed in, where the finding rests on that.",
  })
  recordedAbsence!: string | null;

  @Field(() => [typeNamed("EvidenceItem")], {
    description: "The items of evidence that it rests on, as far as the viewer may see them.",
  })
  evidence!: object[];

  @Field(() => [EvidenceAbsenceType], {
    description: "The absences that it rests on, which were recorded at an exchange.",
  })
  absences!: EvidenceAbsenceType[];
}

/** A share of the fault. */
@ReadObjectType(
  "FaultShare",
  "One party's share of the fault. The shares of a ruling sum to 10,000 or there are none.",
  { node: false },
)
export class FaultShareType {
  @Field(() => FaultParty, { description: "Whose." })
  party!: string;

  @Field(() => Int, { description: "How much: 10,000 basis points are the whole." })
  basisPoints!: number;
}

/** A ruling. */
@ReadObjectType(
  "Ruling",
  "A mediator's reasoned decision. Who was at fault and what is to be done are separate things.",
)
export class RulingType {
  @Field(() => RulingOutcome, { description: "How it ends the dispute if it becomes final." })
  outcome!: string;

  @Field(() => [FindingType], { description: "The facts that were found." })
  findings!: FindingType[];

  @Field(() => String, { description: "Why it was decided so." })
  reasons!: string;

  @Field(() => [String], { description: "Codes of the clauses applied, of the dispute's rulebook version." })
  clauses!: string[];

  @Field(() => [FaultShareType], { description: "Who was at fault, and how much." })
  faultShares!: FaultShareType[];

  @Field(() => [RemedyItemType], { description: "What is to be done, for which order line." })
  remedies!: RemedyItemType[];

  @Field(() => DateTimeScalar, { description: "When it was served on both sides." })
  issuedAt!: string;

  @Field(() => RulingOutcome, {
    nullable: true,
    description:
      "The outcome that the rulebook recommended; null where it recommended none, and for all but staff.",
  })
  recommendedOutcome!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Code of the clause that the recommendation stood in; null as `recommendedOutcome`.",
  })
  recommendedByClause!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Why the mediator ruled otherwise than recommended; null where the ruling is as recommended, and for all but staff.",
  })
  divergenceReason!: string | null;

  @Field(() => DateTimeScalar, { description: "Until when either side may appeal." })
  appealableUntil!: string;

  @Field(() => typeNamed("Mediator"), { description: "Who decided." })
  mediator!: object;

  @Field(() => typeNamed("Dispute"), { description: "The dispute that was decided." })
  dispute!: object;
}

import { Field, Int } from "type-graphql";
import { FaultParty, FindingSource, RulingOutcome } from "../../domain/ruling/ruling.js";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import { FormulaTraceType } from "../dispute/formula-trace.type.js";
import { AppealType } from "../appeal/appeal.type.js";
import { RemedyItemType } from "../dispute/remedy-item.type.js";
import { EvidenceAbsenceType } from "../evidence/evidence-round.type.js";
import { RulingDeficiencyType } from "./ruling-deficiency.type.js";
import { SharedFindingType } from "../swarm/case-swarm.type.js";
import { RulingClarificationType, RulingCorrectionType } from "./ruling-notes.type.js";
import "./ruling.enum.js";
import { MoneyType } from "../money.type.js";
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

  @Field(() => SharedFindingType, {
    nullable: true,
    description: "What was found for all disputes of a case swarm, where it takes that over.",
  })
  sharedFinding!: SharedFindingType | null;
}

/** What some findings lead to. */
@ReadObjectType("Conclusion", "What some findings lead to under one clause.", { node: false })
export class ConclusionType {
  @Field(() => String, {
    nullable: true,
    description:
      "Why the clause applies to what was found; null where the reasons of the ruling say it for all clauses together.",
  })
  text!: string | null;

  @Field(() => String, { description: "Code of the clause." })
  clause!: string;

  @Field(() => String, { description: "The version of the rulebook that the clause is of." })
  rulebookVersion!: string;

  @Field(() => [Int], {
    description: "The findings that it rests on, by their position in `Ruling.findings`, from 0; never none.",
  })
  findingIndexes!: number[];
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

/** One thing that is ordered. */
@ReadObjectType(
  "RuledRemedy",
  "One thing that a ruling orders for one order line, with who bears it and how the rule works the amount out.",
  { node: false },
)
export class RuledRemedyType {
  @Field(() => RemedyKind, { description: "What is to be done." })
  kind!: string;

  @Field(() => MoneyType, { description: "How much; zero where it is an act." })
  amount!: MoneyType;

  @Field(() => typeNamed("OrderLine"), { description: "The order line that it concerns." })
  orderLine!: object;

  @Field(() => [FaultShareType], {
    description:
      "Who bears it in the end, whoever performs it: shares that sum to 10,000. None in rulings from before this was kept.",
  })
  costBearers!: FaultShareType[];

  @Field(() => FormulaTraceType, {
    nullable: true,
    description:
      "What the rule gives for the line, with everything that it was worked out from; the mediator may order less. Null for acts, " +
      "and where the rule has no formula or a fact is missing for it.",
  })
  formulaTrace!: FormulaTraceType | null;
}

/** A ruling before it was corrected. */
@ReadObjectType("RulingAsIssued", "What a ruling said when it was served, of what corrections can touch.", {
  node: false,
})
export class RulingAsIssuedType {
  @Field(() => [String], { description: "The texts of `Ruling.findings`, in the same order." })
  findings!: string[];

  @Field(() => [String], {
    nullable: "items",
    description: "The texts of `Ruling.conclusions`, in the same order; null where one has none.",
  })
  conclusions!: (string | null)[];

  @Field(() => String, { description: "Why it was decided so." })
  reasons!: string;

  @Field(() => [RemedyItemType], { description: "What was to be done, in the order of `Ruling.remedies`." })
  remedies!: RemedyItemType[];

  @Field(() => DateTimeScalar, { description: "Until when either side could appeal as it was served." })
  appealableUntil!: string;
}

/** A ruling. */
@ReadObjectType(
  "Ruling",
  "A mediator's reasoned decision, as it was last corrected. Who was at fault and what is to be done are separate things.",
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

  @Field(() => [ConclusionType], {
    description: "What the findings lead to, clause by clause; each clause stands in at least one.",
  })
  conclusions!: ConclusionType[];

  @Field(() => [FaultShareType], { description: "Who was at fault, and how much." })
  faultShares!: FaultShareType[];

  @Field(() => [RemedyItemType], { description: "What is to be done, for which order line." })
  remedies!: RemedyItemType[];

  @Field(() => [RuledRemedyType], {
    description:
      "The same as `remedies`, in the same order, with who bears each and how its amount compares with the rule.",
  })
  ruledRemedies!: RuledRemedyType[];

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

  @Field(() => [RulingDeficiencyType], {
    description:
      "What the checks of the rulebook found in it when it was issued; none for all but staff, and in rulings from before there were checks.",
  })
  deficiencies!: RulingDeficiencyType[];

  @Field(() => DateTimeScalar, { description: "Until when either side may appeal." })
  appealableUntil!: string;

  @Field(() => RulingAsIssuedType, {
    description: "What it said when it was served; the same where nothing was corrected.",
  })
  asIssued!: RulingAsIssuedType;

  @Field(() => [RulingCorrectionType], {
    description: "The slips that were corrected since it was served, oldest first.",
  })
  corrections!: RulingCorrectionType[];

  @Field(() => [RulingClarificationType], {
    description: "What the sides asked about it, with what it means, oldest first.",
  })
  clarifications!: RulingClarificationType[];

  @Field(() => [AppealType], { description: "The appeals against it, at most one of each side." })
  appeals!: AppealType[];

  @Field(() => typeNamed("Mediator"), { description: "Who decided." })
  mediator!: object;

  @Field(() => typeNamed("Dispute"), { description: "The dispute that was decided." })
  dispute!: object;
}

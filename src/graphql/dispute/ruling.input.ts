import { Field, ID, InputType, Int } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import { FaultParty, FindingSource, RulingOutcome } from "../../domain/ruling/ruling.js";
import { DisputeCommandInput } from "./command.input.js";
import { RemedyItemInput } from "./offer.input.js";

/** An absence that was recorded. */
@InputType({ description: "Something mandatory that was recorded as missing at the exchange of a round." })
export class EvidenceAbsenceInput {
  @Field(() => Side, { description: "Whose." })
  side!: Side;

  @Field(() => String, { description: "The type of evidence, e.g. `PROOF_OF_DELIVERY`." })
  slot!: string;
}

/** One finding of a ruling. */
@InputType({ description: "One finding of fact and what it rests on." })
export class FindingInput {
  @Field(() => String, { description: "The fact as found: 1 to 5,000 characters." })
  text!: string;

  @Field(() => [FindingSource], {
    description:
      "The records and statements that it rests on; may be empty where it rests on something else.",
  })
  sources!: FindingSource[];

  @Field(() => String, {
    nullable: true,
    description:
      "Evidence that should be there and is not, if the finding rests on that: 1 to 5,000 characters. Cite in `absences` " +
      "what was recorded at an exchange.",
  })
  recordedAbsence?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "Items of evidence that it rests on: exchanged or admitted, late ones admitted; at most 100. What is excluded does not count.",
  })
  evidenceItemIds?: string[] | null;

  @Field(() => [EvidenceAbsenceInput], {
    nullable: true,
    description: "Absences that it rests on, as `Dispute.evidenceRounds` shows them; at most 100.",
  })
  absences?: EvidenceAbsenceInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The case swarm whose shared finding it takes over, as `Dispute.swarm` shows it: once neither side can opt out any more, and if " +
      "neither has.",
  })
  sharedFindingOf?: string | null;
}

/** One party's share of the fault. */
@InputType({ description: "One party's share of the fault." })
export class FaultShareInput {
  @Field(() => FaultParty, { description: "The party." })
  party!: FaultParty;

  @Field(() => Int, { description: "The share in basis points: 10,000 are the whole." })
  basisPoints!: number;
}

/** What some findings lead to. */
@InputType({ description: "What some findings lead to under one clause." })
export class ConclusionInput {
  @Field(() => String, { description: "Why the clause applies to what was found: 1 to 5,000 characters." })
  text!: string;

  @Field(() => String, { description: "Code of one of the ruling's clauses." })
  clause!: string;

  @Field(() => [Int], {
    description:
      "The findings that it rests on, by their position in `findings`, from 0; at least one, each once.",
  })
  findingIndexes!: number[];
}

/** One remedy of a ruling. */
@InputType({ description: "One thing to be done about one order line, and who bears it." })
export class RuledRemedyInput extends RemedyItemInput {
  @Field(() => [FaultShareInput], {
    nullable: true,
    description:
      "Who bears it in the end: shares that sum to 10,000. Absent or none: freight by the rulebook's freight matrix, all else " +
      "by the shares of fault without the shopper's, and the merchant where those tell nobody.",
  })
  costBearers?: FaultShareInput[] | null;
}

/** Input of issueRuling. */
@InputType({ description: "The reasoned decision of the mediator." })
export class IssueRulingInput extends DisputeCommandInput {
  @Field(() => [FindingInput], {
    description: "Findings of fact; at least one, and each rests on something.",
  })
  findings!: FindingInput[];

  @Field(() => String, { description: "Why it follows from the findings: 1 to 20,000 characters." })
  reasons!: string;

  @Field(() => [String], {
    description: "Codes of the clauses applied, of the rulebook version of the dispute; at least one.",
  })
  clauses!: string[];

  @Field(() => [ConclusionInput], {
    nullable: true,
    description:
      "Which findings lead to which clause; each clause stands in at least one conclusion. Absent or none: every clause follows " +
      "from all findings, and the reasons say why.",
  })
  conclusions?: ConclusionInput[] | null;

  @Field(() => [FaultShareInput], {
    description: "Who was at fault and how much: shares that sum to 10,000, or none at all.",
  })
  faultShares!: FaultShareInput[];

  @Field(() => [RuledRemedyInput], { description: "What is to be done; may be empty." })
  remedies!: RuledRemedyInput[];

  @Field(() => RulingOutcome, { description: "How the dispute ends if the ruling becomes final." })
  outcome!: RulingOutcome;

  @Field(() => String, {
    nullable: true,
    description: "The real reason, where it is another than the one given; a ruling on OTHER must name it.",
  })
  finalReason?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Why the ruling is other than `Dispute.recommendation`: 1 to 2,000 characters. Required then, with other remedies or " +
      "amounts as with another outcome; not kept where the ruling is as recommended. Only staff sees it.",
  })
  divergenceReason?: string | null;
}

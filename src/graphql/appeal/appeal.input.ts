import { Field, ID, InputType } from "type-graphql";
import { AppealGround, AppealOutcome } from "../../domain/ruling/appeal.js";
import { RulingOutcome } from "../../domain/ruling/ruling.js";
import { DisputeCommandInput } from "../dispute/command.input.js";
import { ConclusionInput, FaultShareInput, FindingInput, RuledRemedyInput } from "../dispute/ruling.input.js";
import { EvidenceDemandInput } from "../evidence/evidence-round.input.js";
import "./appeal.enum.js";

/** Input of appealRuling. */
@InputType({ description: "A side appeals against the ruling." })
export class AppealRulingInput extends DisputeCommandInput {
  @Field(() => [AppealGround], { description: "Why; at least one, each once." })
  grounds!: AppealGround[];

  @Field(() => String, {
    description: "What is wrong with the ruling: 1 to 10,000 characters. Both sides can read it.",
  })
  statement!: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      "The order lines of which the remedies are disputed; absent or empty: the whole ruling is. What was ruled for the other " +
      "lines is owed at once.",
  })
  orderLineIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "Items that the own side has handed in since the ruling. Needed where the ground is NEW_EVIDENCE.",
  })
  evidenceItemIds?: string[] | null;
}

/** Input of answerAppeal. */
@InputType({ description: "A side answers the other's appeal." })
export class AnswerAppealInput extends DisputeCommandInput {
  @Field(() => String, { description: "The answer: 1 to 10,000 characters. Both sides can read it." })
  answer!: string;
}

/** Input of withdrawAppeal. */
@InputType({ description: "A side takes its appeal back." })
export class WithdrawAppealInput extends DisputeCommandInput {}

/** Input of waiveAppeal. */
@InputType({ description: "A side gives up its right to appeal." })
export class WaiveAppealInput extends DisputeCommandInput {}

/** The ruling of an appeal. */
@InputType({ description: "The ruling in the place of the first one, reasoned like any other." })
export class AppealedRulingInput {
  @Field(() => [FindingInput], { description: "Findings of fact; at least one, each resting on something." })
  findings!: FindingInput[];

  @Field(() => String, { description: "Why it follows from the findings: 1 to 20,000 characters." })
  reasons!: string;

  @Field(() => [String], { description: "Codes of the clauses applied; at least one." })
  clauses!: string[];

  @Field(() => [FaultShareInput], { description: "Shares of the fault that sum to 10,000, or none at all." })
  faultShares!: FaultShareInput[];

  @Field(() => [ConclusionInput], {
    nullable: true,
    description:
      "Which findings lead to which clause; each clause stands in at least one conclusion. Absent or none: every clause follows " +
      "from all findings, and the reasons say why.",
  })
  conclusions?: ConclusionInput[] | null;

  @Field(() => [RuledRemedyInput], {
    description:
      "All that is to be done. For order lines that nobody disputed it is the same as in the first ruling.",
  })
  remedies!: RuledRemedyInput[];

  @Field(() => RulingOutcome, { description: "How the dispute ends." })
  outcome!: RulingOutcome;

  @Field(() => String, {
    nullable: true,
    description: "The real reason, where it is another than the one given.",
  })
  finalReason?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Why the ruling is other than recommended: 1 to 2,000 characters. Required then. Only staff sees it.",
  })
  divergenceReason?: string | null;
}

/** What a remitted case begins with. */
@InputType({
  description: "Who hears a remitted case, and what is asked of the sides in its evidence round.",
})
export class RemittalInput {
  @Field(() => ID, { description: "The mediator, who had no part in the case before." })
  mediatorId!: string;

  @Field(() => String, { description: "What it is about: 1 to 5,000 characters. Both sides can read it." })
  text!: string;

  @Field(() => [EvidenceDemandInput], { description: "What is asked of whom: 1 to 50." })
  slots!: EvidenceDemandInput[];
}

/** Input of decideAppeal. */
@InputType({ description: "The decision of the second instance on all appeals against the ruling." })
export class DecideAppealInput extends DisputeCommandInput {
  @Field(() => AppealOutcome, { description: "What becomes of the ruling." })
  outcome!: AppealOutcome;

  @Field(() => String, {
    description: "Why, in answer to the grounds: 1 to 20,000 characters. Both sides can read it.",
  })
  reasons!: string;

  @Field(() => AppealedRulingInput, {
    nullable: true,
    description:
      "The ruling in the place of the first one: where the outcome is VARIED or REVERSED, only then.",
  })
  ruling?: AppealedRulingInput | null;

  @Field(() => RemittalInput, {
    nullable: true,
    description: "How the case goes on: where the outcome is REMITTED, only then.",
  })
  remittal?: RemittalInput | null;
}

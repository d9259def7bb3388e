import { Field, ID, InputType, Int } from "type-graphql";
import { RulingOutcome } from "../../domain/ruling/ruling.js";
import { MutationInput } from "../dispute/command.input.js";
import { ConclusionInput, FaultShareInput, FindingInput, RuledRemedyInput } from "../dispute/ruling.input.js";

/** What is written so far. */
@InputType({
  description:
    "What is written of a ruling so far, as in `IssueRulingInput`: anything may be absent, texts may be empty.",
})
export class RulingDraftInput {
  @Field(() => RulingOutcome, { nullable: true, description: "How the dispute would end." })
  outcome?: RulingOutcome | null;

  @Field(() => [FindingInput], { nullable: true, description: "Findings of fact." })
  findings?: FindingInput[] | null;

  @Field(() => String, { nullable: true, description: "Why: at most 20,000 characters." })
  reasons?: string | null;

  @Field(() => [String], { nullable: true, description: "Codes of clauses." })
  clauses?: string[] | null;

  @Field(() => [ConclusionInput], { nullable: true, description: "Which findings lead to which clause." })
  conclusions?: ConclusionInput[] | null;

  @Field(() => [FaultShareInput], { nullable: true, description: "Who was at fault and how much." })
  faultShares?: FaultShareInput[] | null;

  @Field(() => [RuledRemedyInput], { nullable: true, description: "What is to be done." })
  remedies?: RuledRemedyInput[] | null;

  @Field(() => String, { nullable: true, description: "The real reason, where it is another." })
  finalReason?: string | null;

  @Field(() => String, { nullable: true, description: "Why it is other than recommended." })
  divergenceReason?: string | null;
}

/** Input of draftRuling. */
@InputType({ description: "What the mediator of the case has written of the ruling so far." })
export class DraftRulingInput extends MutationInput {
  @Field(() => ID, { description: "The dispute that is to be decided." })
  disputeId!: string;

  @Field(() => Int, {
    description:
      "The version of the draft that was edited, 0 where there is none yet. If the draft has moved on it is refused with " +
      "VERSION_CONFLICT, which names the current version.",
  })
  expectedDraftVersion!: number;

  @Field(() => RulingDraftInput, { description: "All that is written; it replaces what was." })
  ruling!: RulingDraftInput;
}

/** Input of submitRulingForReview and approveRuling. */
@InputType({ description: "Which version of the draft of a ruling is meant." })
export class RulingReviewInput extends MutationInput {
  @Field(() => ID, { description: "The dispute that is to be decided." })
  disputeId!: string;

  @Field(() => Int, { description: "The version of the draft; it must be the latest." })
  draftVersion!: number;
}

/** Input of returnRuling. */
@InputType({ description: "Which version of the draft of a ruling goes back, and why." })
export class ReturnRulingInput extends RulingReviewInput {
  @Field(() => String, { description: "What is to be done better: 1 to 2,000 characters." })
  reason!: string;
}

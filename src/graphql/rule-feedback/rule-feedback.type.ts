import { Field, ID, Int } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import { FeedbackKind, FeedbackStatus } from "../../domain/rulebook/feedback.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import "../party/role.enum.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "./rule-feedback.enum.js";

/** One step of feedback. */
@ReadObjectType("RuleFeedbackStep", "One step of a piece of feedback. None is ever changed or removed.", {
  node: false,
})
export class RuleFeedbackStepType {
  @Field(() => Int, { description: "The step's number within its feedback, from 1." })
  sequence!: number;

  @Field(() => FeedbackStatus, { description: "What the feedback became with it." })
  status!: string;

  @Field(() => String, { nullable: true, description: "What the author was told; null for its submission." })
  answer!: string | null;

  @Field(() => String, { nullable: true, description: "The version that shipped it; null for other steps." })
  shippedVersion!: string | null;

  @Field(() => Role, {
    nullable: true,
    description: "In which role it was taken. Only the author, rule staff and auditors see it.",
  })
  actorRole!: string | null;

  @Field(() => DateTimeScalar, { description: "When." })
  occurredAt!: string;
}

/** Feedback on a rule. */
@ReadObjectType(
  "RuleFeedback",
  "What somebody finds wrong with a clause of the rulebook, and what has come of it. Everybody who is signed in may read " +
    "it; who gave it and about which dispute only the author, rule staff and auditors see.",
)
export class RuleFeedbackType {
  @Field(() => String, { description: "Code of the clause." })
  clause!: string;

  @Field(() => String, { description: "The version of the rulebook that it was given on." })
  rulebookVersion!: string;

  @Field(() => FeedbackKind, { description: "What is the matter with the clause." })
  kind!: string;

  @Field(() => String, { description: "What is wrong." })
  wrong!: string;

  @Field(() => String, { description: "What should stand there instead." })
  instead!: string;

  @Field(() => FeedbackStatus, { description: "How far it has come." })
  status!: string;

  @Field(() => String, {
    nullable: true,
    description: "The published version that changed the clause; null until it is SHIPPED.",
  })
  shippedVersion!: string | null;

  @Field(() => [RuleFeedbackStepType], { description: "All that has happened to it, the submission first." })
  steps!: object[];

  @Field(() => DateTimeScalar, { description: "When it was given." })
  submittedAt!: string;

  @Field(() => DateTimeScalar, { description: "When its last step was taken." })
  updatedAt!: string;

  @Field(() => Int, {
    description: "How many steps it has; `answerRuleFeedback` takes it as `expectedVersion`.",
  })
  version!: number;

  @Field(() => Boolean, { description: "Whether the viewer gave it." })
  mine!: boolean;

  @Field(() => Role, {
    nullable: true,
    description: "The author's role. Only the author, rule staff and auditors see it.",
  })
  authorRole!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Bare UUID of the author. Only the author, rule staff and auditors see it.",
  })
  authorId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Number of the dispute in which it showed, if the author named one. Only the author, rule staff and auditors see it.",
  })
  disputeNumber!: string | null;

  @Field(() => typeNamed("Dispute"), {
    nullable: true,
    description:
      "That dispute, for the author and for whoever of the rule staff and auditors may see disputes; else null.",
  })
  dispute!: object | null;
}

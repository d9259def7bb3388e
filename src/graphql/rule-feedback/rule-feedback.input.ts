import { Field, ID, InputType, Int } from "type-graphql";
import { FeedbackKind, FeedbackStatus } from "../../domain/rulebook/feedback.js";
import type { AnswerRuleFeedbackInput as Answer } from "../../services/rule-feedback/answer-rule-feedback.js";
import type { SubmitRuleFeedbackInput as Submission } from "../../services/rule-feedback/submit-rule-feedback.js";
import { MutationInput } from "../dispute/command.input.js";
import { fromGlobalId } from "../global-id.js";
import "./rule-feedback.enum.js";

/** Input of submitRuleFeedback. */
@InputType({ description: "What is wrong with a clause, and what should stand there instead." })
export class SubmitRuleFeedbackInput extends MutationInput {
  @Field(() => String, { description: "Code of the clause, e.g. `R-NOT_RECEIVED`." })
  clause!: string;

  @Field(() => String, {
    nullable: true,
    description: "The version of the rulebook that it is about. Default: the one in force now.",
  })
  rulebookVersion?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The dispute in which it showed, one that you may see. Not shown to the public.",
  })
  disputeId?: string | null;

  @Field(() => FeedbackKind, {
    nullable: true,
    description: "What is the matter with the clause. Default: SUGGESTION.",
  })
  kind?: FeedbackKind | null;

  @Field(() => String, {
    description: "What is wrong: 1 to 4,000 characters, line breaks welcome. Everybody can read it.",
  })
  wrong!: string;

  @Field(() => String, {
    description: "What should stand there instead: 1 to 4,000 characters. Everybody can read it.",
  })
  instead!: string;
}

/** Input of answerRuleFeedback. */
@InputType({ description: "What becomes of a piece of feedback, and what its author is told." })
export class AnswerRuleFeedbackInput extends MutationInput {
  @Field(() => ID, { description: "The feedback that is answered." })
  feedbackId!: string;

  @Field(() => FeedbackStatus, {
    description:
      "NEW becomes TRIAGED; TRIAGED becomes ACCEPTED or REJECTED; ACCEPTED becomes SHIPPED or REJECTED.",
  })
  status!: FeedbackStatus;

  @Field(() => String, {
    nullable: true,
    description: "What the author is told, at most 4,000 characters. Must be given to accept or reject.",
  })
  answer?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "For SHIPPED alone: the published version that changed the clause.",
  })
  shippedVersion?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The `version` of the feedback that the answer rests on; if it has moved on the answer is refused with " +
      "VERSION_CONFLICT. Absent: not checked.",
  })
  expectedVersion?: number | null;
}

/** What the use case takes. @throws RefusedError INVALID_ID */
export function submissionOf({ disputeId, kind, ...rest }: SubmitRuleFeedbackInput): Submission {
  const dispute = disputeId ? fromGlobalId("Dispute", disputeId, ["disputeId"]) : null;
  return { ...rest, disputeId: dispute, kind: kind ?? FeedbackKind.SUGGESTION };
}

/** What the use case takes. @throws RefusedError INVALID_ID */
export function answerOf({ clientMutationId, status, ...rest }: AnswerRuleFeedbackInput): Answer {
  return {
    clientMutationId,
    status,
    feedbackId: fromGlobalId("RuleFeedback", rest.feedbackId, ["feedbackId"]),
    answer: rest.answer ?? null,
    shippedVersion: rest.shippedVersion ?? null,
    expectedVersion: rest.expectedVersion ?? undefined,
  };
}

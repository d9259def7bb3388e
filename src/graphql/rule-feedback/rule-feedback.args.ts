import { ArgsType, Field, InputType } from "type-graphql";
import { FeedbackKind, FeedbackStatus } from "../../domain/rulebook/feedback.js";
import type { FeedbackFilter } from "../../persistence/read/feedback-filter.js";
import { PageArgs } from "../connection/page.args.js";
import "./rule-feedback.enum.js";

/** What narrows a list of feedback. */
@InputType("RuleFeedbackFilter", {
  description:
    "What narrows a list of feedback. All that is given must hold; what is absent, null or empty does not narrow.",
})
export class RuleFeedbackFilterInput implements FeedbackFilter {
  @Field(() => [FeedbackStatus], { nullable: true, description: "One of these statuses." })
  status?: FeedbackStatus[] | null;

  @Field(() => [FeedbackKind], { nullable: true, description: "One of these kinds." })
  kind?: FeedbackKind[] | null;

  @Field(() => String, { nullable: true, description: "On the clause of this code, in any version." })
  clause?: string | null;

  @Field(() => Boolean, { nullable: true, description: "True: the viewer's own. False: that of others." })
  mine?: boolean | null;
}

/** The arguments of `ruleFeedbacks`. */
@ArgsType()
export class RuleFeedbacksArgs extends PageArgs {
  @Field(() => RuleFeedbackFilterInput, { nullable: true, description: "Which feedback. Absent: all." })
  filter?: RuleFeedbackFilterInput | null;
}

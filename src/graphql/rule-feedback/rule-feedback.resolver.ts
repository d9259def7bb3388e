import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  Info,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import { answerRuleFeedback } from "../../services/rule-feedback/answer-rule-feedback.js";
import { listRuleFeedbacks } from "../../services/rule-feedback/list-rule-feedbacks.js";
import { submitRuleFeedback } from "../../services/rule-feedback/submit-rule-feedback.js";
import { followRuleFeedback, type FeedbackDelivery } from "../../services/stream/follow-rule-feedback.js";
import { connectionOf } from "../connection/connection.type.js";
import type { GraphQLContext } from "../context.js";
import { afterDescription, taking, type Start } from "../event/subscription-start.js";
import { selectionOf } from "../selection.js";
import { RuleFeedbacksArgs } from "./rule-feedback.args.js";
import {
  AnswerRuleFeedbackInput,
  answerOf,
  submissionOf,
  SubmitRuleFeedbackInput,
} from "./rule-feedback.input.js";
import { RuleFeedbackDelivery, RuleFeedbackPayload } from "./rule-feedback.payload.js";

/** Where the subscription starts. */
@ArgsType()
class RuleFeedbackUpdatedArgs {
  @Field(() => String, { nullable: true, description: afterDescription })
  after?: string | null;
}

/** What people find wrong with the rules. */
@Resolver()
export class RuleFeedbackResolver {
  @Query(() => connectionOf("RuleFeedback"), {
    description: "The feedback on rules with its status, newest first, page by page. Everybody may read it.",
  })
  ruleFeedbacks(
    @Args(() => RuleFeedbacksArgs) { filter, ...page }: RuleFeedbacksArgs,
    @Ctx() { useCase }: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return listRuleFeedbacks(useCase, { filter: filter ?? {}, page }, selectionOf(info));
  }

  @Mutation(() => RuleFeedbackPayload, {
    description:
      "Tells the rule staff what is wrong with a clause of the rulebook and what should stand there instead. Everybody " +
      "but machines and auditors may; at most 5 of one day stay open at a time.",
  })
  submitRuleFeedback(
    @Arg("input", () => SubmitRuleFeedbackInput, { description: "On which clause, and what." })
    input: SubmitRuleFeedbackInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RuleFeedbackPayload> {
    return RuleFeedbackPayload.of(input, async () => submitRuleFeedback(useCase, submissionOf(input)));
  }

  @Mutation(() => RuleFeedbackPayload, {
    description:
      "Moves feedback on by one step and tells its author. Nobody answers feedback of their own. Roles RULE_EDITOR, " +
      "RULE_APPROVER.",
  })
  answerRuleFeedback(
    @Arg("input", () => AnswerRuleFeedbackInput, { description: "Which feedback, and what becomes of it." })
    input: AnswerRuleFeedbackInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RuleFeedbackPayload> {
    return RuleFeedbackPayload.of(input, async () => answerRuleFeedback(useCase, answerOf(input)));
  }

  @Subscription(() => RuleFeedbackDelivery, {
    description:
      "Every step of the viewer's own feedback; for rule staff and auditors of all feedback. Nothing lost, nothing twice, " +
      "in order, also across a reconnect.",
    subscribe: ({ args, context }: Start<RuleFeedbackUpdatedArgs>) =>
      followRuleFeedback(context.useCase, context.events, { after: args.after }),
  })
  @taking(RuleFeedbackUpdatedArgs)
  ruleFeedbackUpdated(@Root() delivery: FeedbackDelivery): RuleFeedbackDelivery {
    return new RuleFeedbackDelivery(delivery);
  }
}

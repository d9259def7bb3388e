import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, Int, ObjectType } from "type-graphql";
import { FeedbackStatus } from "../../domain/rulebook/feedback.js";
import type { FeedbackChange } from "../../services/rule-feedback/submit-rule-feedback.js";
import type { FeedbackDelivery } from "../../services/stream/follow-rule-feedback.js";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, readSelected, userErrorsOf } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";
import "./rule-feedback.enum.js";

/** Answer of submitRuleFeedback and answerRuleFeedback. */
@ObjectType({ description: "The feedback as it is now, or why nothing was done." })
export class RuleFeedbackPayload extends MutationPayload {
  private feedbackId: string | null = null;

  @Field(() => typeNamed("RuleFeedback"), { nullable: true, description: "The feedback; null when refused." })
  feedback(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("RuleFeedback", this.feedbackId, context, info);
  }

  /** Answers the mutation: what `work` changed, or its refusal as `userErrors`. Every other error is a fault and passes. */
  static async of(
    { clientMutationId }: { readonly clientMutationId: string },
    work: () => Promise<FeedbackChange>,
  ): Promise<RuleFeedbackPayload> {
    const payload = new RuleFeedbackPayload();
    payload.clientMutationId = clientMutationId;
    try {
      payload.feedbackId = (await work()).feedbackId;
    } catch (error) {
      payload.userErrors = userErrorsOf(error);
    }
    return payload;
  }
}

/** What the subscription delivers for each step. */
@ObjectType({ description: "One step of feedback, as a subscription delivers it." })
export class RuleFeedbackDelivery {
  constructor(private readonly delivery: FeedbackDelivery) {}

  @Field(() => String, {
    description:
      "Opaque. Subscribe with `after` set to it to go on with the step that follows: nothing lost, nothing twice.",
  })
  cursor(): string {
    return this.delivery.cursor;
  }

  @Field(() => Int, { description: "The step's number within its feedback, from 1." })
  sequence(): number {
    return this.delivery.sequence;
  }

  @Field(() => FeedbackStatus, { description: "What the feedback became with the step." })
  status(): FeedbackStatus {
    return this.delivery.status;
  }

  @Field(() => typeNamed("RuleFeedback"), {
    description: "The feedback as it is now, which may be further on than the step.",
  })
  feedback(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("RuleFeedback", this.delivery.feedbackId, context, info);
  }
}

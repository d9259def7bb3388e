import { Arg, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { provideInformation } from "../../services/disputes/provide-information.js";
import { requestInformation } from "../../services/disputes/request-information.js";
import { AnsweringParameter, DisputePayload, payloadOf, type Answering } from "../mutation-payload.js";
import { commandOf } from "./command.js";
import { DisputeCommandInput } from "./command.input.js";

/** Input of requestInformation. */
@InputType({ description: "The merchant asks the shopper before it answers the claim." })
export class RequestInformationInput extends DisputeCommandInput {
  @Field(() => String, { description: "What it wants to know: 1 to 5,000 characters." })
  question!: string;
}

/** Input of provideInformation. */
@InputType({ description: "The shopper answers what the merchant asked." })
export class ProvideInformationInput extends DisputeCommandInput {
  @Field(() => String, { description: "The answer: 1 to 5,000 characters." })
  answer!: string;
}

/** Answer of requestInformation. */
@ObjectType({ description: "The dispute, which waits for the shopper, or why the shopper was not asked." })
export class RequestInformationPayload extends DisputePayload {}

/** Answer of provideInformation. */
@ObjectType({ description: "The dispute with the merchant's clock running, or why nothing was answered." })
export class ProvideInformationPayload extends DisputePayload {}

/** What the merchant asks before it answers the claim. */
@Resolver()
export class InformationMutations {
  @Mutation(() => RequestInformationPayload, {
    description:
      "The merchant asks the shopper for information, once and while it has to answer the claim. Its clock stands still with " +
      "the exact time left until the shopper answers, or the time to answer (48 hours) is over. Staff sees both texts too.",
  })
  requestInformation(
    @Arg("input", () => RequestInformationInput, { description: "Which dispute, and the question." })
    input: RequestInformationInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<RequestInformationPayload> {
    const { question } = input;
    return payloadOf(RequestInformationPayload, input, answering, (useCase) =>
      requestInformation(useCase, { ...commandOf(input), question }),
    );
  }

  @Mutation(() => ProvideInformationPayload, {
    description:
      "The shopper answers what the merchant asked; the merchant's clock goes on. Evidence goes through `submitEvidence`.",
  })
  provideInformation(
    @Arg("input", () => ProvideInformationInput, { description: "Which dispute, and the answer." })
    input: ProvideInformationInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<ProvideInformationPayload> {
    const { answer } = input;
    return payloadOf(ProvideInformationPayload, input, answering, (useCase) =>
      provideInformation(useCase, { ...commandOf(input), answer }),
    );
  }
}

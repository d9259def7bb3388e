import { Arg, Mutation, Resolver } from "type-graphql";
import { stateSealedLimit, withdrawSealedLimit } from "../../services/disputes/state-sealed-limit.js";
import { AnsweringParameter, payloadOf, type Answering } from "../mutation-payload.js";
import { commandOf } from "./command.js";
import { StateSealedLimitInput, WithdrawSealedLimitInput } from "./sealed-limit.input.js";
import { StateSealedLimitPayload, WithdrawSealedLimitPayload } from "./sealed-limit.payload.js";

/** Settling without showing one's hand. */
@Resolver()
export class SealedLimitMutations {
  @Mutation(() => StateSealedLimitPayload, {
    description:
      "States, or replaces, what the viewer's side would settle for, while the platform has the case. If the merchant's limit " +
      "reaches the shopper's, the dispute is settled at once at the point that the rulebook names; else nobody learns that a " +
      "limit was stated, the platform's staff included. As often as the rulebook allows (`mediation.sealedLimits.statements`), then " +
      "refused with ATTEMPT_LIMIT, however near the limits are.",
  })
  stateSealedLimit(
    @Arg("input", () => StateSealedLimitInput, { description: "Which dispute, and the limit." })
    input: StateSealedLimitInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<StateSealedLimitPayload> {
    return payloadOf(StateSealedLimitPayload, input, answering, (useCase) =>
      stateSealedLimit(useCase, { ...commandOf(input), amount: input.amount }),
    );
  }

  @Mutation(() => WithdrawSealedLimitPayload, {
    description: "Takes back what the viewer's side has stated, as long as the limits have not crossed.",
  })
  withdrawSealedLimit(
    @Arg("input", () => WithdrawSealedLimitInput, { description: "Which dispute." })
    input: WithdrawSealedLimitInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<WithdrawSealedLimitPayload> {
    return payloadOf(WithdrawSealedLimitPayload, input, answering, (useCase) =>
      withdrawSealedLimit(useCase, commandOf(input)),
    );
  }
}

import { Field, InputType } from "type-graphql";
import { DecimalScalar } from "../scalars/scalars.js";
import { DisputeCommandInput } from "./command.input.js";

/** Input of stateSealedLimit. */
@InputType({ description: "What the viewer's side would settle for, which nobody else sees." })
export class StateSealedLimitInput extends DisputeCommandInput {
  @Field(() => DecimalScalar, {
    description:
      "For the dispute as a whole, in major units of its currency: the least that the shopper accepts, or the most that the " +
      "merchant pays. Above 0 and within what can be refunded.",
  })
  amount!: string;
}

/** Input of withdrawSealedLimit. */
@InputType({ description: "The viewer's side takes its sealed limit back." })
export class WithdrawSealedLimitInput extends DisputeCommandInput {}

import { ObjectType } from "type-graphql";
import { DisputePayload } from "../mutation-payload.js";

/** Answer of stateSealedLimit. */
@ObjectType({
  description:
    "The dispute: settled, with its event, where the limits crossed; else as it was, whether the other side has stated a limit or not.",
})
export class StateSealedLimitPayload extends DisputePayload {}

/** Answer of withdrawSealedLimit. */
@ObjectType({ description: "The dispute as it was, without the limit, or why there was none to take back." })
export class WithdrawSealedLimitPayload extends DisputePayload {}

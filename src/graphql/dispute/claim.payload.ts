import { ObjectType } from "type-graphql";
import { DisputePayload } from "../mutation-payload.js";

/** Answer of openDispute. */
@ObjectType({ description: "The new dispute, or why none was opened." })
export class OpenDisputePayload extends DisputePayload {}

/** Answer of amendClaim. */
@ObjectType({ description: "The dispute with the amended claim, or why it was not amended." })
export class AmendClaimPayload extends DisputePayload {}

/** Answer of acceptClaim. */
@ObjectType({ description: "The conceded dispute with its obligations, or why the claim was not accepted." })
export class AcceptClaimPayload extends DisputePayload {}

/** Answer of refuseClaim. */
@ObjectType({ description: "The dispute with the refusal, or why the claim was not refused." })
export class RefuseClaimPayload extends DisputePayload {}

/** Answer of withdrawDispute. */
@ObjectType({ description: "The closed dispute, or why it was not withdrawn." })
export class WithdrawDisputePayload extends DisputePayload {}

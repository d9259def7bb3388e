import { Field, ID, InputType } from "type-graphql";
import { LinkKind } from "../../domain/dispute/dispute-link.js";
import type { UnlinkDisputesInput as Unlinking } from "../../services/disputes/link-disputes.js";
import { MutationInput } from "../dispute/command.input.js";
import { fromGlobalId } from "../global-id.js";
import "./dispute-link.type.js";

/** Input of unlinkDisputes. */
@InputType({ description: "Which two disputes do not belong together after all." })
export class UnlinkDisputesInput extends MutationInput {
  @Field(() => ID, { description: "A dispute that the viewer sees." })
  disputeId!: string;

  @Field(() => ID, { description: "Another one; which of them comes first makes no difference." })
  otherDisputeId!: string;

  @Field(() => LinkKind, { description: "How they belong together." })
  kind!: LinkKind;
}

/** Input of linkDisputes. */
@InputType({ description: "Which two disputes belong together, how and why." })
export class LinkDisputesInput extends UnlinkDisputesInput {
  @Field(() => String, { description: "Why: 1 to 2,000 characters. Staff alone can read it." })
  reason!: string;
}

/** The pair that an input names. @throws RefusedError INVALID_ID */
export function linkOf({
  clientMutationId,
  disputeId,
  otherDisputeId,
  kind,
}: UnlinkDisputesInput): Unlinking {
  return {
    ...{ clientMutationId, kind },
    disputeId: fromGlobalId("Dispute", disputeId, ["disputeId"]),
    otherId: fromGlobalId("Dispute", otherDisputeId, ["otherDisputeId"]),
  };
}

import { Field, ID, InputType, Int } from "type-graphql";
import { MessageChannel } from "../../domain/dispute/event.js";
import { InadmissibilityGround } from "../../domain/dispute/inadmissibility.js";
import { RefusedError } from "../../domain/errors.js";
import type { BulkItem } from "../../services/bulk/run-bulk.js";
import { MutationInput } from "../dispute/command.input.js";
import { EvidenceDemandInput } from "../evidence/evidence-round.input.js";
import { fromGlobalId } from "../global-id.js";

/** One dispute of a bulk call. */
@InputType({ description: "One dispute of a call that is about many." })
export class BulkItemInput {
  @Field(() => ID, { description: "The dispute." })
  disputeId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "Its `version` that the decision rests on; refused for this one alone where it has moved on. Absent: not checked.",
  })
  expectedVersion?: number | null;
}

/** What every bulk call takes; not a type of the schema by itself. */
@InputType({ description: "What every call about many disputes takes." })
export class BulkInput extends MutationInput {
  @Field(() => [BulkItemInput], { description: "The disputes, each once: 1 to 100." })
  disputes!: BulkItemInput[];
}

/** Input of bulkDeclareInadmissible. */
@InputType({ description: "Why the platform may not decide many disputes, on the same ground." })
export class BulkDeclareInadmissibleInput extends BulkInput {
  @Field(() => InadmissibilityGround, { description: "Why." })
  ground!: InadmissibilityGround;

  @Field(() => String, {
    description: "What it rests on: 1 to 10,000 characters. Both sides of each dispute read it.",
  })
  statement!: string;

  @Field(() => String, {
    description: "Code of the clause that says so. A dispute under a rulebook without it is refused alone.",
  })
  clause!: string;
}

/** Input of bulkRequestEvidence. */
@InputType({ description: "The mediator asks the sides of many cases for the same evidence." })
export class BulkRequestEvidenceInput extends BulkInput {
  @Field(() => String, {
    description: "What it is about: 1 to 5,000 characters. Both sides of each case can read it.",
  })
  text!: string;

  @Field(() => [EvidenceDemandInput], {
    description: "What is asked of whom: 1 to 50. What the rule of a case demands is added by itself.",
  })
  slots!: EvidenceDemandInput[];
}

/** Input of bulkSendMessage. */
@InputType({ description: "The same message in the threads of many disputes." })
export class BulkSendMessageInput extends BulkInput {
  @Field(() => MessageChannel, {
    description: "Who reads it: both sides, one side and the platform, or the platform's staff alone.",
  })
  channel!: MessageChannel;

  @Field(() => String, { description: "The message: 1 to 5,000 characters, line breaks welcome." })
  text!: string;
}

/** Input of bulkTransfer. */
@InputType({ description: "Many cases are handed on to one other mediator." })
export class BulkTransferInput extends BulkInput {
  @Field(() => ID, { description: "Who gets them, as far as each case and the own capacity allow it." })
  mediatorId!: string;

  @Field(() => String, { description: "Why: 1 to 2,000 characters. Both sides of each case can read it." })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description: "For the successor: 1 to 5,000 characters. Staff alone can read it.",
  })
  note?: string | null;
}

/** The disputes of a call with UUIDs; in the place of an id that is none stands its refusal. */
export function bulkItemsOf(disputes: readonly BulkItemInput[]): BulkItem[] {
  return disputes.map(({ disputeId, expectedVersion }, index) => {
    try {
      return {
        disputeId: fromGlobalId("Dispute", disputeId, ["disputes", String(index), "disputeId"]),
        ...(typeof expectedVersion === "number" && { expectedVersion }),
      };
    } catch (error) {
      if (error instanceof RefusedError) return error;
      throw error;
    }
  });
}

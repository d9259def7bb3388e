import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, Int, ObjectType } from "type-graphql";
import type { BulkAct, BulkOutcome } from "../../services/bulk/run-bulk.js";
import { runBulk } from "../../services/bulk/run-bulk.js";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, plainPayload, readIfSeen } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";
import { UserError } from "../user-error.type.js";
import { bulkItemsOf, type BulkInput } from "./bulk.input.js";

/** What became of one dispute of a bulk call. */
@ObjectType({ description: "What became of one dispute of a call that is about many." })
export class BulkResult {
  private readonly disputeId: string | null;

  @Field(() => Int, { description: "Its position in the call, from 0." })
  readonly index: number;

  @Field(() => [UserError], {
    description: "Why nothing was done to this dispute; empty when the act was accepted.",
  })
  readonly userErrors: readonly UserError[];

  constructor({ index, change, refusals }: BulkOutcome) {
    this.index = index;
    this.disputeId = change?.disputeId ?? null;
    this.userErrors = refusals.map((refusal) => new UserError(refusal));
  }

  @Field(() => typeNamed("Dispute"), {
    nullable: true,
    description:
      "The dispute as it is now; null when refused, and where the viewer sees it no more. All of a call are read in one statement.",
  })
  dispute(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readIfSeen("Dispute", this.disputeId, context, info);
  }
}

/** Answer of every bulk call. */
@ObjectType({
  description:
    "What became of each dispute; `userErrors` if the call was refused as a whole, which changes nothing.",
})
export class BulkPayload extends MutationPayload {
  @Field(() => [BulkResult], {
    description: "One result a dispute, in the order given; empty if the call was refused.",
  })
  results: readonly BulkResult[] = [];
}

/**
 * Answers a bulk call.
 * @param makeAct decodes what the disputes have in common, and gives the act
 */
export function bulkPayloadOf(
  input: BulkInput,
  { useCase }: GraphQLContext,
  makeAct: () => BulkAct,
): Promise<BulkPayload> {
  return plainPayload(BulkPayload, input, async () => {
    const call = { clientMutationId: input.clientMutationId, disputes: bulkItemsOf(input.disputes) };
    const outcomes = await runBulk(useCase, call, makeAct());
    return { results: outcomes.map((outcome) => new BulkResult(outcome)) };
  });
}

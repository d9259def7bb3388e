import { Field, ID, InputType, Int } from "type-graphql";

/** What every mutation takes; not a type of the schema by itself. */
@InputType({ description: "What every mutation takes." })
export class MutationInput {
  @Field(() => String, {
    description:
      "Idempotency key, 1 to 100 printable ASCII characters, unique per intent (a fresh UUID does); keys belong to the viewer's id. " +
      "The same key with the same input gives the first answer again and changes nothing; with another mutation " +
      "or input it is refused with IDEMPOTENCY_MISMATCH.",
  })
  clientMutationId!: string;
}

/** What every mutation of an existing dispute takes; not a type of the schema by itself. */
@InputType({ description: "What every mutation of an existing dispute takes." })
export class DisputeCommandInput extends MutationInput {
  @Field(() => ID, { description: "The dispute that is meant." })
  disputeId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "The `version` of the dispute that the decision rests on. If the dispute has moved on it is refused with " +
      "VERSION_CONFLICT, which names the current version. Absent: not checked.",
  })
  expectedVersion?: number | null;
}

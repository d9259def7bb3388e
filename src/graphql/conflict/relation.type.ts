import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, ID, Info, InputType, ObjectType } from "type-graphql";
import { ComplaintGround, RelationKind } from "../../domain/conflict/conflict.js";
import type { GraphQLContext } from "../context.js";
import { MutationInput } from "../dispute/command.input.js";
import { MutationPayload, readIfSeen } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "./relation.enum.js";

/** A relation that the viewer declared. */
@ObjectType("DeclaredRelation", {
  description: "A relation of the viewer, a mediator, to a merchant or shopper, as declared.",
  simpleResolvers: true,
})
export class DeclaredRelationType {
  @Field(() => ID, { description: "The merchant or shopper." })
  partyId!: string;

  @Field(() => RelationKind, { description: "How they are related." })
  kind!: RelationKind;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the relation itself ended or will end, if that is known.",
  })
  until!: Date | null;

  @Field(() => DateTimeScalar, { description: "When it was declared." })
  declaredAt!: Date;
}

/** Input of declareRelation. */
@InputType({ description: "To whom the mediator is related, and how." })
export class DeclareRelationInput extends MutationInput {
  @Field(() => ID, { description: "The merchant or shopper." })
  partyId!: string;

  @Field(() => RelationKind, { description: "How they are related." })
  kind!: RelationKind;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When the relation itself ended or will end. An employment counts for two years more. Absent: not known, it counts on.",
  })
  until?: Date | null;
}

/** Input of endRelation. */
@InputType({ description: "Which declarations were wrong, or are past." })
export class EndRelationInput extends MutationInput {
  @Field(() => ID, { description: "The merchant or shopper." })
  partyId!: string;
}

@ObjectType({ description: "What mutations of relations answer." })
class RelationPayload extends MutationPayload {
  @Field(() => [DeclaredRelationType], {
    nullable: true,
    description: "The viewer's relations as they stand now; null when refused.",
  })
  relations!: DeclaredRelationType[] | null;
}

/** Answer of declareRelation. */
@ObjectType({ description: "The relations with the one that was declared, or why it was not." })
export class DeclareRelationPayload extends RelationPayload {}

/** Answer of endRelation. */
@ObjectType({ description: "The relations that are left, or why nothing ended." })
export class EndRelationPayload extends RelationPayload {}

/** Input of complainAboutMediator. */
@InputType({ description: "What a party complains about." })
export class ComplainAboutMediatorInput extends MutationInput {
  @Field(() => ID, { description: "The dispute." })
  disputeId!: string;

  @Field(() => ComplaintGround, { description: "What it is about." })
  ground!: ComplaintGround;

  @Field(() => String, { description: "What happened: 1 to 5,000 characters. Staff alone can read it." })
  statement!: string;
}

/** Input of clearComplaint. */
@InputType({ description: "Which complaints stand against a mediator no more, and why." })
export class ClearComplaintInput extends MutationInput {
  @Field(() => ID, { description: "The dispute." })
  disputeId!: string;

  @Field(() => ID, { description: "The mediator whom they are about." })
  mediatorId!: string;

  @Field(() => String, { description: "Why: 1 to 2,000 characters. Staff alone can read it." })
  reason!: string;
}

@ObjectType({ description: "What mutations of complaints answer." })
class ComplaintPayload extends MutationPayload {
  /** UUID; null when it was refused. */
  disputeId: string | null = null;

  @Field(() => typeNamed("Dispute"), {
    nullable: true,
    description: "The dispute as it is now; null when refused.",
  })
  dispute(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readIfSeen("Dispute", this.disputeId, context, info);
  }
}

/** Answer of complainAboutMediator. */
@ObjectType({ description: "The dispute whose mediator was complained about, or why there is no complaint." })
export class ComplainAboutMediatorPayload extends ComplaintPayload {}

/** Answer of clearComplaint. */
@ObjectType({ description: "The dispute whose complaints were cleared, or why they were not." })
export class ClearComplaintPayload extends ComplaintPayload {}

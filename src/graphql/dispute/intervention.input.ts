import { Field, ID, InputType } from "type-graphql";
import { DisputeCommandInput, MutationInput } from "./command.input.js";

/** Input of requestIntervention. */
@InputType({ description: "A side calls the platform in." })
export class RequestInterventionInput extends DisputeCommandInput {
  @Field(() => String, {
    nullable: true,
    description: "What the mediator should know: 1 to 10,000 characters. Both sides can read it.",
  })
  statement?: string | null;
}

/** Input of assignMediator. */
@InputType({ description: "A senior mediator gives a queued case to a mediator." })
export class AssignMediatorInput extends DisputeCommandInput {
  @Field(() => ID, { description: "The mediator." })
  mediatorId!: string;
}

/** Input of claimNextCase. */
@InputType({ description: "A mediator takes the most urgent case of the queue that he or she may take." })
export class ClaimNextCaseInput extends MutationInput {}

/** Input of closeSubmissions. */
@InputType({ description: "The mediator closes the case for submissions and goes on to decide." })
export class CloseSubmissionsInput extends DisputeCommandInput {
  @Field(() => String, {
    description: "Why what is on file suffices: 1 to 2,000 characters. Both sides can read it.",
  })
  reason!: string;
}

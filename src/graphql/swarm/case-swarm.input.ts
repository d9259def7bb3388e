import { Field, ID, InputType } from "type-graphql";
import { BulkInput } from "../bulk/bulk.input.js";
import { MutationInput } from "../dispute/command.input.js";

/** Input of createCaseSwarm. */
@InputType({ description: "Which disputes have one cause, and which." })
export class CreateCaseSwarmInput extends BulkInput {
  @Field(() => String, {
    description:
      "What is behind all of them: 1 to 2,000 characters. The sides of each dispute read it, so it names no person, order or dispute.",
  })
  commonCause!: string;
}

/** Input of addToCaseSwarm. */
@InputType({ description: "Which disputes have the cause of a swarm too." })
export class AddToCaseSwarmInput extends BulkInput {
  @Field(() => ID, { description: "The swarm." })
  swarmId!: string;
}

/** Input of removeFromCaseSwarm. */
@InputType({ description: "Which disputes have another cause after all." })
export class RemoveFromCaseSwarmInput extends AddToCaseSwarmInput {
  @Field(() => String, {
    description: "Why: 1 to 2,000 characters. Both sides of each dispute read it, so it names nobody.",
  })
  reason!: string;
}

/** Input of applySharedFinding. */
@InputType({ description: "Which swarm." })
export class ApplySharedFindingInput extends MutationInput {
  @Field(() => ID, { description: "The swarm." })
  swarmId!: string;
}

/** Input of decideSharedFinding. */
@InputType({ description: "What was found for all disputes of a swarm, and on what it rests." })
export class DecideSharedFindingInput extends ApplySharedFindingInput {
  @Field(() => String, {
    description:
      "The fact as found: 1 to 5,000 characters. The sides of each dispute read it, so it names no person, order or dispute; it " +
      "calls the items E1, E2 and so on, in their order.",
  })
  text!: string;

  @Field(() => [ID], {
    description:
      "The items that it rests on, of any dispute of the swarm: 1 to 100. Each is exchanged or admitted, and open to both of its sides.",
  })
  evidenceItemIds!: string[];
}

import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import { addToCaseSwarm } from "../../services/swarms/add-to-case-swarm.js";
import { applySharedFinding } from "../../services/swarms/apply-shared-finding.js";
import { createCaseSwarm } from "../../services/swarms/create-case-swarm.js";
import { decideSharedFinding } from "../../services/swarms/decide-shared-finding.js";
import { optOutOfSwarm } from "../../services/swarms/opt-out-of-swarm.js";
import { removeFromCaseSwarm } from "../../services/swarms/remove-from-case-swarm.js";
import { bulkItemsOf } from "../bulk/bulk.input.js";
import type { GraphQLContext } from "../context.js";
import { commandOf } from "../dispute/command.js";
import { DisputeCommandInput } from "../dispute/command.input.js";
import { fromGlobalId } from "../global-id.js";
import { AnsweringParameter, DisputePayload, payloadOf, type Answering } from "../mutation-payload.js";
import {
  AddToCaseSwarmInput,
  ApplySharedFindingInput,
  CreateCaseSwarmInput,
  DecideSharedFindingInput,
  RemoveFromCaseSwarmInput,
} from "./case-swarm.input.js";
import { CaseSwarmPayload, swarmPayloadOf } from "./case-swarm.payload.js";
import "./case-swarm.type.js";

/** Answer of optOutOfSwarm. */
@ObjectType({ description: "The dispute, which is decided by itself, or why it is not." })
class OptOutOfSwarmPayload extends DisputePayload {}

const eachOnItsOwn =
  "Each dispute is judged and changed by itself; the same key again answers what was done and tries the rest anew. Roles MEDIATOR " +
  "for cases that they have, SENIOR_MEDIATOR.";

const swarmOf = ({ swarmId }: { readonly swarmId: string }) =>
  fromGlobalId("CaseSwarm", swarmId, ["swarmId"]);

/** Deciding disputes together that have one cause. */
@Resolver()
export class CaseSwarmMutations {
  @Mutation(() => CaseSwarmPayload, {
    description: `Opens a case swarm of 2 to 100 disputes that are linked by COMMON_CAUSE, directly or through each other. ${eachOnItsOwn}`,
  })
  createCaseSwarm(
    @Arg("input", () => CreateCaseSwarmInput, { description: "Which disputes, and what is behind them." })
    { clientMutationId, commonCause, disputes }: CreateCaseSwarmInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<CaseSwarmPayload> {
    return swarmPayloadOf({ clientMutationId }, async () =>
      createCaseSwarm(useCase, { clientMutationId, commonCause, disputes: bulkItemsOf(disputes) }),
    );
  }

  @Mutation(() => CaseSwarmPayload, {
    description: `Puts disputes into a swarm that are linked to one of it by COMMON_CAUSE. ${eachOnItsOwn}`,
  })
  addToCaseSwarm(
    @Arg("input", () => AddToCaseSwarmInput, { description: "Which swarm, and which disputes." })
    input: AddToCaseSwarmInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<CaseSwarmPayload> {
    return swarmPayloadOf(input, async () => addToCaseSwarm(useCase, callOf(input)));
  }

  @Mutation(() => CaseSwarmPayload, {
    description: `Takes disputes out of a swarm; a shared finding counts there no more. Not those that a side opted out of. ${eachOnItsOwn}`,
  })
  removeFromCaseSwarm(
    @Arg("input", () => RemoveFromCaseSwarmInput, { description: "Which swarm, which disputes, and why." })
    input: RemoveFromCaseSwarmInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<CaseSwarmPayload> {
    const { reason } = input;
    return swarmPayloadOf(input, async () => removeFromCaseSwarm(useCase, { ...callOf(input), reason }));
  }

  @Mutation(() => CaseSwarmPayload, {
    description:
      "Finds a fact for all disputes of a swarm, which is possible once, and lets it count in each that is not decided yet and of which " +
      `no side opted out. By whoever has all its cases, or a senior mediator. ${eachOnItsOwn}`,
  })
  decideSharedFinding(
    @Arg("input", () => DecideSharedFindingInput, { description: "What was found, and on which evidence." })
    input: DecideSharedFindingInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<CaseSwarmPayload> {
    const { clientMutationId, text } = input;
    return swarmPayloadOf(input, async () => {
      const evidenceItemIds = input.evidenceItemIds.map((id, at) =>
        fromGlobalId("EvidenceItem", id, ["evidenceItemIds", String(at)]),
      );
      return decideSharedFinding(useCase, {
        clientMutationId,
        swarmId: swarmOf(input),
        text,
        evidenceItemIds,
      });
    });
  }

  @Mutation(() => CaseSwarmPayload, {
    description: `Lets the finding of a swarm count in those of its disputes where it does not yet, such as were added since. ${eachOnItsOwn}`,
  })
  applySharedFinding(
    @Arg("input", () => ApplySharedFindingInput, { description: "Which swarm." })
    input: ApplySharedFindingInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<CaseSwarmPayload> {
    const { clientMutationId } = input;
    return swarmPayloadOf(input, async () =>
      applySharedFinding(useCase, { clientMutationId, swarmId: swarmOf(input) }),
    );
  }

  @Mutation(() => OptOutOfSwarmPayload, {
    description:
      "A side wants its dispute decided by itself, without saying why: what is found for the swarm does not count in it. Possible until " +
      "`SwarmMembership.optOutUntil`, before the ruling, and for good. Roles SHOPPER, MERCHANT_AGENT, MERCHANT_ADMIN.",
  })
  optOutOfSwarm(
    @Arg("input", () => DisputeCommandInput, { description: "Which dispute." })
    input: DisputeCommandInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<OptOutOfSwarmPayload> {
    return payloadOf(OptOutOfSwarmPayload, input, answering, (useCase) =>
      optOutOfSwarm(useCase, commandOf(input)),
    );
  }
}

function callOf(input: AddToCaseSwarmInput) {
  const { clientMutationId, disputes } = input;
  return { clientMutationId, swarmId: swarmOf(input), disputes: bulkItemsOf(disputes) };
}

import { Arg, Mutation, Resolver } from "type-graphql";
import { challengeMediator } from "../../services/disputes/challenge-mediator.js";
import { confirmSteps } from "../../services/disputes/confirm-steps.js";
import { decideChallenge } from "../../services/disputes/decide-challenge.js";
import { escalateDispute } from "../../services/disputes/escalate-dispute.js";
import { recuse } from "../../services/disputes/recuse.js";
import { transferCase } from "../../services/disputes/transfer-case.js";
import { commandOf } from "../dispute/command.js";
import { fromGlobalId } from "../global-id.js";
import { AnsweringParameter, payloadOf, type Answering } from "../mutation-payload.js";
import {
  ChallengeMediatorInput,
  ConfirmStepsInput,
  DecideChallengeInput,
  EscalateDisputeInput,
  RecuseInput,
  TransferCaseInput,
} from "./desk.input.js";
import {
  ChallengeMediatorPayload,
  ConfirmStepsPayload,
  DecideChallengePayload,
  EscalateDisputePayload,
  RecusePayload,
  TransferCasePayload,
} from "./desk.payload.js";

/** Who has a case: challenges, hand-overs, stepping down, higher levels. */
@Resolver()
export class DeskMutations {
  @Mutation(() => ChallengeMediatorPayload, {
    description:
      "A side asks for another mediator. Without reasons, once and within 24 hours of the assignment, the case goes back to the " +
      "queue at once. With a ground a senior mediator decides within 12 hours, and the clock of the case runs on; when nobody " +
      "does, the level rises. Each side challenges each mediator once.",
  })
  challengeMediator(
    @Arg("input", () => ChallengeMediatorInput, { description: "Which dispute, and why." })
    input: ChallengeMediatorInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<ChallengeMediatorPayload> {
    const { ground, statement } = input;
    return payloadOf(ChallengeMediatorPayload, input, answering, (useCase) =>
      challengeMediator(useCase, { ...commandOf(input), ground, statement }),
    );
  }

  @Mutation(() => ConfirmStepsPayload, {
    description:
      "The mediator who took over lets stand what one who was challenged or stepped down had done. An evidence round that was " +
      "interrupted goes on with its whole time. `requestEvidence` does a round anew instead.",
  })
  confirmSteps(
    @Arg("input", () => ConfirmStepsInput, { description: "Which dispute, which steps, and why." })
    input: ConfirmStepsInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<ConfirmStepsPayload> {
    const { steps, reason } = input;
    return payloadOf(ConfirmStepsPayload, input, answering, (useCase) =>
      confirmSteps(useCase, { ...commandOf(input), steps, reason }),
    );
  }

  @Mutation(() => DecideChallengePayload, {
    description:
      "A senior mediator, who is not the one challenged, had no part in the case and has nothing to do with its sides, decides on a challenge. Upheld, the case goes back to the queue, the " +
      "challenged mediator never gets it again, and what was done counts only once the successor confirms it.",
  })
  decideChallenge(
    @Arg("input", () => DecideChallengeInput, { description: "Which dispute, and the decision." })
    input: DecideChallengeInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<DecideChallengePayload> {
    const { upheld, reason } = input;
    return payloadOf(DecideChallengePayload, input, answering, (useCase) =>
      decideChallenge(useCase, { ...commandOf(input), upheld, reason }),
    );
  }

  @Mutation(() => EscalateDisputePayload, {
    description:
      "Asks for the next level: a side once a level, the mediator beyond the own authority. The status stays; where the platform is " +
      "to act, that level's own clock starts. Who has the case and is below the level cannot rule any more: `transferCase` hands " +
      "it on, and after 24 hours it goes back to the queue for somebody of that level.",
  })
  escalateDispute(
    @Arg("input", () => EscalateDisputeInput, { description: "Which dispute, and why." })
    input: EscalateDisputeInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<EscalateDisputePayload> {
    const { reason } = input;
    return payloadOf(EscalateDisputePayload, input, answering, (useCase) =>
      escalateDispute(useCase, { ...commandOf(input), reason }),
    );
  }

  @Mutation(() => RecusePayload, {
    description:
      "The mediator of the case steps down, for good. The case goes back to the queue, and what was done counts only once the " +
      "successor confirms it.",
  })
  recuse(
    @Arg("input", () => RecuseInput, { description: "Which dispute, and why." }) input: RecuseInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<RecusePayload> {
    const { reason } = input;
    return payloadOf(RecusePayload, input, answering, (useCase) =>
      recuse(useCase, { ...commandOf(input), reason }),
    );
  }

  @Mutation(() => TransferCasePayload, {
    description:
      "The mediator of the case, or a senior mediator, hands it on to a mediator who may have it, oneself included. Status and " +
      "clock stay. `Dispute.handovers` tells the successor what is agreed, open, promised and due.",
  })
  transferCase(
    @Arg("input", () => TransferCaseInput, { description: "Which dispute, to whom, and why." })
    input: TransferCaseInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<TransferCasePayload> {
    return payloadOf(TransferCasePayload, input, answering, (useCase) => {
      const mediatorId = fromGlobalId("Mediator", input.mediatorId, ["mediatorId"]);
      const { reason, note } = input;
      return transferCase(useCase, { ...commandOf(input), mediatorId, reason, note });
    });
  }
}

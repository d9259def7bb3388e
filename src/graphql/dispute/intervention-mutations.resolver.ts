import { Arg, Mutation, Resolver } from "type-graphql";
import { assignMediator } from "../../services/disputes/assign-mediator.js";
import { claimNextCase } from "../../services/disputes/claim-next-case.js";
import { closeSubmissions } from "../../services/disputes/close-submissions.js";
import { requestIntervention } from "../../services/disputes/request-intervention.js";
import { fromGlobalId } from "../global-id.js";
import { AnsweringParameter, payloadOf, type Answering } from "../mutation-payload.js";
import { commandOf } from "./command.js";
import {
  AssignMediatorInput,
  ClaimNextCaseInput,
  CloseSubmissionsInput,
  RequestInterventionInput,
} from "./intervention.input.js";
import {
  AssignMediatorPayload,
  ClaimNextCasePayload,
  CloseSubmissionsPayload,
  RequestInterventionPayload,
} from "./intervention.payload.js";

/** The platform's intervention, up to the point where a mediator decides. */
@Resolver()
export class InterventionMutations {
  @Mutation(() => RequestInterventionPayload, {
    description:
      "Calls the platform in. The merchant may always; the shopper once the merchant has refused, has not answered or has " +
      "let an offer fail, or at once for urgent reasons. The dispute is queued for a mediator.",
  })
  requestIntervention(
    @Arg("input", () => RequestInterventionInput, {
      description: "Which dispute, and what the mediator should know.",
    })
    input: RequestInterventionInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<RequestInterventionPayload> {
    const statement = input.statement ?? null;
    return payloadOf(RequestInterventionPayload, input, answering, (useCase) =>
      requestIntervention(useCase, { ...commandOf(input), statement }),
    );
  }

  @Mutation(() => AssignMediatorPayload, {
    description:
      "A senior mediator gives a queued case to a mediator who may take it. Both sides are told who it is.",
  })
  assignMediator(
    @Arg("input", () => AssignMediatorInput, { description: "Which case, and to whom." })
    input: AssignMediatorInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<AssignMediatorPayload> {
    return payloadOf(AssignMediatorPayload, input, answering, (useCase) => {
      const mediatorId = fromGlobalId("Mediator", input.mediatorId, ["mediatorId"]);
      return assignMediator(useCase, { ...commandOf(input), mediatorId });
    });
  }

  @Mutation(() => ClaimNextCasePayload, {
    description:
      "Takes the most urgent queued case that the viewer may take. However many ask at once, each case goes to one.",
  })
  claimNextCase(
    @Arg("input", () => ClaimNextCaseInput, { description: "The key alone." }) input: ClaimNextCaseInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<ClaimNextCasePayload> {
    const { clientMutationId } = input;
    return payloadOf(ClaimNextCasePayload, input, answering, (useCase) =>
      claimNextCase(useCase, { clientMutationId }),
    );
  }

  @Mutation(() => CloseSubmissionsPayload, {
    description:
      "The mediator of the case closes it for submissions, because what is on file suffices, and goes on to decide.",
  })
  closeSubmissions(
    @Arg("input", () => CloseSubmissionsInput, { description: "Which case, and why." })
    input: CloseSubmissionsInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<CloseSubmissionsPayload> {
    const { reason } = input;
    return payloadOf(CloseSubmissionsPayload, input, answering, (useCase) =>
      closeSubmissions(useCase, { ...commandOf(input), reason }),
    );
  }
}

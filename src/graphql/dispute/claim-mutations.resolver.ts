import { Arg, Mutation, Resolver } from "type-graphql";
import { acceptClaim } from "../../services/disputes/accept-claim.js";
import { amendClaim } from "../../services/disputes/amend-claim.js";
import { openDispute } from "../../services/disputes/open-dispute.js";
import { refuseClaim } from "../../services/disputes/refuse-claim.js";
import { withdrawDispute } from "../../services/disputes/withdraw-dispute.js";
import { AnsweringParameter, payloadOf, type Answering } from "../mutation-payload.js";
import {
  AcceptClaimInput,
  AmendClaimInput,
  OpenDisputeInput,
  RefuseClaimInput,
  WithdrawDisputeInput,
} from "./claim.input.js";
import {
  AcceptClaimPayload,
  AmendClaimPayload,
  OpenDisputePayload,
  RefuseClaimPayload,
  WithdrawDisputePayload,
} from "./claim.payload.js";
import { claimLinesOf, commandOf } from "./command.js";

/** The shopper's claim and the merchant's answer to it. */
@Resolver()
export class ClaimMutations {
  @Mutation(() => OpenDisputePayload, {
    description:
      "Opens a dispute about lines of one order and one merchant. By the shopper of the order, or by the service desk or " +
      "the marketplace on the shopper's behalf. The merchant must answer until the dispute's `deadlineAt`.",
  })
  openDispute(
    @Arg("input", () => OpenDisputeInput, { description: "What went wrong and what would put it right." })
    input: OpenDisputeInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<OpenDisputePayload> {
    return payloadOf(OpenDisputePayload, input, answering, (useCase) =>
      openDispute(useCase, openingOf(input)),
    );
  }

  @Mutation(() => AmendClaimPayload, {
    description:
      "Changes what the shopper asks for, at most three times and only until the merchant has answered. The merchant's " +
      "time starts again if the amount rises or the remedy changes.",
  })
  amendClaim(
    @Arg("input", () => AmendClaimInput, { description: "What is to change." }) input: AmendClaimInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<AmendClaimPayload> {
    return payloadOf(AmendClaimPayload, input, answering, (useCase) =>
      amendClaim(useCase, { ...commandOf(input), ...changesOf(input) }),
    );
  }

  @Mutation(() => AcceptClaimPayload, {
    description: "The merchant accepts the claim: the dispute is conceded and what was asked for is owed.",
  })
  acceptClaim(
    @Arg("input", () => AcceptClaimInput, { description: "Which claim." }) input: AcceptClaimInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<AcceptClaimPayload> {
    return payloadOf(AcceptClaimPayload, input, answering, (useCase) =>
      acceptClaim(useCase, commandOf(input)),
    );
  }

  @Mutation(() => RefuseClaimPayload, {
    description:
      "The merchant refuses the claim. The shopper may then call the platform in until `deadlineAt`.",
  })
  refuseClaim(
    @Arg("input", () => RefuseClaimInput, { description: "Which claim, and why." }) input: RefuseClaimInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<RefuseClaimPayload> {
    const { code, statement } = input;
    return payloadOf(RefuseClaimPayload, input, answering, (useCase) =>
      refuseClaim(useCase, { ...commandOf(input), code, statement }),
    );
  }

  @Mutation(() => WithdrawDisputePayload, {
    description: "The shopper gives the dispute up, at any time before a ruling. It is closed.",
  })
  withdrawDispute(
    @Arg("input", () => WithdrawDisputeInput, { description: "Which dispute." }) input: WithdrawDisputeInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<WithdrawDisputePayload> {
    return payloadOf(WithdrawDisputePayload, input, answering, (useCase) =>
      withdrawDispute(useCase, commandOf(input)),
    );
  }
}

function openingOf(input: OpenDisputeInput) {
  const { clientMutationId, reason, remedy, statement, lines } = input;
  return {
    clientMutationId,
    reason,
    remedy,
    statement,
    lines: claimLinesOf(lines),
  };
}

/** The fields that a client gave; null means the same as absent: it stays as it is. */
function changesOf({ remedy, statement, lines }: AmendClaimInput) {
  return {
    ...(remedy ? { remedy } : {}),
    ...(typeof statement === "string" ? { statement } : {}),
    ...(lines ? { lines: claimLinesOf(lines) } : {}),
  };
}

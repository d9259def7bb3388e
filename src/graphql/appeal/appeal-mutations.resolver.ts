import { Arg, Mutation, ObjectType, Resolver } from "type-graphql";
import { answerAppeal } from "../../services/disputes/answer-appeal.js";
import { appealRuling } from "../../services/disputes/appeal-ruling.js";
import { decideAppeal } from "../../services/disputes/decide-appeal.js";
import { waiveAppeal } from "../../services/disputes/waive-appeal.js";
import { withdrawAppeal } from "../../services/disputes/withdraw-appeal.js";
import { commandOf } from "../dispute/command.js";
import { AnsweringParameter, DisputePayload, payloadOf, type Answering } from "../mutation-payload.js";
import { appealOf, decisionOf } from "./appeal.command.js";
import {
  AnswerAppealInput,
  AppealRulingInput,
  DecideAppealInput,
  WaiveAppealInput,
  WithdrawAppealInput,
} from "./appeal.input.js";

/** Answer of the mutations about appeals. */
@ObjectType({ description: "The dispute with its appeals as they are now, or why nothing was done." })
export class AppealPayload extends DisputePayload {}

/** What follows a ruling that a side does not accept. */
@Resolver()
export class AppealMutations {
  @Mutation(() => AppealPayload, {
    description:
      "A side appeals against the ruling, once and within `appealableUntil`; the other may join with its own. What nobody " +
      "disputes is owed at once, the rest waits. New evidence is handed in with `submitEvidence` first and named here. Against " +
      "a declaration of inadmissibility either side appeals in the same way, from CLOSED; the order lines are taken again.",
  })
  appealRuling(
    @Arg("input", () => AppealRulingInput, { description: "Which dispute, why, and what of the ruling." })
    input: AppealRulingInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<AppealPayload> {
    return payloadOf(AppealPayload, input, answering, (useCase) => appealRuling(useCase, appealOf(input)));
  }

  @Mutation(() => AppealPayload, {
    description: "A side answers the other's appeal, once and until its `answerUntil`.",
  })
  answerAppeal(
    @Arg("input", () => AnswerAppealInput, { description: "Which dispute, and the answer." })
    input: AnswerAppealInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<AppealPayload> {
    const { answer } = input;
    return payloadOf(AppealPayload, input, answering, (useCase) =>
      answerAppeal(useCase, { ...commandOf(input), answer }),
    );
  }

  @Mutation(() => AppealPayload, {
    description:
      "A side takes its appeal back; when none is left the ruling is final. Not while the other side can still join it.",
  })
  withdrawAppeal(
    @Arg("input", () => WithdrawAppealInput, { description: "Which dispute." }) input: WithdrawAppealInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<AppealPayload> {
    return payloadOf(AppealPayload, input, answering, (useCase) => withdrawAppeal(useCase, commandOf(input)));
  }

  @Mutation(() => AppealPayload, {
    description: "A side gives up its right to appeal. When both have, the ruling is final at once.",
  })
  waiveAppeal(
    @Arg("input", () => WaiveAppealInput, { description: "Which dispute." }) input: WaiveAppealInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<AppealPayload> {
    return payloadOf(AppealPayload, input, answering, (useCase) => waiveAppeal(useCase, commandOf(input)));
  }

  @Mutation(() => AppealPayload, {
    description:
      "A senior mediator who had no part in the case decides all appeals against its ruling, once both sides were heard. The " +
      "rulebook says which level it takes. The decision is final, but for REMITTED, after which there is another ruling.",
  })
  decideAppeal(
    @Arg("input", () => DecideAppealInput, { description: "Which case, and the decision." })
    input: DecideAppealInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<AppealPayload> {
    return payloadOf(AppealPayload, input, answering, (useCase) => decideAppeal(useCase, decisionOf(input)));
  }
}

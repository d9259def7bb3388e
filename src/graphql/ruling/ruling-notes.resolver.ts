import { Arg, Mutation, ObjectType, Resolver } from "type-graphql";
import { clarifyRuling } from "../../services/disputes/clarify-ruling.js";
import { correctRuling } from "../../services/disputes/correct-ruling.js";
import { requestClarification } from "../../services/disputes/request-clarification.js";
import { commandOf } from "../dispute/command.js";
import { AnsweringParameter, DisputePayload, payloadOf, type Answering } from "../mutation-payload.js";
import { ClarifyRulingInput, CorrectRulingInput, RequestClarificationInput } from "./ruling-notes.input.js";

/** Answer of the mutations about a ruling that was served. */
@ObjectType({ description: "The dispute with its ruling as it reads now, or why nothing was done." })
export class RulingNotePayload extends DisputePayload {}

/** What is said about a ruling after it was served. */
@Resolver()
export class RulingNotes {
  @Mutation(() => RulingNotePayload, {
    description:
      "Whoever ruled corrects slips of the pen and of arithmetic, as long as the rulebook allows; who has at least the same " +
      "level stands in once that one has been off shift for too long. Texts change by few characters, and an amount to exactly " +
      "what its own formula gives; all else is refused with NOT_A_SLIP, for an appeal changes it. Conclusions, fault and the " +
      "kinds of remedies stay. What was served stays readable in `Ruling.asIssued`. A corrected amount can be appealed anew.",
  })
  correctRuling(
    @Arg("input", () => CorrectRulingInput, { description: "Which dispute, the slips and the reason." })
    input: CorrectRulingInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<RulingNotePayload> {
    const { reason, amounts } = input;
    const texts = (input.texts ?? []).map(({ part, position, text }) => ({
      ...{ part, text },
      position: position ?? null,
    }));
    return payloadOf(RulingNotePayload, input, answering, (useCase) =>
      correctRuling(useCase, { ...commandOf(input), reason, texts, amounts: amounts ?? [] }),
    );
  }

  @Mutation(() => RulingNotePayload, {
    description:
      "A side asks what the ruling means, once unless the rulebook says otherwise and until the time to appeal is over. No clock " +
      "stands still for that.",
  })
  requestClarification(
    @Arg("input", () => RequestClarificationInput, { description: "Which dispute, and the question." })
    input: RequestClarificationInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<RulingNotePayload> {
    const { question } = input;
    return payloadOf(RulingNotePayload, input, answering, (useCase) =>
      requestClarification(useCase, { ...commandOf(input), question }),
    );
  }

  @Mutation(() => RulingNotePayload, {
    description:
      "Whoever ruled answers a side's question about the ruling; who may stand in is as for `correctRuling`. It adds nothing to " +
      "what was ruled, and changes nothing of it.",
  })
  clarifyRuling(
    @Arg("input", () => ClarifyRulingInput, { description: "Which dispute, whose question, and the answer." })
    input: ClarifyRulingInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<RulingNotePayload> {
    const { side, answer } = input;
    return payloadOf(RulingNotePayload, input, answering, (useCase) =>
      clarifyRuling(useCase, { ...commandOf(input), side, answer }),
    );
  }
}

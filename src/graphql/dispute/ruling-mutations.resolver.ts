import { Arg, Mutation, Resolver } from "type-graphql";
import { issueRuling } from "../../services/disputes/issue-ruling.js";
import { AnsweringParameter, payloadOf, type Answering } from "../mutation-payload.js";
import { rulingOf } from "./ruling-command.js";
import { IssueRulingInput } from "./ruling.input.js";
import { IssueRulingPayload } from "./ruling.payload.js";

/** The mediator's decision. */
@Resolver()
export class RulingMutations {
  @Mutation(() => IssueRulingPayload, {
    description:
      "The mediator of the case decides it: findings, reasons, clauses, fault shares and remedies. It is served on both sides " +
      "and becomes final when the appeal window ends.",
  })
  issueRuling(
    @Arg("input", () => IssueRulingInput, { description: "Which case, and the ruling." })
    input: IssueRulingInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<IssueRulingPayload> {
    return payloadOf(IssueRulingPayload, input, answering, (useCase) =>
      issueRuling(useCase, rulingOf(input)),
    );
  }
}

import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { issueRuling } from "../../services/disputes/issue-ruling.js";
import type { GraphQLContext } from "../context.js";
import { payloadOf } from "../mutation-payload.js";
import { commandOf, remedyItemsOf } from "./command.js";
import { IssueRulingInput, type FindingInput } from "./ruling.input.js";
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
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<IssueRulingPayload> {
    return payloadOf(IssueRulingPayload, input, () => issueRuling(useCase, rulingOf(input)));
  }
}

function rulingOf(input: IssueRulingInput) {
  const { findings, reasons, clauses, faultShares, outcome, finalReason } = input;
  return {
    ...commandOf(input),
    findings: findings.map(findingOf),
    reasons,
    clauses,
    faultShares,
    remedies: remedyItemsOf(input.remedies, "remedies"),
    outcome,
    finalReason: finalReason ?? null,
  };
}

function findingOf({ text, sources, recordedAbsence }: FindingInput) {
  return { text, sources, recordedAbsence: recordedAbsence ?? null };
}

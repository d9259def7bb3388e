import { Arg, Mutation, Resolver } from "type-graphql";
import { issueRuling } from "../../services/disputes/issue-ruling.js";
import type { Finding } from "../../domain/ruling/ruling.js";
import { evidenceTypeOf } from "../evidence/evidence-round.input.js";
import { fromGlobalId } from "../global-id.js";
import { AnsweringParameter, payloadOf, type Answering } from "../mutation-payload.js";
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
    @AnsweringParameter() answering: Answering,
  ): Promise<IssueRulingPayload> {
    return payloadOf(IssueRulingPayload, input, answering, (useCase) =>
      issueRuling(useCase, rulingOf(input)),
    );
  }
}

function rulingOf(input: IssueRulingInput) {
  const { findings, reasons, clauses, faultShares, outcome, finalReason, divergenceReason } = input;
  return {
    ...commandOf(input),
    findings: findings.map(findingOf),
    reasons,
    clauses,
    faultShares,
    remedies: remedyItemsOf(input.remedies, "remedies"),
    outcome,
    finalReason: finalReason ?? null,
    divergenceReason: divergenceReason ?? null,
  };
}

function findingOf({ text, sources, recordedAbsence, ...cited }: FindingInput, index: number): Finding {
  const field = ["findings", String(index)];
  const items = cited.evidenceItemIds ?? [];
  const absences = cited.absences ?? [];
  return {
    ...{ text, sources, recordedAbsence: recordedAbsence ?? null },
    ...(items.length > 0 && {
      evidenceItemIds: items.map((id, at) =>
        fromGlobalId("EvidenceItem", id, [...field, "evidenceItemIds", String(at)]),
      ),
    }),
    ...(absences.length > 0 && {
      absences: absences.map(({ side, slot }, at) => ({
        side,
        slot: evidenceTypeOf(slot, [...field, "absences", String(at), "slot"]),
      })),
    }),
  };
}

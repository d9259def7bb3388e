import type { Finding } from "../../domain/ruling/ruling.js";
import { evidenceTypeOf } from "../evidence/evidence-round.input.js";
import { fromGlobalId } from "../global-id.js";
import { commandOf, remedyItemsOf } from "./command.js";
import type { RulingDraftInput } from "../ruling/ruling-draft.input.js";
import type { FindingInput, IssueRulingInput } from "./ruling.input.js";

/**
 * A ruling with UUIDs instead of the API's ids.
 * @throws RefusedError INVALID_ID, VALIDATION for a slot that is no type of evidence
 */
export function rulingOf(input: IssueRulingInput) {
  const { outcome } = input;
  return { ...commandOf(input), ...writtenOf(input), outcome };
}

/** The fields of a draft, which those of a ruling are as well. */
type Written = { readonly [Field in keyof RulingDraftInput]: RulingDraftInput[Field] };

/**
 * What is written of a ruling, with UUIDs instead of the API's ids and nothing for what is left out.
 * @throws RefusedError as {@link rulingOf}
 */
export function writtenOf(input: Written) {
  const { findings, reasons, clauses, conclusions, faultShares, outcome, finalReason, divergenceReason } =
    input;
  const remedies = input.remedies ?? [];
  return {
    outcome: outcome ?? null,
    findings: (findings ?? []).map(findingOf),
    reasons: reasons ?? "",
    clauses: clauses ?? [],
    ...(conclusions != null && { conclusions }),
    faultShares: faultShares ?? [],
    remedies: remedyItemsOf(remedies, "remedies").map((remedy, index) => {
      const costBearers = remedies[index]?.costBearers;
      return costBearers == null ? remedy : { ...remedy, costBearers };
    }),
    finalReason: finalReason ?? null,
    divergenceReason: divergenceReason ?? null,
  };
}

function findingOf({ text, sources, recordedAbsence, ...cited }: FindingInput, index: number): Finding {
  const field = ["findings", String(index)];
  const items = cited.evidenceItemIds ?? [];
  const absences = cited.absences ?? [];
  const { sharedFindingOf } = cited;
  return {
    ...{ text, sources, recordedAbsence: recordedAbsence ?? null },
    ...(items.length > 0 && {
      evidenceItemIds: items.map((id, at) =>
        fromGlobalId("EvidenceItem", id, [...field, "evidenceItemIds", String(at)]),
      ),
    }),
    ...(sharedFindingOf != null && {
      sharedFindingOf: fromGlobalId("CaseSwarm", sharedFindingOf, [...field, "sharedFindingOf"]),
    }),
    ...(absences.length > 0 && {
      absences: absences.map(({ side, slot }, at) => ({
        side,
        slot: evidenceTypeOf(slot, [...field, "absences", String(at), "slot"]),
      })),
    }),
  };
}

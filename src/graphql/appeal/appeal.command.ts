import type { AppealRulingInput as Appealing } from "../../services/disputes/appeal-ruling.js";
import type { DecideAppealInput as Deciding } from "../../services/disputes/decide-appeal.js";
import { commandOf } from "../dispute/command.js";
import { writtenOf } from "../dispute/ruling-command.js";
import { demandsOf } from "../evidence/evidence-round.input.js";
import { fromGlobalId } from "../global-id.js";
import type { AppealRulingInput, DecideAppealInput } from "./appeal.input.js";

/** An appeal with UUIDs. @throws RefusedError INVALID_ID naming the line or item by its position */
export function appealOf(input: AppealRulingInput): Appealing {
  const { grounds, statement } = input;
  return {
    ...{ ...commandOf(input), grounds, statement },
    orderLineIds: (input.orderLineIds ?? []).map((id, index) =>
      fromGlobalId("OrderLine", id, ["orderLineIds", String(index)]),
    ),
    evidenceItemIds: (input.evidenceItemIds ?? []).map((id, index) =>
      fromGlobalId("EvidenceItem", id, ["evidenceItemIds", String(index)]),
    ),
  };
}

/** A decision with UUIDs. @throws RefusedError INVALID_ID, and VALIDATION for an unknown type of evidence */
export function decisionOf(input: DecideAppealInput): Deciding {
  const { outcome, reasons } = input;
  const ruling = input.ruling ?? null;
  const remittal = input.remittal ?? null;
  return {
    ...{ ...commandOf(input), outcome, reasons },
    ruling: ruling === null ? null : { ...writtenOf(ruling), outcome: ruling.outcome },
    remittal:
      remittal === null
        ? null
        : {
            mediatorId: fromGlobalId("Mediator", remittal.mediatorId, ["remittal", "mediatorId"]),
            text: remittal.text,
            demands: demandsOf(remittal.slots),
          },
  };
}

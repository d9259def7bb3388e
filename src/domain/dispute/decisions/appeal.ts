import { otherSide, type Side } from "../../access/viewer.js";
import { countingWithoutSuspensions } from "../../clock/clock-setting.js";
import { addTime, ClockBasis } from "../../clock/counted-time.js";
import { ErrorCode, refuse } from "../../errors.js";
import { openStatuses } from "../../evidence/visible-items.js";
import { ObligationStatus, standing, type Obligation } from "../../obligation/obligation.js";
import { AppealGround, isDisputed, pendingAppeals, type Appeal } from "../../ruling/appeal.js";
import type { Ruling } from "../../ruling/ruling.js";
import { HOUR_MS } from "../../time.js";
import { appealableUntil } from "../appeal-guards.js";
import type { CommandInputs } from "../command.js";
import type { DecisionContext } from "../decision.js";
import { DisputeStatus, type Dispute } from "../dispute.js";
import { appealableOf, declarationOf, type Appealable } from "../inadmissibility.js";
import { endOf, obligationsOfRuling } from "./final-ruling.js";
import { sideActing } from "./handed-in.js";
import type { Handler, HandlerOutcome } from "./outcome.js";

type AppealInput = CommandInputs["APPEAL_RULING"];

/**
 * A side asks a second instance to decide; row 26. What it does not dispute of a ruling is owed at once; where the other
 * side joins with an appeal of its own, what that disputes waits again. A finding that the platform may not decide makes
 * nothing owed, and is appealed as a whole.
 */
export const appealRuling: Handler<"APPEAL_RULING"> = (dispute, input, context) => {
  const against = appealableIn(dispute);
  requireGrounds(input);
  requireDisputed(dispute, input);
  requireNewEvidence(dispute, against, { input, context });
  const appeal = filed(dispute, input, context);
  const meanwhile = against.rulingId === null ? nothingOwed : owedMeanwhile(dispute, appeal, context);
  return { occurrence: { type: "RULING_APPEALED", appeal, ...meanwhile } };
};

const nothingOwed = { obligations: [], contestedIds: [] };

function owedMeanwhile(dispute: Dispute, appeal: Appeal, context: DecisionContext) {
  const pending = [...pendingAppeals(dispute), appeal];
  return {
    contestedIds: newlyDisputed(dispute, appeal).map(({ id }) => id),
    obligations: obligationsOfRuling(
      dispute,
      context,
      ({ orderLineId }) => !isDisputed(pending, orderLineId),
    ),
  };
}

function appealableIn(dispute: Dispute): Appealable {
  const against = appealableOf(dispute);
  if (against === null) throw new Error(`${dispute.number} has nothing that could be appealed.`);
  return against;
}

/** The ruling in force. */
export function rulingOf({ ruling, number }: Dispute): Ruling {
  if (ruling === null) throw new Error(`${number} has no ruling that could be appealed.`);
  return ruling;
}

function filed(dispute: Dispute, input: AppealInput, context: DecisionContext): Appeal {
  const { now, rulebook, clocks } = context;
  const { rulingId, inadmissibilityId } = appealableIn(dispute);
  const side = sideActing(context);
  const { grounds, statement, orderLineIds, evidenceItemIds } = input;
  const counting = countingWithoutSuspensions(otherSide(side), ClockBasis.ELAPSED, clocks);
  return {
    id: context.newId(),
    ...{ rulingId, inadmissibilityId },
    ...{ side, grounds, statement, orderLineIds, evidenceItemIds },
    status: "UNDER_REVIEW",
    filedAt: now,
    joinUntil: appealableUntil(dispute),
    answerUntil: addTime(now, rulebook.limits.appealAnswerHours * HOUR_MS, counting),
    ...{ answer: null, answeredAt: null, decision: null },
  };
}

function requireGrounds({ grounds }: AppealInput): void {
  const field = { field: ["grounds"] };
  if (grounds.length === 0) refuse(ErrorCode.REASONS_REQUIRED, "An appeal names at least one ground.", field);
  if (new Set(grounds).size === grounds.length) return;
  refuse(ErrorCode.VALIDATION, "Each ground appears once.", field);
}

function requireDisputed(dispute: Dispute, { orderLineIds }: AppealInput): void {
  const field = { field: ["orderLineIds"] };
  const { claim } = dispute;
  if (declarationOf(dispute) !== null && orderLineIds.length > 0)
    refuse(ErrorCode.VALIDATION, "Whether the platform may decide is asked of all lines. Name none.", field);
  const lines = new Set(claim.items.map(({ orderLineId }) => orderLineId));
  if (orderLineIds.some((id) => !lines.has(id)))
    refuse(ErrorCode.NOT_FOUND, "This order line is not part of the dispute.", field);
  if (new Set(orderLineIds).size === orderLineIds.length) return;
  refuse(ErrorCode.VALIDATION, "Each order line appears once.", field);
}

/** New is what the side handed in after the ruling: the first instance could not know of it. */
function requireNewEvidence(
  dispute: Dispute,
  { decidedAt }: Appealable,
  { input, context }: { readonly input: AppealInput; readonly context: DecisionContext },
): void {
  const side = sideActing(context);
  input.evidenceItemIds.forEach((itemId, index) => {
    const field = { field: ["evidenceItemIds", String(index)] };
    const item = dispute.evidence.items.find(({ id }) => id === itemId);
    if (item?.side !== side || !openStatuses.has(item.status))
      refuse(ErrorCode.NOT_FOUND, "Your side has handed in no such item.", field);
    if (item.lateGround !== null && item.submittedAt >= decidedAt) return;
    refuse(
      ErrorCode.VALIDATION,
      "The item was before the first instance already. Name what was handed in after the ruling.",
      field,
    );
  });
  if (new Set(input.evidenceItemIds).size < input.evidenceItemIds.length)
    refuse(ErrorCode.VALIDATION, "Each item appears once.", { field: ["evidenceItemIds"] });
  if (!input.grounds.includes(AppealGround.NEW_EVIDENCE) || input.evidenceItemIds.length > 0) return;
  refuse(
    ErrorCode.EVIDENCE_REQUIRED,
    "Who appeals for new evidence names it. Hand it in with saveEvidenceDraft and submitEvidence, then name it here.",
    { field: ["evidenceItemIds"] },
  );
}

/** What is owed already and this appeal disputes. What was performed cannot be held back. */
function newlyDisputed({ obligations }: Dispute, appeal: Appeal): Obligation[] {
  const disputed = standing(obligations).filter(({ orderLineId }) => isDisputed([appeal], orderLineId));
  if (disputed.every(({ status }) => status !== ObligationStatus.PERFORMED)) return disputed;
  refuse(
    ErrorCode.STATE_CONFLICT,
    "What was ruled for one of these lines is performed already. Appeal for the other lines.",
    { field: ["orderLineIds"] },
  );
}

/** The other side answers an appeal, once and in time. */
export const answerAppeal: Handler<"ANSWER_APPEAL"> = (dispute, { answer }, context) => {
  const side = sideActing(context);
  return {
    occurrence: { type: "APPEAL_ANSWERED", appealId: pendingOf(dispute, otherSide(side)).id, answer },
  };
};

function pendingOf(dispute: Dispute, side: Side): Appeal {
  const appeal = pendingAppeals(dispute).find((each) => each.side === side);
  if (appeal === undefined) throw new Error("The guard asks for a pending appeal of this side.");
  return appeal;
}

/** A side takes its appeal back; when none is left the ruling is final. */
export const withdrawAppeal: Handler<"WITHDRAW_APPEAL"> = (dispute, _command, context) => {
  const { id: appealId } = pendingOf(dispute, sideActing(context));
  const occurrence = { type: "APPEAL_WITHDRAWN", appealId } as const;
  if (pendingAppeals(dispute).length > 1) return { occurrence: { ...occurrence, obligations: null } };
  return final(dispute, context, (obligations) => ({ ...occurrence, obligations }));
};

/** A side gives up its right to appeal; when both have, the ruling is final at once; row 27. */
export const waiveAppeal: Handler<"WAIVE_APPEAL"> = (dispute, _command, context) => {
  const side = sideActing(context);
  const occurrence = { type: "APPEAL_WAIVED", side } as const;
  if (!dispute.appealWaivedBy.includes(otherSide(side)))
    return { occurrence: { ...occurrence, obligations: null } };
  return final(dispute, context, (obligations) => ({ ...occurrence, obligations }));
};

function final(
  dispute: Dispute,
  context: DecisionContext,
  tell: (obligations: readonly Obligation[]) => HandlerOutcome["occurrence"],
): HandlerOutcome {
  if (declarationOf(dispute) !== null) return { occurrence: tell([]), to: DisputeStatus.CLOSED };
  const obligations = obligationsOfRuling(dispute, context);
  return { occurrence: tell(obligations), to: endOf([...dispute.obligations, ...obligations]) };
}

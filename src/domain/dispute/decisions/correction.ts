import { ErrorCode, refuse } from "../../errors.js";
import { ObligationStatus, standing, waived, type Obligation } from "../../obligation/obligation.js";
import { ruleOf } from "../../rulebook/reason.js";
import type { RulingCorrection } from "../../ruling/correction.js";
import type { Ruling } from "../../ruling/ruling.js";
import { secondReviewGround } from "../../ruling/second-review.js";
import type { CommandInputs } from "../command.js";
import { waitingOnIn } from "../deadlines.js";
import { DisputeStatus, type Dispute } from "../dispute.js";
import { startClock } from "../running-clock.js";
import { checkTerms } from "../terms.js";
import { rulingOf } from "./appeal.js";
import { correctedContent, type Corrected } from "./corrected-content.js";
import { obligationsOfRuling } from "./final-ruling.js";
import { requireNoConflict } from "./inadmissibility.js";
import type { Handler, HandlerContext, HandlerOutcome } from "./outcome.js";
import { requireAuthority } from "./ruling.js";

/**
 * Whoever ruled corrects slips of the pen and of arithmetic. What a slip is the input alone tells; what was ruled stays.
 * A corrected amount can be appealed again where the rulebook says so, and what was owed by the amount before is not any
 * more in the moment in which the right one is.
 */
export const correctRuling: Handler<"CORRECT_RULING"> = (dispute, input, context) => {
  const ruling = rulingOf(dispute);
  if (ruling.mediatorId !== context.viewer.id) requireNoConflict(dispute, context);
  const corrected = correctedContent(dispute, input, context);
  if (corrected.lines.size === 0) return textsAlone(dispute, { input, corrected }, context);
  requireAmountsOpen(dispute, ruling);
  requireOrderable(dispute, corrected, context);
  return amountsToo(dispute, { input, corrected }, context);
};

interface Correcting {
  readonly input: CommandInputs["CORRECT_RULING"];
  readonly corrected: Corrected;
}

function correctionOf(
  dispute: Dispute,
  { input, corrected }: Correcting,
  { viewer, now, newId }: HandlerContext,
): Omit<RulingCorrection, "restartsAppeal"> {
  const { id: rulingId, appealableUntil } = rulingOf(dispute);
  const earlier = dispute.corrections.filter((each) => each.rulingId === rulingId);
  return {
    ...{ id: newId(), rulingId, number: earlier.length + 1, mediatorId: viewer.id },
    ...{ reason: input.reason, changes: corrected.changes, correctedAt: now, appealableUntil },
  };
}

function textsAlone(dispute: Dispute, correcting: Correcting, context: HandlerContext): HandlerOutcome {
  const correction = { ...correctionOf(dispute, correcting, context), restartsAppeal: false };
  const { content } = correcting.corrected;
  const nothingOwed = { supersededIds: [], obligations: [] };
  return {
    occurrence: { type: "RULING_CORRECTED", correction, content, ...nothingOwed },
    to: dispute.status,
  };
}

function amountsToo(dispute: Dispute, correcting: Correcting, context: HandlerContext): HandlerOutcome {
  const { content, lines } = correcting.corrected;
  const { amountsRestartAppeal } = context.rulebook.corrections;
  const restartsAppeal = amountsRestartAppeal && isAppealable(rulingOf(dispute));
  const to = restartsAppeal ? DisputeStatus.RULED : dispute.status;
  const correction = correctionOf(dispute, correcting, context);
  const appealableUntil = restartsAppeal ? newWindow(dispute, context) : correction.appealableUntil;
  const supersededIds = requireUnperformed(dispute, lines).map(({ id }) => id);
  const after = {
    ...dispute,
    ruling: { ...rulingOf(dispute), ...content },
    obligations: waived(dispute.obligations, supersededIds),
  };
  return {
    occurrence: {
      type: "RULING_CORRECTED",
      correction: { ...correction, restartsAppeal, appealableUntil },
      ...{ content, supersededIds },
      // As long as the ruling is not final, what it orders is owed when it is.
      obligations:
        to === DisputeStatus.RULED
          ? []
          : obligationsOfRuling(after, context, ({ orderLineId }) => lines.has(orderLineId)),
    },
    to,
    restartClock: restartsAppeal,
  };
}

/** Whether the ruling can be appealed, or could: one that an appeal led to never is. */
function isAppealable({ issuedAt, appealableUntil }: Ruling): boolean {
  return issuedAt < appealableUntil;
}

function newWindow(dispute: Dispute, context: HandlerContext): Date {
  const status = DisputeStatus.RULED;
  const served = { ...dispute, status, waitingOn: waitingOnIn(status, dispute) };
  return startClock(served, context).deadlineAt ?? context.now;
}

/** An amount is corrected as long as nobody has appealed against the ruling and nothing has ended. */
function requireAmountsOpen({ status, appeals }: Dispute, { id }: Ruling): void {
  const field = { field: ["amounts"] };
  if (appeals.some(({ rulingId }) => rulingId === id))
    refuse(
      ErrorCode.STATE_CONFLICT,
      "The ruling was appealed against, so its amounts are for the second instance. The ground for a slip is CALCULATION_ERROR.",
      field,
    );
  if (status !== DisputeStatus.CLOSED) return;
  refuse(ErrorCode.STATE_CONFLICT, "The dispute is closed, and nothing is owed any more.", field);
}

/** What the corrected amounts order is within the caps, within the level, and was looked at by two where that is needed. */
function requireOrderable(dispute: Dispute, { content }: Corrected, context: HandlerContext): void {
  const { currency, finalReason, ruling } = dispute;
  const rule = finalReason === null ? context.rule : ruleOf(context.rulebook, finalReason);
  const ruledOn = { ...context, rule };
  const { remedies } = content;
  checkTerms(remedies, { ...ruledOn, currency }, "amounts");
  requireAuthority(dispute, { remedies }, ruledOn);
  const ground = secondReviewGround(remedies, { ...ruledOn, currency });
  if (ground === null || ruling?.review != null) return;
  refuse(
    ErrorCode.FOUR_EYES_REQUIRED,
    "With these amounts the ruling would have needed a second reviewer, and nobody looked at it. Let a side appeal, on the ground CALCULATION_ERROR.",
    { field: ["amounts"], details: { ground } },
  );
}

/** What stands of the obligations for some lines. What was performed cannot be ordered anew. */
function requireUnperformed({ obligations }: Dispute, lines: ReadonlySet<string>): Obligation[] {
  const owed = standing(obligations).filter(({ orderLineId }) => lines.has(orderLineId));
  if (owed.every(({ status }) => status !== ObligationStatus.PERFORMED)) return owed;
  refuse(
    ErrorCode.STATE_CONFLICT,
    "What was ruled for one of these lines is performed already, so its amount stands.",
    { field: ["amounts"], details: { lines: [...lines] } },
  );
}

import { handledBefore } from "../../access/handled-before.js";
import { ErrorCode, refuse } from "../../errors.js";
import { AppealOutcome, pendingAppeals, wasRemitted } from "../../ruling/appeal.js";
import { appealChanges, changesAnything, type AppealChanges } from "../../ruling/appeal-changes.js";
import type { Ruling } from "../../ruling/ruling.js";
import type { CommandInputs } from "../command.js";
import { DisputeStatus, type Dispute } from "../dispute.js";
import type { DisputeOccurrence } from "../event.js";
import type { MediatorFacts } from "../guards.js";
import { appealableOf, declarationOf } from "../inadmissibility.js";
import { rulingOf } from "./appeal.js";
import { requestEvidence } from "./evidence-round.js";
import { endOf, obligationsOfRuling, requireSettledKept } from "./final-ruling.js";
import { requireNoConflict } from "./inadmissibility.js";
import { assign } from "./intervention.js";
import type { Handler, HandlerContext, HandlerOutcome } from "./outcome.js";
import { reasonedRuling } from "./ruling.js";

type DecisionInput = CommandInputs["DECIDE_APPEAL"];
type ReplacingInput = DecisionInput & { readonly ruling: CommandInputs["ISSUE_RULING"] };
type Decided = Extract<DisputeOccurrence, { readonly type: "APPEAL_DECIDED" }>;

const replacing: ReadonlySet<AppealOutcome> = new Set([AppealOutcome.REVERSED, AppealOutcome.VARIED]);

/**
 * The second instance decides all appeals against a ruling in one; row 28. What nobody disputed is owed already and
 * stays; the decision makes the rest owed. A finding that the platform may not decide stands, or another mediator hears
 * the case: nothing else could be ruled on a case that was never heard.
 */
export const decideAppeal: Handler<"DECIDE_APPEAL"> = (dispute, input, context) => {
  requireSecondInstance(dispute, context);
  requireFitting(input);
  if (input.outcome === AppealOutcome.REMITTED) return remitted(dispute, input, context);
  if (declarationOf(dispute) !== null) return declarationUpheld(dispute, input, context);
  return input.ruling === null
    ? upheld(dispute, input, context)
    : replaced(dispute, { ...input, ruling: input.ruling }, context);
};

/** What was ruled stands, and the rest of it is owed. */
function upheld(dispute: Dispute, input: DecisionInput, context: HandlerContext): HandlerOutcome {
  const { finalReason } = dispute;
  const obligations = obligationsOfRuling(dispute, context);
  return {
    occurrence: { ...decided(dispute, input, context), finalReason, obligations },
    to: endOf([...dispute.obligations, ...obligations]),
  };
}

function replaced(dispute: Dispute, input: ReplacingInput, context: HandlerContext): HandlerOutcome {
  const { ruling, changes } = replacementFor(dispute, input, context);
  const { finalReason } = input.ruling;
  const obligations = obligationsOfRuling({ ...dispute, ruling, finalReason }, context);
  return {
    occurrence: {
      ...decided(dispute, input, context),
      ...{ ruling, rulingId: ruling.id, changes, finalReason, obligations },
    },
    to: endOf([...dispute.obligations, ...obligations]),
    outcome: ruling.outcome,
  };
}

function declarationUpheld(dispute: Dispute, input: DecisionInput, context: HandlerContext): HandlerOutcome {
  if (input.outcome !== AppealOutcome.UPHELD)
    refuse(
      ErrorCode.VALIDATION,
      "There is no ruling to change. Decide UPHELD where the platform may not decide, else REMITTED: another mediator hears the case.",
      { field: ["outcome"] },
    );
  return { occurrence: decided(dispute, input, context), to: DisputeStatus.CLOSED };
}

function decided(
  dispute: Dispute,
  { outcome, reasons }: DecisionInput,
  { viewer, now }: HandlerContext,
): Decided {
  return {
    type: "APPEAL_DECIDED",
    appealIds: pendingAppeals(dispute).map(({ id }) => id),
    ...{ outcome, reasons, mediatorId: viewer.id, decidedAt: now },
    ...{ ruling: null, rulingId: null, changes: null, finalReason: null, obligations: [], remittal: null },
  };
}

/** The ruling in the place of the first: it is reasoned like any other, and nobody can appeal against it. */
function replacementFor(
  dispute: Dispute,
  { outcome, ruling: input }: ReplacingInput,
  context: HandlerContext,
): { readonly ruling: Ruling; readonly changes: AppealChanges } {
  requireSettledKept(dispute, input.remedies);
  const ruling = { ...reasonedRuling(dispute, input, context), appealableUntil: context.now };
  const changes = appealChanges(rulingOf(dispute), ruling);
  if (!changesAnything(changes))
    refuse(ErrorCode.VALIDATION, "This is what was ruled already. Decide UPHELD, or order something else.", {
      field: ["ruling"],
    });
  if (outcome === AppealOutcome.REVERSED && changes.outcomeBefore === changes.outcomeAfter)
    refuse(
      ErrorCode.VALIDATION,
      `A ruling is reversed by another outcome than ${changes.outcomeBefore}. Decide VARIED where it stays.`,
      { field: ["ruling", "outcome"] },
    );
  return { ruling, changes };
}

/** Another mediator hears the case anew, which happens once; the ruling stands aside until there is another. */
function remitted(dispute: Dispute, input: DecisionInput, context: HandlerContext): HandlerOutcome {
  const field = { field: ["outcome"] };
  if (wasRemitted(dispute))
    refuse(
      ErrorCode.ATTEMPT_LIMIT,
      "The case was remitted before, which is possible once. Decide it.",
      field,
    );
  const successor = requireSuccessor(dispute, context);
  const given = assign("ASSIGN_MEDIATOR", dispute, { ...context, ...successor }).occurrence;
  const asked = requestEvidence(dispute, input.remittal ?? { text: "", demands: [] }, context).occurrence;
  if (asked.type !== "EVIDENCE_REQUESTED") throw new Error("A case is remitted by asking for evidence.");
  const { mediatorId, challengeUntil = null } = given;
  return {
    occurrence: {
      ...decided(dispute, input, context),
      finalReason: dispute.finalReason,
      remittal: { mediatorId, challengeUntil, round: asked.round },
    },
    to: DisputeStatus.EVIDENCE,
    outcome: null,
  };
}

function requireSuccessor(
  dispute: Dispute,
  { viewer, secondInstance }: HandlerContext,
): Pick<HandlerContext, "conflicts"> & { readonly mediator: MediatorFacts } {
  const field = { field: ["mediatorId"] };
  const successor = secondInstance?.successor ?? null;
  if (successor === null) refuse(ErrorCode.NOT_FOUND, "There is no such mediator.", field);
  const { mediator, ownActs, conflicts } = successor;
  const before = [appealableOf(dispute)?.mediatorId, dispute.mediatorId, viewer.id].includes(mediator.id);
  if (!before && !handledBefore(ownActs)) return { mediator, conflicts };
  refuse(
    ErrorCode.CONFLICT_OF_INTEREST,
    "A remitted case is heard by a mediator who had no part in it before. Name somebody else.",
    field,
  );
}

/** Somebody who had no part in the case, of a level that the rulebook lets decide on the author's. */
function requireSecondInstance(dispute: Dispute, context: HandlerContext): void {
  requireNoPart(dispute, context);
  requireAuthority(context);
}

function requireNoPart(dispute: Dispute, context: HandlerContext): void {
  const { secondInstance } = context;
  requireNoConflict(dispute, context);
  if (handledBefore(secondInstance?.ownActs ?? []))
    refuse(
      ErrorCode.CONFLICT_OF_INTEREST,
      "You had a part in the case before. Leave the appeal to somebody else.",
    );
}

function requireAuthority({ rulebook, mediator, secondInstance }: HandlerContext): void {
  const authorLevel = secondInstance?.authorLevel ?? null;
  const level = mediator?.level ?? 1;
  const needed = rulebook.appealAuthority.find(({ ruledBy }) => ruledBy === authorLevel)?.decidedFrom;
  if (needed === undefined || level >= needed) return;
  refuse(
    ErrorCode.AUTHORITY_EXCEEDED,
    `An appeal against a ruling of level ${authorLevel ?? 1} is decided by level ${needed} or higher; you have level ${level}.`,
  );
}

function requireFitting({ outcome, ruling, remittal }: DecisionInput): void {
  if (replacing.has(outcome) !== (ruling !== null))
    refuse(
      ErrorCode.VALIDATION,
      ruling === null
        ? `${outcome} needs the ruling that stands in the place of the first.`
        : `${outcome} makes no ruling of its own. Leave ruling out.`,
      { field: ["ruling"] },
    );
  if ((outcome === AppealOutcome.REMITTED) === (remittal !== null)) return;
  refuse(
    ErrorCode.VALIDATION,
    remittal === null
      ? "REMITTED needs the remittal: who hears the case and what is asked of the sides."
      : `${outcome} remits nothing. Leave remittal out.`,
    { field: ["remittal"] },
  );
}

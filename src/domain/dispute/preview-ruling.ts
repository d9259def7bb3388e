import { systemViewer } from "../access/viewer.js";
import { ErrorCode, RefusedError, type Refusal } from "../errors.js";
import { ruleOfDispute } from "../rulebook/adjustments.js";
import type { Deficiency } from "../ruling/deficiency.js";
import type { Ruling } from "../ruling/ruling.js";
import type { DisputeAction } from "./action.js";
import type { Command, CommandInputs } from "./command.js";
import type { Decision, DecisionContext } from "./decision.js";
import { nextTimer } from "./deadlines.js";
import { decide } from "./decide.js";
import { requireFinalReason, rulingRefusals } from "./decisions/ruling.js";
import { deficienciesIn } from "./decisions/ruling-deficiencies.js";
import type { Dispute, DisputeStatus } from "./dispute.js";
import { evolve } from "./evolve.js";
import { judge, targetsOf } from "./judge.js";

/** One thing that the clock will do to a dispute, and where it leads. */
export interface ForeseenTimer {
  readonly at: Date;
  readonly action: DisputeAction;
  readonly status: DisputeStatus;
}

/** What a ruling would bring about. */
export interface RulingPreview {
  /** Everything that stands against it; none: it would be accepted. */
  readonly refusals: readonly Refusal[];
  /** What the checks of the rulebook find in it, whether or not it would be refused; none where the viewer may not rule. */
  readonly deficiencies: readonly Deficiency[];
  /** Null where it would be refused for more than a second reviewer's approval. */
  readonly foreseen: {
    readonly ruling: Ruling;
    /** The dispute as the ruling leaves it. */
    readonly ruled: Dispute;
    /** What the clock does until the ruling is final, if nobody acts. */
    readonly timers: readonly ForeseenTimer[];
    /** The dispute when the ruling is final, with what is owed then. */
    readonly final: Dispute;
  } | null;
}

/** Timers that follow each other until a ruling is final; more means that they do not move on. */
const MAXIMUM_TIMERS = 20;

/**
 * What a ruling would bring about, by the code that would do it: `decide` on the ruling, then on each timer until the
 * ruling is final, with nothing written.
 * @param context as for `decide`; what is refunded and which periods count is taken to stay as it is
 */
export function previewRuling(
  dispute: Dispute,
  input: CommandInputs["ISSUE_RULING"],
  context: DecisionContext,
): RulingPreview {
  const command = { action: "ISSUE_RULING", ...input } as const;
  const verdict = decide(command, dispute, context);
  const deficiencies = deficienciesFor(dispute, input, context);
  if (verdict.accepted)
    return { refusals: [], deficiencies, foreseen: foreseenBy(verdict, dispute, context) };
  const refusals = allRefusals(dispute, input, context) ?? [verdict.refusal];
  if (refusals.some(({ code }) => code !== ErrorCode.FOUR_EYES_REQUIRED))
    return { refusals, deficiencies, foreseen: null };
  const approved = decide(command, dispute, { ...context, approvedRuling: undefined });
  const foreseen = approved.accepted ? foreseenBy(approved, dispute, context) : null;
  return { refusals, deficiencies, foreseen };
}

/** None where the viewer may not rule now, or the reason that is ruled on is none. */
function deficienciesFor(
  dispute: Dispute,
  input: CommandInputs["ISSUE_RULING"],
  context: DecisionContext,
): readonly Deficiency[] {
  if ("refused" in judge("ISSUE_RULING", dispute, context)) return [];
  try {
    return deficienciesIn(dispute, input, { ...context, rule: requireFinalReason(input, context) });
  } catch (error) {
    if (error instanceof RefusedError) return [];
    throw error;
  }
}

function foreseenBy(
  { event }: Decision,
  dispute: Dispute,
  context: DecisionContext,
): NonNullable<RulingPreview["foreseen"]> {
  const ruled = evolve(dispute, event, context.now);
  if (ruled.ruling === null) throw new Error("ISSUE_RULING leaves a ruling.");
  return { ruling: ruled.ruling, ruled, ...finalityOf(ruled, context) };
}

/** Null where the ruling was not looked at, for the viewer may not rule now. */
function allRefusals(
  dispute: Dispute,
  input: CommandInputs["ISSUE_RULING"],
  context: DecisionContext,
): readonly Refusal[] | null {
  const judgement = judge("ISSUE_RULING", dispute, context);
  if ("refused" in judgement) return null;
  const [target] = targetsOf(judgement.row, dispute);
  return target === undefined ? null : rulingRefusals(dispute, input, { ...context, target });
}

function finalityOf(ruled: Dispute, context: DecisionContext): { timers: ForeseenTimer[]; final: Dispute } {
  const timers: ForeseenTimer[] = [];
  let standing = ruled;
  while (standing.status === ruled.status && timers.length < MAXIMUM_TIMERS) {
    const timer = nextTimer(standing);
    if (timer === null) break;
    const verdict = decide({ action: timer.action } as Command, standing, {
      ...context,
      ...{ now: timer.at, viewer: systemViewer, mediator: null },
      rule: ruleOfDispute(context.rulebook, standing),
    });
    if (!verdict.accepted) break;
    standing = evolve(standing, verdict.event, timer.at);
    timers.push({ ...timer, status: standing.status });
  }
  return { timers, final: standing };
}

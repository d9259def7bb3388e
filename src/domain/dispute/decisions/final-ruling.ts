import { ErrorCode, refuse } from "../../errors.js";
import { obligationsFrom } from "../../obligation/from-remedies.js";
import { standing, type Obligation } from "../../obligation/obligation.js";
import { ruleOf } from "../../rulebook/reason.js";
import type { DecisionContext } from "../decision.js";
import { DisputeStatus, type Dispute } from "../dispute.js";
import type { RemedyItem } from "../remedy.js";
import { withinRefundable } from "../terms.js";

/** The order lines of which what was ruled is owed already, for nobody disputed it. */
export function settledLines({ obligations }: Pick<Dispute, "obligations">): Set<string> {
  return new Set(standing(obligations).map(({ orderLineId }) => orderLineId));
}

/**
 * What the ruling of a dispute makes owed beside what is owed already, as far as it was not refunded meanwhile.
 * @param only the remedies that it is about; default all of the ruling
 */
export function obligationsOfRuling(
  dispute: Pick<Dispute, "ruling" | "finalReason" | "obligations">,
  context: DecisionContext,
  only: (remedy: RemedyItem) => boolean = () => true,
): Obligation[] {
  const { rule, rulebook, lines } = context;
  const found = dispute.finalReason === null ? rule : ruleOf(rulebook, dispute.finalReason);
  const settled = settledLines(dispute);
  const remedies = (dispute.ruling?.remedies ?? []).filter(
    (remedy) => !settled.has(remedy.orderLineId) && only(remedy),
  );
  return obligationsFrom(withinRefundable(remedies, { lines, rule: found }), context);
}

/** Where a final ruling leads: to performance where anything is owed. */
export function endOf(obligations: readonly Obligation[]): DisputeStatus {
  return standing(obligations).length === 0 ? DisputeStatus.CLOSED : DisputeStatus.PERFORMING;
}

/**
 * What nobody disputed stays as it was ruled, for it is owed already.
 * @throws RefusedError VALIDATION where a later ruling orders anything else for such a line
 */
export function requireSettledKept(dispute: Dispute, remedies: readonly RemedyItem[]): void {
  const settled = settledLines(dispute);
  const before = dispute.ruling?.remedies ?? [];
  const changed = [...settled].filter((line) => ordered(before, line) !== ordered(remedies, line));
  if (changed.length === 0) return;
  refuse(
    ErrorCode.VALIDATION,
    "Nobody disputed what was ruled for these lines, and it is owed already. Order the same for them again.",
    { field: ["remedies"], details: { lines: changed } },
  );
}

function ordered(remedies: readonly RemedyItem[], orderLineId: string): string {
  return remedies
    .filter((remedy) => remedy.orderLineId === orderLineId)
    .map(({ kind, amountMinor }) => `${kind} ${amountMinor}`)
    .toSorted()
    .join();
}

import { AppealStatus, type Appeal, type AppealDecision } from "./appeal.js";

/** With something changed of some appeals. */
export function changed(
  appeals: readonly Appeal[],
  ids: readonly string[],
  change: Partial<Pick<Appeal, "status" | "answer" | "answeredAt" | "decision">>,
): Appeal[] {
  return appeals.map((appeal) => (ids.includes(appeal.id) ? { ...appeal, ...change } : appeal));
}

/** With those that wait for a decision set aside: the sides have settled. */
export function setAside(appeals: readonly Appeal[]): readonly Appeal[] {
  return appeals.map((appeal) =>
    appeal.status === AppealStatus.UNDER_REVIEW ? { ...appeal, status: AppealStatus.SET_ASIDE } : appeal,
  );
}

/** The decision alone, of what carries more. */
export function decisionOf(decided: AppealDecision): AppealDecision {
  const { outcome, reasons, mediatorId, decidedAt, rulingId, changes } = decided;
  return { outcome, reasons, mediatorId, decidedAt, rulingId, changes };
}

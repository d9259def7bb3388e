import type { Dispute } from "../domain/dispute/dispute.js";
import type { Appeal, AppealDecision } from "../domain/ruling/appeal.js";
import type { AppealChanges, RemedyChange } from "../domain/ruling/appeal-changes.js";
import { dateOrNull } from "./clock-row.js";

interface ChangesJson extends Omit<AppealChanges, "remedies"> {
  readonly remedies: readonly (Omit<RemedyChange, "beforeMinor" | "afterMinor"> & {
    readonly beforeMinor: string | null;
    readonly afterMinor: string | null;
  })[];
}

/** An appeal as the aggregate of its dispute delivers it. */
export interface AppealJson {
  readonly id: string;
  readonly ruling_id: string | null;
  readonly inadmissibility_id: string | null;
  readonly side: Appeal["side"];
  readonly grounds: Appeal["grounds"];
  readonly statement: string;
  readonly order_line_ids: readonly string[];
  readonly evidence_item_ids: readonly string[];
  readonly status: Appeal["status"];
  readonly filed_at: string;
  readonly join_until: string | null;
  readonly answer_until: string;
  readonly answer: string | null;
  readonly answered_at: string | null;
  readonly outcome: AppealDecision["outcome"] | null;
  readonly reasons: string | null;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly new_ruling_id: string | null;
  readonly changes: ChangesJson | null;
}

/** Selects the appeals of a dispute, in the order in which they were filed. */
export function appealsSql(dispute: string): string {
  return `SELECT id, ruling_id, inadmissibility_id, side, grounds, statement, order_line_ids, evidence_item_ids, status, filed_at,
      join_until, answer_until, answer, answered_at, outcome, reasons, decided_by, decided_at, new_ruling_id, changes
    FROM appeal WHERE dispute_id = ${dispute}.id ORDER BY filed_at, id`;
}

/** The appeal of its JSON. */
export function appealFrom(row: AppealJson): Appeal {
  return {
    id: row.id,
    rulingId: row.ruling_id,
    inadmissibilityId: row.inadmissibility_id,
    side: row.side,
    grounds: row.grounds,
    statement: row.statement,
    orderLineIds: row.order_line_ids,
    evidenceItemIds: row.evidence_item_ids,
    status: row.status,
    filedAt: new Date(row.filed_at),
    joinUntil: dateOrNull(row.join_until),
    answerUntil: new Date(row.answer_until),
    answer: row.answer,
    answeredAt: dateOrNull(row.answered_at),
    decision: decisionFrom(row),
  };
}

function decisionFrom({
  outcome,
  reasons,
  decided_by,
  decided_at,
  ...row
}: AppealJson): AppealDecision | null {
  if (outcome === null || decided_by === null || decided_at === null) return null;
  return {
    outcome,
    reasons: reasons ?? "",
    mediatorId: decided_by,
    decidedAt: new Date(decided_at),
    rulingId: row.new_ruling_id,
    changes: row.changes === null ? null : changesFrom(row.changes),
  };
}

function changesFrom({ remedies, ...changes }: ChangesJson): AppealChanges {
  return {
    ...changes,
    remedies: remedies.map(({ beforeMinor, afterMinor, ...remedy }) => ({
      ...remedy,
      beforeMinor: beforeMinor === null ? null : BigInt(beforeMinor),
      afterMinor: afterMinor === null ? null : BigInt(afterMinor),
    })),
  };
}

function changesToJson({ remedies, ...changes }: AppealChanges): ChangesJson {
  return {
    ...changes,
    remedies: remedies.map(({ beforeMinor, afterMinor, ...remedy }) => ({
      ...remedy,
      beforeMinor: beforeMinor?.toString() ?? null,
      afterMinor: afterMinor?.toString() ?? null,
    })),
  };
}

/** The rows of the table `appeal` that a decision adds or changes. */
export function appealRows(
  before: Dispute | null,
  { id: dispute_id, appeals }: Dispute,
): readonly Readonly<Record<string, unknown>>[] {
  return appeals
    .filter((appeal) => before?.appeals.includes(appeal) !== true)
    .map((appeal) => ({
      id: appeal.id,
      dispute_id,
      ruling_id: appeal.rulingId,
      inadmissibility_id: appeal.inadmissibilityId,
      side: appeal.side,
      grounds: appeal.grounds,
      statement: appeal.statement,
      order_line_ids: appeal.orderLineIds,
      evidence_item_ids: appeal.evidenceItemIds,
      status: appeal.status,
      filed_at: appeal.filedAt,
      join_until: appeal.joinUntil,
      answer_until: appeal.answerUntil,
      answer: appeal.answer,
      answered_at: appeal.answeredAt,
      ...decisionColumns(appeal.decision),
    }));
}

const undecided = {
  ...{ outcome: null, reasons: null, decided_by: null },
  ...{ decided_at: null, new_ruling_id: null, changes: null },
} as const;

function decisionColumns(decision: AppealDecision | null) {
  if (decision === null) return undecided;
  const { outcome, reasons, mediatorId, decidedAt, rulingId, changes } = decision;
  return {
    ...{ outcome, reasons, decided_by: mediatorId, decided_at: decidedAt, new_ruling_id: rulingId },
    changes: changes === null ? null : changesToJson(changes),
  };
}

/** The columns of an appeal that change after it was filed. */
export const changingAppealColumns = [
  ..."status answer answered_at outcome reasons decided_by decided_at new_ruling_id changes".split(" "),
] as const;

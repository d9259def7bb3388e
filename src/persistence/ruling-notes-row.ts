import type { Dispute } from "../domain/dispute/dispute.js";
import type { RulingAuthor } from "../domain/dispute/guards.js";
import type { RulingClarification, RulingCorrection, RulingNotes } from "../domain/ruling/correction.js";
import { dateOrNull } from "./clock-row.js";
import { listSql } from "./list-sql.js";
import { ruledRemediesToJson } from "./ruling-row.js";

/** A correction as the aggregate of its dispute delivers it. */
interface CorrectionJson {
  readonly id: string;
  readonly ruling_id: string;
  readonly number: number;
  readonly mediator_id: string;
  readonly reason: string;
  readonly changes: RulingCorrection["changes"];
  readonly corrected_at: string;
  readonly restarts_appeal: boolean;
  readonly appealable_until: string;
}

/** A question about a ruling as the aggregate of its dispute delivers it. */
interface ClarificationJson {
  readonly id: string;
  readonly ruling_id: string;
  readonly side: RulingClarification["side"];
  readonly question: string;
  readonly requested_at: string;
  readonly answer: string | null;
  readonly answered_at: string | null;
  readonly mediator_id: string | null;
}

/** What was said about the rulings of a dispute as its aggregate delivers it. */
export interface RulingNotesJson {
  readonly corrections: readonly CorrectionJson[];
  readonly clarifications: readonly ClarificationJson[];
}

/** Who ruled, as a read delivers it. */
export interface RulingAuthorJson {
  readonly level: RulingAuthor["level"];
  readonly shift_ends_at: string | null;
}

/** SQL for a JSON object with who ruled last in a dispute. */
export function rulingAuthorSql(disputeId: string): string {
  return `(SELECT json_build_object('level', author.level, 'shift_ends_at', author.shift_ends_at)
    FROM ruling AS latest JOIN mediator AS author ON author.id = latest.mediator_id WHERE latest.dispute_id = ${disputeId}
    ORDER BY latest.issued_at DESC, latest.id DESC LIMIT 1)`;
}

/** Who ruled, of its JSON. */
export function rulingAuthorFrom({ level, shift_ends_at }: RulingAuthorJson): RulingAuthor {
  return { level, offShiftSince: dateOrNull(shift_ends_at) };
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/** The columns `corrections` and `clarifications` of the aggregate of a dispute, each oldest first. */
export function rulingNotesSql(dispute: string): string {
  const corrections = `SELECT id, ruling_id, number, mediator_id, reason, changes, corrected_at, restarts_appeal, appealable_until
    FROM ruling_correction WHERE dispute_id = ${dispute}.id ORDER BY corrected_at, number`;
  const clarifications = `SELECT id, ruling_id, side, question, requested_at, answer, answered_at, mediator_id
    FROM ruling_clarification WHERE dispute_id = ${dispute}.id ORDER BY requested_at, id`;
  return `${listSql(corrections)} AS corrections, ${listSql(clarifications)} AS clarifications`;
}

/** What was said about the rulings of a dispute, of its JSON. */
export function rulingNotesFrom({ corrections, clarifications }: RulingNotesJson): RulingNotes {
  return {
    corrections: corrections.map(correctionFrom),
    clarifications: clarifications.map(clarificationFrom),
  };
}

function correctionFrom(row: CorrectionJson): RulingCorrection {
  return {
    ...{ id: row.id, rulingId: row.ruling_id, number: row.number, mediatorId: row.mediator_id },
    ...{ reason: row.reason, changes: row.changes, restartsAppeal: row.restarts_appeal },
    correctedAt: new Date(row.corrected_at),
    appealableUntil: new Date(row.appealable_until),
  };
}

function clarificationFrom(row: ClarificationJson): RulingClarification {
  return {
    ...{ id: row.id, rulingId: row.ruling_id, side: row.side, question: row.question },
    requestedAt: new Date(row.requested_at),
    ...{ answer: row.answer, answeredAt: dateOrNull(row.answered_at), mediatorId: row.mediator_id },
  };
}

/** The row of the table `ruling_correction` that a decision adds, with what the ruling says after it. */
export function correctionRows(
  before: Dispute | null,
  { id: dispute_id, corrections, ruling }: Dispute,
): Rows {
  return corrections
    .filter((correction) => before?.corrections.includes(correction) !== true)
    .map((correction) => ({
      id: correction.id,
      dispute_id,
      ruling_id: correction.rulingId,
      number: correction.number,
      mediator_id: correction.mediatorId,
      reason: correction.reason,
      changes: correction.changes,
      findings: ruling?.findings,
      conclusions: ruling?.conclusions,
      reasons: ruling?.reasons,
      remedies: ruling === null ? null : ruledRemediesToJson(ruling.remedies),
      corrected_at: correction.correctedAt,
      restarts_appeal: correction.restartsAppeal,
      appealable_until: correction.appealableUntil,
    }));
}

/** The rows of the table `ruling_clarification` that a decision adds or answers. */
export function clarificationRows(before: Dispute | null, { id: dispute_id, clarifications }: Dispute): Rows {
  return clarifications
    .filter((clarification) => before?.clarifications.includes(clarification) !== true)
    .map((clarification) => ({
      id: clarification.id,
      dispute_id,
      ruling_id: clarification.rulingId,
      side: clarification.side,
      question: clarification.question,
      requested_at: clarification.requestedAt,
      answer: clarification.answer,
      answered_at: clarification.answeredAt,
      mediator_id: clarification.mediatorId,
    }));
}

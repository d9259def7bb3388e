import type { Role, Side } from "../domain/access/viewer.js";
import type {
  Claim,
  ClaimRefusal,
  Dispute,
  DisputeOutcome,
  DisputeStatus,
  RefusalCode,
  WaitingOn,
} from "../domain/dispute/dispute.js";
import { noDesk } from "../domain/dispute/desk.js";
import { noClock } from "../domain/dispute/dispute-clock.js";
import { deskFrom, type DeskJson } from "./desk-row.js";
import type { AutomaticOutcome, HumanReview } from "../domain/dispute/human-review.js";
import type { InformationRequest } from "../domain/dispute/information-request.js";
import type { RuleAdjustment } from "../domain/rulebook/adjustments.js";
import type { RemedyKind } from "../domain/dispute/remedy.js";
import { appealFrom, appealsSql, type AppealJson } from "./appeal-row.js";
import {
  evidenceFrom,
  evidenceItemsSql,
  type EvidenceItemJson,
  type EvidenceRoundJson,
} from "./evidence-row.js";
import { correctedRulings } from "./corrected-rulings.js";
import { clockFrom, dateOrNull, type ClockJson } from "./clock-row.js";
import { revivedFrom } from "./event-payload.js";
import { inadmissibilityFrom, type InadmissibilityJson } from "./inadmissibility-row.js";
import { listSql } from "./list-sql.js";
import {
  reopeningFrom,
  suspensionFrom,
  type ReopeningJson,
  type SuspensionJson,
} from "./interruption-row.js";
import { obligationFrom, obligationsSql, type ObligationJson } from "./obligation-row.js";
import { offerFrom, offersSql, type OfferJson } from "./offer-row.js";
import { proposalFrom, proposalsSql, type ProposalJson } from "./proposal-row.js";
import { rulingNotesFrom, rulingNotesSql, type RulingNotesJson } from "./ruling-notes-row.js";
import { rulingFrom, type RulingJson } from "./ruling-row.js";
import { swarmFrom, type SwarmJson } from "./swarm-row.js";

type RuleAdjustmentJson = Omit<RuleAdjustment, "windowClosesAt"> & { readonly windowClosesAt: string | null };

type InformationInstants = Pick<InformationRequest, "askedAt" | "answerUntil" | "answeredAt">;
/** A request as JSON writes it into the jsonb column `dispute.information_request`. */
type InformationRequestJson = Omit<InformationRequest, keyof InformationInstants> & {
  readonly askedAt: string;
  readonly answerUntil: string;
  readonly answeredAt: string | null;
};

/** The whole aggregate as {@link disputeJsonSql} delivers it: snake_case, bigint and times as text. */
export interface DisputeJson extends RulingNotesJson {
  readonly id: string;
  readonly number: string;
  readonly order_id: string;
  readonly merchant_id: string;
  readonly shopper_id: string;
  readonly mediator_id: string | null;
  readonly desk: DeskJson | null;
  readonly currency: string;
  readonly status: DisputeStatus;
  readonly waiting_on: WaitingOn;
  readonly deadline_at: string | null;
  readonly level: 1 | 2 | 3;
  readonly suspended_from: DisputeStatus | null;
  readonly outcome: DisputeOutcome | null;
  readonly reason: string;
  readonly final_reason: string | null;
  readonly remedy: RemedyKind;
  readonly statement: string;
  readonly amendments: number;
  readonly refusal_code: RefusalCode | null;
  readonly refusal_statement: string | null;
  readonly refused_at: string | null;
  readonly rulebook_version: string;
  readonly adjustments: readonly RuleAdjustmentJson[];
  readonly perishable: boolean;
  readonly opened_by: Role;
  readonly opened_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
  readonly version: number;
  /** Null in rows from before it was recorded. */
  readonly clock: ClockJson | null;
  readonly lines: readonly { readonly order_line_id: string; readonly claimed_minor: string }[];
  readonly offers: readonly OfferJson[];
  readonly proposals: readonly ProposalJson[];
  readonly ruling: RulingJson | null;
  readonly obligations: readonly ObligationJson[];
  readonly appeals: readonly AppealJson[];
  readonly appeal_waived_by: readonly Side[];
  /** Null where there was no round. */
  readonly evidence: readonly EvidenceRoundJson[] | null;
  readonly evidence_items: readonly EvidenceItemJson[];
  readonly information_request: InformationRequestJson | null;
  readonly inadmissibility: InadmissibilityJson | null;
  /** An {@link AutomaticOutcome} and a {@link HumanReview} as they are stored. */
  readonly automatic_outcome: object | null;
  readonly human_review: object | null;
  readonly queued_at: string | null;
  readonly overdue_at: string | null;
  readonly suspensions: readonly SuspensionJson[];
  readonly reopenings: readonly ReopeningJson[];
  readonly merged_into_id: string | null;
  readonly swarm: SwarmJson | null;
}

const columns = [
  ..."id number order_id merchant_id shopper_id mediator_id currency status waiting_on".split(" "),
  ..."deadline_at level suspended_from outcome reason final_reason remedy statement amendments".split(" "),
  ..."refusal_code refusal_statement refused_at rulebook_version adjustments perishable opened_by".split(" "),
  ..."opened_at updated_at closed_at version clock evidence information_request desk".split(" "),
  ..."queued_at overdue_at suspensions reopenings merged_into_id appeal_waived_by inadmissibility".split(" "),
  ...["automatic_outcome", "human_review", "swarm"],
];

/**
 * A SQL expression for one JSON object with the whole aggregate of a dispute: its columns, `lines`
 * (the claim's items), `offers`, `proposals`, `ruling` (the latest, or null), `obligations`, `appeals`, `corrections`, `clarifications`
 * and `evidence_items`.
 *
 * Do not combine it with FOR UPDATE: a statement that waited for a lock sees the new dispute row but
 * the sub-selects keep the old snapshot. Lock in one statement, read with this in the next.
 * @param alias the alias of the table `dispute` in the surrounding statement; never a client's text
 */
export function disputeJsonSql(alias: string): string {
  const lines = `SELECT order_line_id, claimed_minor::text FROM dispute_line
    WHERE dispute_id = ${alias}.id ORDER BY order_line_id`;
  const ruling = `SELECT id, mediator_id, outcome, findings, reasons, clauses, conclusions, fault_shares, remedies,
      issued_at, appealable_until, recommended, divergence_reason, review, deficiencies
    FROM ${correctedRulings} AS ruling WHERE dispute_id = ${alias}.id ORDER BY issued_at DESC, id DESC LIMIT 1`;
  return `(SELECT row_to_json(aggregate) FROM (SELECT
    ${columns.map((column) => `${alias}.${column}`).join(", ")},
    ${listSql(lines)} AS lines,
    ${listSql(offersSql(alias))} AS offers,
    ${listSql(proposalsSql(alias))} AS proposals,
    (SELECT row_to_json(item) FROM (${ruling}) AS item) AS ruling,
    ${listSql(obligationsSql(alias))} AS obligations,
    ${listSql(appealsSql(alias))} AS appeals,
    ${rulingNotesSql(alias)},
    ${listSql(evidenceItemsSql(alias))} AS evidence_items) AS aggregate)`;
}

function claimFrom({ remedy, lines, statement, amendments }: DisputeJson): Claim {
  const items = lines.map(({ order_line_id, claimed_minor }) => ({
    ...{ kind: remedy, orderLineId: order_line_id, amountMinor: BigInt(claimed_minor) },
  }));
  return { remedy, items, statement, amendments };
}

function refusalFrom(row: DisputeJson): ClaimRefusal | null {
  if (row.refusal_code === null || row.refused_at === null) return null;
  return {
    code: row.refusal_code,
    statement: row.refusal_statement ?? "",
    refusedAt: new Date(row.refused_at),
  };
}

function queueFrom({ queued_at, overdue_at }: DisputeJson): Dispute["queue"] {
  return queued_at === null ? null : { queuedAt: new Date(queued_at), overdueAt: dateOrNull(overdue_at) };
}

function requestFrom({ question, answer, ...at }: InformationRequestJson): InformationRequest {
  const { askedAt, answerUntil, answeredAt } = at;
  return {
    ...{ question, answer, askedAt: new Date(askedAt), answerUntil: new Date(answerUntil) },
    answeredAt: dateOrNull(answeredAt),
  };
}

function reviewFrom(row: DisputeJson): Pick<Dispute, "automaticOutcome" | "humanReview"> {
  return {
    automaticOutcome: revivedFrom(row.automatic_outcome) as AutomaticOutcome | null,
    humanReview: revivedFrom(row.human_review) as HumanReview | null,
  };
}

/** Turns the JSON of {@link disputeJsonSql} into the domain's aggregate. */
export function disputeFromRow(row: DisputeJson): Dispute {
  return {
    id: row.id,
    number: row.number,
    orderId: row.order_id,
    merchantId: row.merchant_id,
    shopperId: row.shopper_id,
    mediatorId: row.mediator_id,
    desk: row.desk === null ? noDesk : deskFrom(row.desk),
    currency: row.currency,
    status: row.status,
    waitingOn: row.waiting_on,
    deadlineAt: dateOrNull(row.deadline_at),
    clock: row.clock === null ? noClock : clockFrom(row.clock),
    level: row.level,
    suspendedFrom: row.suspended_from,
    outcome: row.outcome,
    reason: row.reason,
    finalReason: row.final_reason,
    claim: claimFrom(row),
    refusal: refusalFrom(row),
    informationRequest: row.information_request === null ? null : requestFrom(row.information_request),
    inadmissibility: inadmissibilityFrom(row.inadmissibility),
    ...reviewFrom(row),
    suspensions: row.suspensions.map(suspensionFrom),
    reopenings: row.reopenings.map(reopeningFrom),
    mergedIntoId: row.merged_into_id,
    swarm: swarmFrom(row.swarm),
    offers: row.offers.map(offerFrom),
    proposals: row.proposals.map(proposalFrom),
    ruling: row.ruling === null ? null : rulingFrom(row.ruling),
    appeals: row.appeals.map(appealFrom),
    ...rulingNotesFrom(row),
    appealWaivedBy: row.appeal_waived_by,
    obligations: row.obligations.map(obligationFrom),
    evidence: evidenceFrom(row.evidence, row.evidence_items),
    rulebookVersion: row.rulebook_version,
    adjustments: row.adjustments.map((adjustment) => ({
      ...adjustment,
      windowClosesAt: dateOrNull(adjustment.windowClosesAt),
    })),
    perishable: row.perishable,
    queue: queueFrom(row),
    openedBy: row.opened_by,
    openedAt: new Date(row.opened_at),
    updatedAt: new Date(row.updated_at),
    closedAt: dateOrNull(row.closed_at),
    version: row.version,
  };
}

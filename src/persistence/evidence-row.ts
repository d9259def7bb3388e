import type { DisputeEvidence, EvidenceItem, EvidenceRound } from "../domain/evidence/dispute-evidence.js";
import { EvidenceSource } from "../domain/evidence/evidence-item.js";
import type { Dispute } from "../domain/dispute/dispute.js";

type Dated<Row, Instants extends keyof Row> = Omit<Row, Instants> & {
  readonly [Name in Instants]: Row[Name] extends Date ? string : string | null;
};

/** The rounds as JSON writes them into the jsonb column `dispute.evidence`. */
export type EvidenceRoundJson = Dated<EvidenceRound, "requestedAt" | "exchangedAt">;

/** An item as {@link evidenceItemsSql} delivers it. */
export interface EvidenceItemJson {
  readonly id: string;
  readonly side: EvidenceItem["side"];
  readonly source: EvidenceItem["source"];
  readonly audience: EvidenceItem["audience"];
  readonly round: number;
  readonly status: EvidenceItem["status"];
  readonly slot: EvidenceItem["slot"];
  readonly version_number: number;
  readonly content_hash: string;
  readonly late_ground: string | null;
  readonly decision_reason: string | null;
  readonly submitted_at: string;
  readonly exchanged_at: string | null;
  readonly decided_at: string | null;
}

/** Selects the items of a dispute that are more than drafts. */
export function evidenceItemsSql(dispute: string): string {
  return `SELECT id, side, source, audience, round, status, slot, version_number, content_hash, late_ground,
      decision_reason, submitted_at, exchanged_at, decided_at
    FROM evidence_item WHERE dispute_id = ${dispute}.id AND status <> 'DRAFT' ORDER BY submitted_at, id`;
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** The evidence of an aggregate's JSON. */
export function evidenceFrom(
  rounds: readonly EvidenceRoundJson[] | null,
  items: readonly EvidenceItemJson[],
): DisputeEvidence {
  return {
    rounds: (rounds ?? []).map((round) => ({
      ...round,
      requestedAt: new Date(round.requestedAt),
      exchangedAt: instant(round.exchangedAt),
    })),
    items: items.map(itemFrom),
  };
}

function itemFrom(row: EvidenceItemJson): EvidenceItem {
  return {
    id: row.id,
    side: row.side,
    source: row.source,
    audience: row.audience,
    round: row.round,
    status: row.status,
    slot: row.slot,
    versionNumber: row.version_number,
    contentHash: row.content_hash,
    lateGround: row.late_ground,
    decisionReason: row.decision_reason,
    submittedAt: new Date(row.submitted_at),
    exchangedAt: instant(row.exchanged_at),
    decidedAt: instant(row.decided_at),
  };
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What a decision changes of the rows of evidence. */
export interface ChangedEvidence {
  /** Items that were there, as drafts at least. */
  readonly evidence: Rows;
  /** Items that the platform attaches. */
  readonly records: Rows;
}

/**
 * The rows of items that a decision changes or, at the opening, adds.
 * @param records what the attached records say, by the id of their item
 */
export function evidenceRows(
  before: Dispute | null,
  after: Dispute,
  records: ReadonlyMap<string, unknown>,
): ChangedEvidence {
  const known = before?.evidence.items;
  const changed = after.evidence.items.filter((item) => known?.includes(item) !== true);
  const added = changed.filter((item) => item.source === EvidenceSource.SYSTEM && before === null);
  return {
    evidence: changed.filter((item) => !added.includes(item)).map((item) => rowOf(item, after)),
    records: added.map((item) => ({
      ...rowOf(item, after),
      order_line_ids: [],
      record: records.get(item.id) ?? {},
      created_at: item.submittedAt,
    })),
  };
}

function rowOf(item: EvidenceItem, { id: dispute_id }: Dispute) {
  return {
    id: item.id,
    dispute_id,
    side: item.side,
    source: item.source,
    audience: item.audience,
    round: item.round,
    status: item.status,
    version_number: item.versionNumber,
    slot: item.slot,
    content_hash: item.contentHash,
    late_ground: item.lateGround,
    decision_reason: item.decisionReason,
    submitted_at: item.submittedAt,
    exchanged_at: item.exchangedAt,
    decided_at: item.decidedAt,
  };
}

/** The columns of an item that decisions change; its content stays as it was handed in. */
export const decidedColumns = [
  "status",
  "round",
  "late_ground",
  "decision_reason",
  "submitted_at",
  "exchanged_at",
  "decided_at",
] as const;

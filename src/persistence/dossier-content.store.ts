import type { Viewer } from "../domain/access/viewer.js";
import type { Sql } from "./database.js";
import { evidenceOrder } from "./read/orderings.js";
import { Scope } from "./read/scope.js";
import { evidenceItemVisible, messageVisible } from "./read/visibility.js";

/** Whose dossier of which dispute. */
export interface DossierSubject {
  readonly viewer: Viewer;
  /** UUID. */
  readonly disputeId: string;
}

/** A message that the viewer may read. */
export interface DossierStatement {
  readonly id: string;
  readonly channel: string;
  readonly authorRole: string;
  readonly text: string;
  readonly sentAt: Date;
}

/** The messages of a dispute that the viewer may read, oldest first. */
export async function readDossierStatements(
  sql: Sql,
  { viewer, disputeId }: DossierSubject,
): Promise<DossierStatement[]> {
  const scope = new Scope(viewer);
  return sql.query<DossierStatement>(
    `SELECT said.id, said.channel, said.author_role AS "authorRole", said.text, said.sent_at AS "sentAt"
     FROM message AS said WHERE said.dispute_id = ${scope.bind(disputeId, "uuid")} AND ${messageVisible("said", scope)}
     ORDER BY said.sent_at, said.id`,
    scope.values,
  );
}

/** An item of evidence that the viewer may see. */
export interface DossierItem {
  readonly id: string;
  readonly slot: string;
  readonly side: string | null;
  readonly source: string;
  readonly round: number;
  readonly status: string;
  readonly versionNumber: number;
  readonly narrative: string | null;
  readonly happenedAt: Date | null;
  readonly capturedAt: Date | null;
  readonly orderLineIds: readonly string[];
  /** JSON. */
  readonly record: unknown;
  readonly contentHash: string;
  readonly lateGround: string | null;
  readonly decisionReason: string | null;
  readonly submittedAt: Date | null;
  readonly exchangedAt: Date | null;
  readonly decidedAt: Date | null;
  /** In the order of the item. */
  readonly files: readonly { readonly id: string; readonly sha256: string }[];
}

/** The evidence of a dispute that the viewer may see and that was handed in, in the order in which it could be seen. */
export async function readDossierItems(
  sql: Sql,
  { viewer, disputeId }: DossierSubject,
): Promise<DossierItem[]> {
  const scope = new Scope(viewer);
  return sql.query<DossierItem>(
    `SELECT item.id, item.slot, item.side, item.source, item.round, item.status, item.version_number AS "versionNumber",
       item.narrative, item.happened_at AS "happenedAt", item.captured_at AS "capturedAt",
       item.order_line_ids AS "orderLineIds", item.record, item.content_hash AS "contentHash",
       item.late_ground AS "lateGround", item.decision_reason AS "decisionReason", item.submitted_at AS "submittedAt",
       item.exchanged_at AS "exchangedAt", item.decided_at AS "decidedAt",
       (SELECT coalesce(json_agg(json_build_object('id', file.id, 'sha256', file.sha256) ORDER BY named.position), '[]')
        FROM evidence_item_file AS named JOIN evidence_file AS file ON file.id = named.file_id
        WHERE named.item_id = item.id) AS files
     FROM evidence_item AS item WHERE item.dispute_id = ${scope.bind(disputeId, "uuid")}
       AND item.status <> 'DRAFT' AND ${evidenceItemVisible("item", scope)}
     ORDER BY ${evidenceOrder.key("item", scope)}, item.id`,
    scope.values,
  );
}

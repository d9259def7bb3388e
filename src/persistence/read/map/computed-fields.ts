import { Role, Side, sideOf } from "../../../domain/access/viewer.js";
import { DisputeStatus } from "../../../domain/dispute/dispute.js";
import { caseRecordsSql } from "../../case-records.store.js";
import { clockFactsSql } from "../../clock-facts.js";
import { disputeJsonSql } from "../../dispute-row.js";
import { lineFactsSql } from "../../line-facts.store.js";
import { latestDraftSql } from "../../ruling-draft.store.js";
import { rulingAuthorSql } from "../../ruling-notes-row.js";
import type { ReadField, RowSql } from "../read-type.js";

/** What is worked out by the functions that guard the mutations needs the whole aggregate. */
export const advice: ReadField = { kind: "computed", needs: { $aggregate: (row) => disputeJsonSql(row) } };

const lineFacts: RowSql = (row, scope) => {
  const [disputed, line] = [scope.alias(), scope.alias()];
  return `(SELECT coalesce(json_agg(facts), '[]'::json) FROM (SELECT ${lineFactsSql(line, `${row}.id`)}
    FROM dispute_line AS ${disputed} JOIN order_line AS ${line} ON ${line}.id = ${disputed}.order_line_id
    WHERE ${disputed}.dispute_id = ${row}.id ORDER BY ${line}.id) AS facts)`;
};

/** What the clock will do depends on the lines too: silence may pay what is refundable. */
export const forecast: ReadField = {
  kind: "computed",
  needs: {
    $aggregate: (row) => disputeJsonSql(row),
    $lines: lineFacts,
    $clocks: (row) => clockFactsSql(`${row}.merchant_id`, `${row}.shopper_id`),
  },
};

/**
 * What is written of a ruling is for who has the case, for the seniors who look at it and for auditors. A mediator who sees
 * a case that somebody has, has it.
 */
export const rulingDraft: ReadField = {
  kind: "computed",
  needs: {
    $aggregate: (row) => disputeJsonSql(row),
    $case: (row) => caseRecordsSql(row),
    $rulingDraft: (row, { viewer: { role } }) => {
      const reads = role === Role.SENIOR_MEDIATOR || role === Role.AUDITOR || role === Role.SYSTEM;
      if (reads) return latestDraftSql(`${row}.id`);
      return role === Role.MEDIATOR
        ? `CASE WHEN ${row}.mediator_id IS NOT NULL THEN ${latestDraftSql(`${row}.id`)} END`
        : "NULL::json";
    },
  },
};

const mediators: ReadonlySet<Role> = new Set([Role.MEDIATOR, Role.SENIOR_MEDIATOR]);

/**
 * What is on record decides only whether a merchant that has to answer may refuse, the level only what a mediator may, and
 * who ruled only who may stand in for that one.
 */
export const actions: ReadField = {
  kind: "computed",
  needs: {
    $aggregate: (row) => disputeJsonSql(row),
    $records: (row, { viewer }) =>
      sideOf(viewer.role) === Side.MERCHANT
        ? `CASE WHEN ${row}.status = '${DisputeStatus.MERCHANT_RESPONSE}' THEN ${caseRecordsSql(row)} END`
        : "NULL::json",
    $level: (_row, scope) =>
      mediators.has(scope.viewer.role)
        ? `(SELECT level FROM mediator WHERE id = ${scope.bind(scope.viewer.id, "uuid")})`
        : "NULL::smallint",
    $rulingAuthor: (row, { viewer }) =>
      viewer.role === Role.SENIOR_MEDIATOR ? rulingAuthorSql(`${row}.id`) : "NULL::json",
  },
};

/** What a ruling should be, what evidence is there and who bears freight depends on the records of the case. */
export const fromRecords: ReadField = {
  kind: "computed",
  needs: { $aggregate: (row) => disputeJsonSql(row), $case: (row) => caseRecordsSql(row) },
};

/** A side's own limit, still encrypted, with the key to it; the other's is not even looked for. */
export const sealedLimit: ReadField = {
  kind: "computed",
  needs: {
    $sealedLimit: (row, { viewer }) => {
      const side = sideOf(viewer.role);
      if (side === null) return "NULL::json";
      return `(SELECT json_build_object('disputeId', stated.dispute_id, 'side', stated.side, 'currency', ${row}.currency,
        'sealed', encode(stated.sealed, 'base64'), 'masterKeyId', own_key.master_key_id,
        'wrapped', encode(own_key.wrapped_key, 'base64'))
        FROM sealed_limit AS stated JOIN dispute_key AS own_key USING (dispute_id)
        WHERE stated.dispute_id = ${row}.id AND stated.side = '${side}' AND stated.sealed IS NOT NULL)`;
    },
  },
};

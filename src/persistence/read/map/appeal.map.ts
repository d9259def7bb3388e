import { always, columns, expression, money, toOne, type ReadType } from "../read-type.js";
import { visibleWithDispute } from "../visibility.js";
import { jsonRows } from "./json-rows.js";

/** How appeals are read. */
export const appealTypes: readonly ReadType[] = [
  {
    name: "Appeal",
    table: "appeal",
    visible: visibleWithDispute,
    fields: {
      ...columns("side", "grounds", "statement", "status", "filedAt", "joinUntil", "answerUntil", "answer"),
      ...columns("answeredAt", "outcome", "reasons", "decidedAt"),
      orderLines: {
        kind: "list",
        type: "OrderLine",
        orderBy: "position",
        on: (parent, child) => `${child}.id = ANY (${parent}.order_line_ids)`,
        implied: always,
      },
      evidence: {
        kind: "list",
        type: "EvidenceItem",
        orderBy: "submitted_at, id",
        on: (parent, child) => `${child}.id = ANY (${parent}.evidence_item_ids)`,
      },
      decidedBy: toOne("Mediator", "decided_by", always),
      ruling: toOne("Ruling", "ruling_id", always),
      newRuling: toOne("Ruling", "new_ruling_id", always),
      changes: { kind: "embedded", type: "AppealChanges", present: (row) => `${row}.changes IS NOT NULL` },
    },
  },
  {
    name: "AppealChanges",
    fields: {
      outcomeBefore: expression((row) => `${row}.changes ->> 'outcomeBefore'`),
      outcomeAfter: expression((row) => `${row}.changes ->> 'outcomeAfter'`),
      faultShares: jsonRows("FaultShareChange", "changes -> 'faultShares'", [
        ...["party text", "before integer", "after integer"],
      ]),
      remedies: {
        kind: "list",
        type: "RemedyChange",
        orderBy: "position",
        on: () => "TRUE",
        from: (
          parent,
        ) => `(SELECT item.kind, item."orderLineId" AS order_line_id, item."beforeMinor" AS before_minor,
          item."afterMinor" AS after_minor, item.position,
          (SELECT owner.currency FROM dispute AS owner WHERE owner.id = ${parent}.dispute_id) AS currency
          FROM ROWS FROM (jsonb_to_recordset(${parent}.changes -> 'remedies')
            AS (kind text, "orderLineId" uuid, "beforeMinor" bigint, "afterMinor" bigint))
            WITH ORDINALITY AS item (kind, "orderLineId", "beforeMinor", "afterMinor", position))`,
      },
    },
  },
  { name: "FaultShareChange", fields: columns("party", "before", "after") },
  {
    name: "RemedyChange",
    currency: (row) => `${row}.currency`,
    fields: {
      ...columns("kind"),
      before: money((row) => `${row}.before_minor`),
      after: money((row) => `${row}.after_minor`),
      orderLine: toOne("OrderLine", "order_line_id"),
    },
  },
];

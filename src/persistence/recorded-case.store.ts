import type { RemedyKind } from "../domain/dispute/remedy.js";
import type { RecordedCase } from "../domain/rehearsal/masked-case.js";
import type { ComparableRuling } from "../domain/rehearsal/score-rehearsal.js";
import type { RulingOutcome } from "../domain/ruling/ruling.js";
import { correctedRulings } from "./corrected-rulings.js";
import type { Sql } from "./database.js";

/** Everything that people, order and parcels of a case are known by. */
const namesSql = `(SELECT json_agg(name) FROM (
  SELECT unnest(ARRAY[shopper.display_name, shopper.reference, shopper.city, shopper.id::text, merchant.name, merchant.reference,
    merchant.city, merchant.id::text, "order".reference, dispute.number, dispute.id::text]) AS name
  UNION SELECT public_name FROM mediator WHERE id = dispute.mediator_id
    OR id IN (SELECT mediator_id FROM ruling WHERE ruling.dispute_id = dispute.id)
  UNION SELECT member.name FROM merchant_member AS member WHERE member.merchant_id = dispute.merchant_id
  UNION SELECT unnest(ARRAY[parcel.carrier, parcel.tracking_number]) FROM shipment AS parcel WHERE parcel.order_id = dispute.order_id
  UNION SELECT line.sku FROM order_line AS line WHERE line.order_id = dispute.order_id
  UNION SELECT seller.name FROM merchant AS seller JOIN order_line AS line ON line.merchant_id = seller.id WHERE line.order_id = dispute.order_id
) AS known WHERE name IS NOT NULL)`;

/** Nothing from the first ruling on. */
const before = (column: string): string =>
  `${column} < coalesce((SELECT min(issued_at) FROM ruling WHERE ruling.dispute_id = dispute.id), 'infinity')`;

const rows = (select: string): string => `(SELECT coalesce(json_agg(item), '[]') FROM (${select}) AS item)`;

const caseSql = `SELECT ${namesSql} AS names, dispute.reason, dispute.currency, dispute.remedy, dispute.statement,
  dispute.refusal_code AS "refusalCode", dispute.refusal_statement AS "refusalStatement",
  "order".purchased_at::text AS "purchasedAt", dispute.opened_at::text AS "openedAt",
  ${rows(`SELECT line.id, line.title, line.category, line.quantity, disputed.claimed_minor::text AS "claimedMinor",
      line.paid_minor::text AS "paidMinor", line.freight_paid_minor::text AS "freightPaidMinor"
    FROM dispute_line AS disputed JOIN order_line AS line ON line.id = disputed.order_line_id
    WHERE disputed.dispute_id = dispute.id ORDER BY line.position, line.id`)} AS lines,
  ${rows(`SELECT parcel.handed_over_at AS "handedOverAt", parcel.delivered_at AS "deliveredAt" FROM shipment AS parcel
    WHERE parcel.order_id = dispute.order_id AND parcel.merchant_id = dispute.merchant_id ORDER BY parcel.id`)} AS shipments,
  ${rows(`SELECT author_role AS by, text FROM message WHERE dispute_id = dispute.id AND channel = 'PARTIES'
    AND ${before("sent_at")} ORDER BY sent_at, id`)} AS messages,
  ${rows(`SELECT side, slot, narrative FROM evidence_item AS shown WHERE shown.dispute_id = dispute.id AND shown.audience = 'ALL'
    AND shown.status IN ('ADMITTED', 'EXCHANGED') AND shown.source = 'UPLOAD' AND ${before("shown.exchanged_at")}
    ORDER BY shown.submitted_at, shown.id`)} AS evidence
  FROM dispute JOIN shopper ON shopper.id = dispute.shopper_id JOIN merchant ON merchant.id = dispute.merchant_id
    JOIN "order" ON "order".id = dispute.order_id WHERE dispute.id = $1`;

/** Reads a case up to its first ruling, in one statement. @throws Error if there is none */
export async function readRecordedCase(sql: Sql, disputeId: string): Promise<RecordedCase> {
  const [row] = await sql.query<RecordedCase>(caseSql, [disputeId]);
  if (row === undefined) throw new Error("There is no such dispute.");
  return row;
}

interface RulingRow {
  readonly outcome: RulingOutcome;
  readonly clauses: readonly string[];
  readonly remedies: readonly { kind: RemedyKind; orderLineId: string; amountMinor: string }[];
}

/** The latest ruling of a case as it can be compared. @throws Error if there is none */
export async function readComparableRuling(
  sql: Sql,
  disputeId: string,
  { lines }: Pick<RecordedCase, "lines">,
): Promise<ComparableRuling> {
  const [row] = await sql.query<RulingRow>(
    `SELECT outcome, clauses, remedies FROM ${correctedRulings} AS ruling WHERE dispute_id = $1 ORDER BY issued_at DESC, id DESC LIMIT 1`,
    [disputeId],
  );
  if (row === undefined) throw new Error("The dispute has no ruling.");
  return {
    ...{ outcome: row.outcome, clauses: row.clauses },
    remedies: row.remedies.map(({ kind, orderLineId, amountMinor }) => ({
      ...{ kind, amountMinor: BigInt(amountMinor) },
      line: lines.findIndex(({ id }) => id === orderLineId) + 1,
    })),
  };
}

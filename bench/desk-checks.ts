// What SQL says of the disputes that the desk has cleared, beside what the script knows.
import type { Sql } from "../src/persistence/database.js";

/** Each counts what must not be there. */
const faults: Readonly<Record<string, string>> = {
  "a dispute is open that should be over":
    "SELECT id FROM dispute WHERE status NOT IN ('CLOSED', 'PERFORMING')",
  "a line is still in an open dispute that is closed":
    "SELECT dispute.id FROM dispute JOIN dispute_line ON dispute_id = dispute.id WHERE status = 'CLOSED' AND open",
  "something is owed in a dispute that is closed": `SELECT dispute.id FROM dispute JOIN obligation ON dispute_id = dispute.id
    WHERE dispute.status = 'CLOSED' AND obligation.status NOT IN ('PERFORMED', 'WAIVED')`,
  "a dispute is to be performed and nothing is owed": `SELECT id FROM dispute WHERE status = 'PERFORMING' AND NOT EXISTS (
    SELECT FROM obligation WHERE dispute_id = dispute.id AND status IN ('DUE', 'OVERDUE', 'PENDING'))`,
  "what was awarded is not what is owed and performed": `WITH latest AS (
      SELECT DISTINCT ON (dispute_id) dispute_id, remedies FROM ruling ORDER BY dispute_id, issued_at DESC, id DESC),
    terms AS (
      SELECT dispute_id, remedies AS items FROM latest JOIN dispute ON dispute.id = dispute_id
        WHERE outcome IN ('NOT_PROVEN', 'RULED_FOR_MERCHANT', 'RULED_FOR_SHOPPER', 'RULED_SPLIT')
      UNION ALL SELECT dispute_id, terms FROM proposal JOIN dispute ON dispute.id = dispute_id
        WHERE proposal.status = 'ACCEPTED' AND outcome = 'MEDIATED'
      UNION ALL SELECT dispute_id, terms FROM offer JOIN dispute ON dispute.id = dispute_id
        WHERE offer.status = 'ACCEPTED' AND outcome = 'SETTLED'
      UNION ALL SELECT dispute_id, payload -> 'terms' FROM dispute_event WHERE type = 'LIMITS_CROSSED'
      UNION ALL SELECT dispute_id, payload -> 'obligations' FROM dispute_event JOIN dispute ON dispute.id = dispute_id
        WHERE type = 'MERCHANT_SILENCE_APPLIED' AND dispute.outcome = 'DEFAULTED'
      UNION ALL SELECT dispute_id, jsonb_agg(jsonb_build_object('amountMinor', dispute_line.claimed_minor::text)) FROM dispute_line
        JOIN dispute ON dispute.id = dispute_id WHERE outcome = 'CONCEDED' GROUP BY dispute_id),
    awarded AS (
      SELECT dispute_id, sum((item ->> 'amountMinor')::bigint) AS minor FROM terms, jsonb_array_elements(items) AS item
      GROUP BY dispute_id),
    owed AS (
      SELECT dispute_id, sum(amount_minor) AS minor FROM obligation
      WHERE status IN ('DUE', 'OVERDUE', 'PENDING', 'PERFORMED') GROUP BY dispute_id)
    SELECT dispute_id AS id FROM awarded FULL JOIN owed USING (dispute_id)
    WHERE coalesce(awarded.minor, 0) <> coalesce(owed.minor, 0)`,
  "a case came to a mediator while another one had it": `WITH had AS (
      SELECT dispute_id, type, lag(type) OVER (PARTITION BY dispute_id ORDER BY sequence) AS before FROM dispute_event
      WHERE type IN ('MEDIATOR_ASSIGNED', 'MEDIATOR_RECUSED', 'CASE_RELEASED', 'DISPUTE_REOPENED')
        OR type = 'MEDIATOR_CHALLENGED' AND payload #>> '{challenge,ground}' IS NULL
        OR type = 'CHALLENGE_DECIDED' AND payload ->> 'outcome' = 'UPHELD')
    SELECT dispute_id AS id FROM had WHERE type = 'MEDIATOR_ASSIGNED' AND before = 'MEDIATOR_ASSIGNED'`,
  "somebody ruled who did not have the case": `SELECT ruled.dispute_id AS id FROM dispute_event AS ruled
    WHERE ruled.type = 'RULING_ISSUED' AND ruled.actor_id IS DISTINCT FROM (
      SELECT coalesce(payload #>> '{remittal,mediatorId}', payload ->> 'mediatorId')::uuid FROM dispute_event AS got
      WHERE got.dispute_id = ruled.dispute_id AND got.sequence < ruled.sequence
        AND (got.type IN ('CASE_TRANSFERRED', 'MEDIATOR_ASSIGNED')
          OR got.type = 'APPEAL_DECIDED' AND got.payload #>> '{remittal,mediatorId}' IS NOT NULL)
      ORDER BY sequence DESC LIMIT 1)`,
};

const examples = 5;

/**
 * Looks for what must not be there.
 * @param print hears each finding, with some of the disputes
 * @returns whether there is none
 */
export async function checkCleared(sql: Sql, print: (line: string) => void): Promise<boolean> {
  let holds = true;
  for (const [fault, query] of Object.entries(faults)) {
    const rows = await sql.query<{ number: string }>(
      `SELECT number FROM dispute WHERE id IN (${query}) ORDER BY number`,
    );
    const some = rows.slice(0, examples).map(({ number }) => number);
    print(
      `${rows.length === 0 ? "no " : "NOT"} ${fault}${rows.length === 0 ? "" : `: ${rows.length}, ${some.join(", ")}`}`,
    );
    holds &&= rows.length === 0;
  }
  return holds;
}

const sumsSql = `SELECT (SELECT count(*)::int FROM obligation) AS obligations,
  (SELECT coalesce(sum(amount_minor), 0)::text FROM obligation WHERE status IN ('DUE', 'OVERDUE', 'PENDING')) AS owed,
  (SELECT coalesce(sum(amount_minor), 0)::text FROM obligation WHERE status = 'PERFORMED') AS performed,
  (SELECT count(*)::int FROM ruling) AS rulings,
  (SELECT count(DISTINCT dispute_id)::int FROM dispute_event WHERE type = 'MEDIATOR_ASSIGNED') AS reviewed`;

/** What the obligations add up to, in one line. */
export async function sumsLine(sql: Sql): Promise<string> {
  const [row] = await sql.query<
    Record<"owed" | "performed", string> & Record<"obligations" | "reviewed" | "rulings", number>
  >(sumsSql);
  if (row === undefined) throw new Error("A SELECT without FROM answers one row.");
  const { obligations, owed, performed, reviewed, rulings } = row;
  return `${obligations} obligations: ${owed} centavos are owed, ${performed} performed. ${reviewed} cases were reviewed; ${rulings} rulings.`;
}

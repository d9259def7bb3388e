// The same answers as the platform gives to the operations, each as one statement that returns the JSON text. The ids
// stay UUIDs and the times as PostgreSQL prints them, which is the least that can be done; the comparison allows for it.

import { deskStatement } from "./queue-operation.js";

const money = (minor: string): string =>
  `(SELECT row_to_json(m) FROM (SELECT round(${minor} / 100.0, 2)::text AS amount, o.currency) m)`;
const list = (select: string): string => `(SELECT coalesce(json_agg(x), '[]') FROM (${select}) x)`;
const nodes = (select: string): string => `(SELECT row_to_json(c) FROM (SELECT ${list(select)} AS nodes) c)`;

const terms = (column: string): string =>
  list(`SELECT kind, ${money('"amountMinor"')} AS amount
    FROM jsonb_to_recordset(${column}) AS (kind text, "amountMinor" bigint)`);

const order = `(SELECT row_to_json(x) FROM (SELECT o.id, o.reference, o.status, o.purchased_at AS "purchasedAt",
  (SELECT row_to_json(m) FROM (SELECT round(sum(paid_minor + freight_paid_minor) / 100.0, 2)::text AS amount, o.currency
    FROM order_line WHERE order_id = o.id AND merchant_id = d.merchant_id) m) AS paid,
  ${list(`SELECT id, position, sku, title, variant, quantity, ${money("unit_price_minor")} AS "unitPrice",
    ${money("paid_minor")} AS paid FROM order_line WHERE order_id = o.id AND merchant_id = d.merchant_id ORDER BY position`)} AS lines) x)`;

const dispute = `d.id, d.number, d.status, d.waiting_on AS "waitingOn", d.deadline_at AS "deadlineAt", d.outcome, d.reason,
  d.opened_at AS "openedAt", d.updated_at AS "updatedAt", d.version,
  (SELECT row_to_json(x) FROM (SELECT d.remedy, ${money("d.claimed_minor")} AS amount, d.statement) x) AS claim,
  (SELECT row_to_json(x) FROM (SELECT id, name, region FROM merchant WHERE id = d.merchant_id) x) AS merchant,
  (SELECT row_to_json(x) FROM (SELECT display_name AS "displayName", region FROM shopper WHERE id = d.shopper_id) x) AS shopper,
  ${order} AS "order",
  ${list(`SELECT id, kind, owner, status, due_at AS "dueAt", ${money("amount_minor")} AS amount
    FROM obligation WHERE dispute_id = d.id ORDER BY due_at, id`)} AS obligations`;

const offers = (limit: number): string =>
  nodes(`SELECT id, side, status, message, made_at AS "madeAt", expires_at AS "expiresAt", ${terms("terms")} AS terms
    FROM offer WHERE dispute_id = d.id ORDER BY made_at, id LIMIT ${limit}`);

const event = `id, merchant_sequence AS sequence, type, actor_role AS "actorRole", occurred_at AS "occurredAt"`;
/** What the mediator was advised is not for the parties. */
const payload = `payload #- '{ruling,recommended}' #- '{ruling,divergenceReason}' #- '{ruling,review}' #- '{ruling,deficiencies}'
  #- '{dispute,evidence}' #- '{recommended}' #- '{custody}' #- '{handoverId}' #- '{capsuleHash}'`;
const ofMerchant = "dispute_id = d.id AND audience IN ('ALL', 'MERCHANT')";

const page = `SELECT row_to_json(answer)::text AS json FROM (SELECT (SELECT row_to_json(data) FROM (SELECT
  (SELECT row_to_json(connection) FROM (SELECT
    ${list(`SELECT ${dispute}, ${offers(5)} AS offers,
      ${nodes(`SELECT * FROM (SELECT ${event} FROM dispute_event WHERE ${ofMerchant} ORDER BY dispute_event.sequence DESC LIMIT 3) e
        ORDER BY sequence`)} AS events
      FROM dispute d JOIN "order" o ON o.id = d.order_id WHERE d.merchant_id = $1
      ORDER BY d.opened_at DESC, d.id DESC LIMIT 20`)} AS nodes,
    (SELECT row_to_json(i) FROM (SELECT EXISTS (SELECT 1 FROM dispute WHERE merchant_id = $1
      ORDER BY opened_at DESC, id DESC OFFSET 20) AS "hasNextPage") i) AS "pageInfo") connection) AS disputes) data) AS data) answer`;

const detail = `SELECT row_to_json(answer)::text AS json FROM (SELECT (SELECT row_to_json(data) FROM (SELECT
  (SELECT row_to_json(x) FROM (SELECT ${dispute}, d.opened_by AS "openedBy", d.closed_at AS "closedAt",
    CASE WHEN d.refusal_code IS NOT NULL THEN (SELECT row_to_json(x) FROM (SELECT d.refusal_code AS code,
      d.refusal_statement AS statement, d.refused_at AS "refusedAt") x) END AS refusal,
    (SELECT row_to_json(x) FROM (SELECT id, public_name AS "publicName" FROM mediator WHERE id = d.mediator_id) x) AS mediator,
    ${offers(50)} AS offers,
    ${nodes(`SELECT id, channel, author_role AS "authorRole", text, sent_at AS "sentAt" FROM message
      WHERE dispute_id = d.id AND channel IN ('PARTIES', 'MERCHANT_PRIVATE') ORDER BY sent_at, id LIMIT 50`)} AS messages,
    ${nodes(`SELECT ${event}, ${payload} AS payload FROM dispute_event WHERE ${ofMerchant} ORDER BY dispute_event.sequence LIMIT 100`)} AS events,
    (SELECT row_to_json(x) FROM (SELECT id, outcome, reasons, clauses, issued_at AS "issuedAt",
      appealable_until AS "appealableUntil", findings, fault_shares AS "faultShares", ${terms("remedies")} AS remedies
      FROM ruling WHERE dispute_id = d.id ORDER BY issued_at DESC, id DESC LIMIT 1) x) AS ruling
    FROM dispute d JOIN "order" o ON o.id = d.order_id WHERE d.id = $1 AND d.merchant_id = $2) x) AS dispute) data) AS data) answer`;

/**
 * The transition with what it cannot do without: lock, version check, change of the row, a linked and hashed event and
 * the idempotency key. Nothing is decided and no offer is written, so it is less work than the platform's. Both leave
 * the timer alone, because the earlier offer of the shopper still runs out first.
 */
const transition = `WITH locked AS (SELECT * FROM dispute WHERE id = $1 AND version = $2::integer FOR UPDATE),
  said AS (SELECT locked.*, jsonb_build_object('key', $3::text, 'orderLineId', $5::text) AS payload FROM locked),
  changed AS (UPDATE dispute SET version = said.version + 1, updated_at = now(), last_sequence = said.last_sequence + 1,
      last_shopper_sequence = said.last_shopper_sequence + 1, last_merchant_sequence = said.last_merchant_sequence + 1,
      last_hash = encode(sha256(convert_to(said.last_hash || said.payload::text, 'UTF8')), 'hex')
    FROM said WHERE dispute.id = said.id
    RETURNING dispute.*, said.payload, said.last_hash AS previous_hash),
  logged AS (INSERT INTO dispute_event (dispute_id, sequence, id, shopper_sequence, merchant_sequence, type, audience, actor_role,
      actor_id, payload, clause, occurred_at, previous_hash, hash)
    SELECT id, last_sequence, gen_random_uuid(), last_shopper_sequence, last_merchant_sequence, 'OFFER_MADE', 'ALL',
      'MERCHANT_AGENT', $4::uuid, payload, NULL, updated_at, previous_hash, last_hash FROM changed),
  kept AS (INSERT INTO idempotency_key (viewer_id, client_mutation_id, mutation, input_hash, answer, created_at)
    SELECT $4::uuid, $3::text, 'makeOffer', last_hash, payload, updated_at FROM changed)
  SELECT json_build_object('data', json_build_object('makeOffer', json_build_object('clientMutationId', $3::text,
    'userErrors', json_build_array(), 'dispute', (SELECT row_to_json(x) FROM (SELECT id, number, status,
      waiting_on AS "waitingOn", deadline_at AS "deadlineAt", version, updated_at AS "updatedAt") x))))::text AS json FROM changed`;

/** The one statement of each operation. */
export const limitStatements: Readonly<Record<string, string>> = {
  ...{ Q1: page, Q2: detail, M1: transition },
  QD: deskStatement,
};

import type { MigrationInterface, QueryRunner } from "typeorm";

const tables = `
CREATE TABLE merchant (
  id uuid PRIMARY KEY,
  reference text NOT NULL,
  name text NOT NULL,
  city text,
  region text,
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX merchant_reference ON merchant (reference);

CREATE TABLE merchant_member (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('MERCHANT_ADMIN', 'MERCHANT_AGENT'))
);
CREATE INDEX merchant_member_merchant ON merchant_member (merchant_id);

CREATE TABLE shopper (
  id uuid PRIMARY KEY,
  reference text NOT NULL,
  display_name text NOT NULL,
  city text,
  region text,
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX shopper_reference ON shopper (reference);

CREATE TABLE mediator (
  id uuid PRIMARY KEY,
  public_name text NOT NULL,
  level smallint NOT NULL CHECK (level BETWEEN 1 AND 3),
  capacity integer NOT NULL CHECK (capacity >= 0),
  certified_reasons text[] NOT NULL,
  related_merchant_ids uuid[] NOT NULL
);

CREATE TABLE rulebook (
  version text PRIMARY KEY,
  document jsonb NOT NULL,
  effective_at timestamptz(3) NOT NULL
);

CREATE TABLE platform_clock (
  id smallint PRIMARY KEY CHECK (id = 1),
  offset_ms bigint NOT NULL
);

CREATE TABLE "order" (
  id uuid PRIMARY KEY,
  reference text NOT NULL,
  shopper_id uuid NOT NULL REFERENCES shopper (id),
  currency text NOT NULL,
  status text NOT NULL CHECK (status IN ('APPROVED', 'CANCELLED', 'CREATED', 'DELIVERED', 'INVOICED', 'PROCESSING', 'SHIPPED', 'UNAVAILABLE')),
  purchased_at timestamptz(3) NOT NULL,
  approved_at timestamptz(3),
  promised_at timestamptz(3),
  paid_minor bigint NOT NULL CHECK (paid_minor >= 0),
  anomalies text[] NOT NULL,
  content_hash text NOT NULL,
  imported_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX order_reference ON "order" (reference);
CREATE INDEX order_shopper ON "order" (shopper_id, purchased_at, id);
CREATE INDEX order_purchased ON "order" (purchased_at, id);

CREATE TABLE order_line (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES "order" (id),
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  position integer NOT NULL CHECK (position >= 1),
  sku text NOT NULL,
  title text NOT NULL,
  variant text,
  category text,
  quantity integer NOT NULL CHECK (quantity >= 1),
  unit_price_minor bigint NOT NULL CHECK (unit_price_minor >= 0),
  discount_minor bigint NOT NULL CHECK (discount_minor >= 0),
  freight_minor bigint NOT NULL CHECK (freight_minor >= 0),
  paid_minor bigint NOT NULL CHECK (paid_minor >= 0),
  freight_paid_minor bigint NOT NULL CHECK (freight_paid_minor >= 0),
  perishable boolean NOT NULL,
  ship_by timestamptz(3),
  promises jsonb NOT NULL
);
CREATE UNIQUE INDEX order_line_position ON order_line (order_id, position);
CREATE INDEX order_line_merchant ON order_line (merchant_id, order_id);

CREATE TABLE payment (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES "order" (id),
  sequence integer NOT NULL CHECK (sequence >= 1),
  method text NOT NULL,
  instalments integer NOT NULL CHECK (instalments >= 0),
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  paid_at timestamptz(3)
);
CREATE UNIQUE INDEX payment_sequence ON payment (order_id, sequence);

CREATE TABLE refund (
  id uuid PRIMARY KEY,
  order_line_id uuid NOT NULL REFERENCES order_line (id),
  reference text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  refunded_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX refund_reference ON refund (order_line_id, reference);

CREATE TABLE shipment (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES "order" (id),
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  carrier text,
  tracking_number text,
  handed_over_at timestamptz(3),
  delivered_at timestamptz(3)
);
CREATE INDEX shipment_order ON shipment (order_id, merchant_id);

CREATE TABLE tracking_event (
  id uuid PRIMARY KEY,
  shipment_id uuid NOT NULL REFERENCES shipment (id),
  status text NOT NULL CHECK (status IN ('DELIVERED', 'EXCEPTION', 'HANDED_OVER', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'RETURNED')),
  occurred_at timestamptz(3) NOT NULL,
  location text,
  description text
);
CREATE INDEX tracking_event_shipment ON tracking_event (shipment_id, occurred_at);

CREATE TABLE review (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES "order" (id),
  reference text NOT NULL,
  score smallint NOT NULL CHECK (score BETWEEN 1 AND 5),
  title text,
  message text,
  asked_at timestamptz(3),
  answered_at timestamptz(3)
);
CREATE UNIQUE INDEX review_reference ON review (order_id, reference);

CREATE TABLE dispute (
  id uuid PRIMARY KEY,
  number text NOT NULL,
  order_id uuid NOT NULL REFERENCES "order" (id),
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  shopper_id uuid NOT NULL REFERENCES shopper (id),
  mediator_id uuid REFERENCES mediator (id),
  rulebook_version text NOT NULL REFERENCES rulebook (version),
  status text NOT NULL CHECK (status IN ('APPEALED', 'BLOCKED', 'CLOSED', 'DECIDING', 'EVIDENCE', 'IN_REVIEW', 'MERCHANT_RESPONSE', 'NEGOTIATING', 'PERFORMING', 'PROPOSED', 'QUEUED', 'REBUTTAL', 'RULED', 'SUSPENDED')),
  waiting_on text NOT NULL CHECK (waiting_on IN ('BOTH', 'CARRIER', 'MERCHANT', 'NONE', 'PLATFORM', 'SHOPPER')),
  deadline_at timestamptz(3),
  level smallint NOT NULL CHECK (level BETWEEN 1 AND 3),
  suspended_from text,
  outcome text CHECK (outcome IN ('CONCEDED', 'DEFAULTED', 'INADMISSIBLE', 'LAPSED', 'MEDIATED', 'MERGED', 'NOT_PROVEN', 'REFERRED', 'RULED_FOR_MERCHANT', 'RULED_FOR_SHOPPER', 'RULED_SPLIT', 'SETTLED', 'WITHDRAWN')),
  reason text NOT NULL,
  final_reason text,
  currency text NOT NULL,
  remedy text NOT NULL,
  claimed_minor bigint NOT NULL CHECK (claimed_minor >= 0),
  statement text NOT NULL,
  amendments smallint NOT NULL CHECK (amendments >= 0),
  perishable boolean NOT NULL,
  refusal_code text,
  refusal_statement text,
  refused_at timestamptz(3),
  opened_by text NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  closed_at timestamptz(3),
  version integer NOT NULL CHECK (version >= 1),
  last_sequence integer NOT NULL CHECK (last_sequence >= 1),
  last_shopper_sequence integer NOT NULL CHECK (last_shopper_sequence >= 0),
  last_merchant_sequence integer NOT NULL CHECK (last_merchant_sequence >= 0),
  last_hash text NOT NULL,
  CONSTRAINT dispute_clock_until_closed CHECK ((status = 'CLOSED') = (deadline_at IS NULL)),
  CONSTRAINT dispute_closed_has_outcome CHECK (status <> 'CLOSED' OR outcome IS NOT NULL)
);
CREATE UNIQUE INDEX dispute_number ON dispute (number);
CREATE INDEX dispute_order ON dispute (order_id);
CREATE INDEX dispute_opened ON dispute (opened_at, id);
CREATE INDEX dispute_merchant_opened ON dispute (merchant_id, opened_at, id);
CREATE INDEX dispute_shopper_opened ON dispute (shopper_id, opened_at, id);
CREATE INDEX dispute_merchant_updated ON dispute (merchant_id, updated_at, id);
CREATE INDEX dispute_updated ON dispute (updated_at, id);
CREATE INDEX dispute_mediator ON dispute (mediator_id, status);
CREATE INDEX dispute_queue ON dispute (deadline_at, id) WHERE status = 'QUEUED';
CREATE INDEX dispute_deadline ON dispute (deadline_at, id) WHERE deadline_at IS NOT NULL;
CREATE SEQUENCE dispute_number_seq;

CREATE TABLE dispute_line (
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  order_line_id uuid NOT NULL REFERENCES order_line (id),
  claimed_minor bigint NOT NULL CHECK (claimed_minor >= 0),
  open boolean NOT NULL,
  PRIMARY KEY (dispute_id, order_line_id)
);
CREATE UNIQUE INDEX dispute_line_one_open_dispute ON dispute_line (order_line_id) WHERE open;
CREATE INDEX dispute_line_order_line ON dispute_line (order_line_id);

CREATE TABLE offer (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  side text NOT NULL CHECK (side IN ('MERCHANT', 'SHOPPER')),
  status text NOT NULL CHECK (status IN ('ACCEPTED', 'DECLINED', 'EXPIRED', 'OPEN', 'SUPERSEDED')),
  terms jsonb NOT NULL,
  terms_hash text NOT NULL,
  message text,
  made_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  decided_at timestamptz(3)
);
CREATE INDEX offer_dispute ON offer (dispute_id, made_at, id);
CREATE UNIQUE INDEX offer_one_open_a_side ON offer (dispute_id, side) WHERE status = 'OPEN';
CREATE INDEX offer_expiry ON offer (expires_at) WHERE status = 'OPEN';

CREATE TABLE message (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  channel text NOT NULL CHECK (channel IN ('MERCHANT_PRIVATE', 'PARTIES', 'SHOPPER_PRIVATE', 'STAFF')),
  author_role text NOT NULL,
  author_id uuid NOT NULL,
  text text NOT NULL,
  sent_at timestamptz(3) NOT NULL
);
CREATE INDEX message_dispute ON message (dispute_id, sent_at, id);

CREATE TABLE ruling (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  mediator_id uuid NOT NULL REFERENCES mediator (id),
  outcome text NOT NULL CHECK (outcome IN ('NOT_PROVEN', 'RULED_FOR_MERCHANT', 'RULED_FOR_SHOPPER', 'RULED_SPLIT')),
  findings jsonb NOT NULL CHECK (jsonb_array_length(findings) > 0),
  reasons text NOT NULL CHECK (length(reasons) > 0),
  clauses text[] NOT NULL CHECK (cardinality(clauses) > 0),
  fault_shares jsonb NOT NULL,
  remedies jsonb NOT NULL,
  issued_at timestamptz(3) NOT NULL,
  appealable_until timestamptz(3) NOT NULL
);
CREATE INDEX ruling_dispute ON ruling (dispute_id, issued_at);

CREATE TABLE obligation (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  order_line_id uuid NOT NULL REFERENCES order_line (id),
  kind text NOT NULL CHECK (kind IN ('COMPENSATION', 'OTHER_ACT', 'REFUND', 'REFUND_FREIGHT', 'RELEASE_TO_MERCHANT', 'REPAIR', 'REPLACEMENT', 'RETURN_GOODS', 'SEND_MISSING_PARTS')),
  owner text NOT NULL CHECK (owner IN ('MERCHANT', 'PLATFORM', 'SHOPPER')),
  beneficiary text NOT NULL CHECK (beneficiary IN ('MERCHANT', 'SHOPPER')),
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  condition text CHECK (condition = 'AFTER_RETURN_RECEIVED'),
  status text NOT NULL CHECK (status IN ('CONTESTED', 'DUE', 'FAILED', 'OVERDUE', 'PENDING', 'PERFORMED', 'WAIVED')),
  due_at timestamptz(3) NOT NULL
);
CREATE INDEX obligation_dispute ON obligation (dispute_id, due_at, id);
CREATE INDEX obligation_order_line ON obligation (order_line_id);

CREATE TABLE dispute_event (
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  sequence integer NOT NULL CHECK (sequence >= 1),
  id uuid NOT NULL,
  shopper_sequence integer CHECK (shopper_sequence >= 1),
  merchant_sequence integer CHECK (merchant_sequence >= 1),
  transaction_id bigint NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,
  position bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  type text NOT NULL,
  audience text NOT NULL CHECK (audience IN ('ALL', 'MERCHANT', 'SHOPPER', 'STAFF')),
  actor_role text NOT NULL,
  actor_id uuid NOT NULL,
  payload jsonb NOT NULL,
  clause text,
  occurred_at timestamptz(3) NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (dispute_id, sequence)
);
CREATE UNIQUE INDEX dispute_event_id ON dispute_event (id);
CREATE INDEX dispute_event_feed ON dispute_event (transaction_id, position);

CREATE TABLE idempotency_key (
  viewer_id uuid NOT NULL,
  client_mutation_id text NOT NULL,
  mutation text NOT NULL,
  input_hash text NOT NULL,
  answer jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (viewer_id, client_mutation_id)
);
CREATE INDEX idempotency_key_created ON idempotency_key (created_at);
`;

/** The log can be added to and read, nothing else; not even by the owner of the table. */
const appendOnly = `
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER dispute_event_append_only BEFORE UPDATE OR DELETE ON dispute_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dispute_event_no_truncate BEFORE TRUNCATE ON dispute_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON dispute_event FROM PUBLIC, CURRENT_USER;
`;

const drop = `
DROP TABLE idempotency_key, dispute_event, obligation, ruling, message, offer, dispute_line, dispute, review,
  tracking_event, shipment, refund, payment, order_line, "order", platform_clock, rulebook, mediator, shopper,
  merchant_member, merchant;
DROP SEQUENCE dispute_number_seq;
DROP FUNCTION refuse_change();
`;

/** Creates every table of the main job, the append-only log among them. */
export class CreateOmbud20261122060000 implements MigrationInterface {
  readonly name = "CreateOmbud20261122060000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(appendOnly);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(drop);
  }
}

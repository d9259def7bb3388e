import type { MigrationInterface, QueryRunner } from "typeorm";

const create = `
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

/** The log, messages and rulings can be added to and read, nothing else; not even by their owner. */
const appendOnly = ["dispute_event", "message", "ruling"].map(
  (table) => `
CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM PUBLIC, CURRENT_USER;
`,
);

const refuseChange = `
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
`;

const drop = `
DROP TABLE idempotency_key, dispute_event, obligation, ruling, message, offer, dispute_line, dispute;
DROP SEQUENCE dispute_number_seq;
DROP FUNCTION refuse_change();
`;

/** Creates the disputes and what belongs to them, the append-only log among it. */
export class CreateDisputes20261122060500 implements MigrationInterface {
  readonly name = "CreateDisputes20261122060500";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(create);
    await runner.query(refuseChange);
    for (const statements of appendOnly) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(drop);
  }
}

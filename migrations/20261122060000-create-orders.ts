import type { MigrationInterface, QueryRunner } from "typeorm";

const create = `
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
`;

const drop = `
DROP TABLE review, tracking_event, shipment, refund, payment, order_line, "order", platform_clock, rulebook, mediator,
  shopper, merchant_member, merchant;
`;

/** Creates the parties, their orders, the rulebook and the platform's clock. */
export class CreateOrders20261122060000 implements MigrationInterface {
  readonly name = "CreateOrders20261122060000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(create);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(drop);
  }
}

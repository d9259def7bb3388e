import type { MigrationInterface, QueryRunner } from "typeorm";

const files = `
CREATE TABLE dispute_key (
  dispute_id uuid PRIMARY KEY REFERENCES dispute (id),
  wrapped_key bytea,
  master_key_id text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  destroyed_at timestamptz(3),
  CONSTRAINT dispute_key_destroyed CHECK ((wrapped_key IS NULL) = (destroyed_at IS NOT NULL))
);

CREATE TABLE evidence_file (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  side text CHECK (side IN ('MERCHANT', 'SHOPPER')),
  uploader_role text NOT NULL,
  uploader_id uuid NOT NULL,
  filename text NOT NULL CHECK (length(filename) > 0),
  declared_type text NOT NULL,
  content_type text,
  byte_size bigint NOT NULL CHECK (byte_size > 0),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  status text NOT NULL CHECK (status IN
    ('ACCEPTED', 'ERASED', 'EXAMINING', 'EXPIRED', 'QUARANTINED', 'REJECTED', 'SANITISED', 'UPLOADING')),
  findings text[] NOT NULL DEFAULT '{}',
  received_sha256 text CHECK (received_sha256 ~ '^[0-9a-f]{64}$'),
  object_address text,
  shared_address text,
  shared_sha256 text CHECK (shared_sha256 ~ '^[0-9a-f]{64}$'),
  shared_byte_size bigint CHECK (shared_byte_size > 0),
  shared_type text,
  redaction_of uuid REFERENCES evidence_file (id),
  redaction jsonb,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  received_at timestamptz(3),
  examined_at timestamptz(3),
  CONSTRAINT evidence_file_redaction CHECK ((redaction_of IS NULL) = (redaction IS NULL))
);
CREATE INDEX evidence_file_dispute ON evidence_file (dispute_id, created_at, id);
CREATE INDEX evidence_file_uploading ON evidence_file (expires_at) WHERE status = 'UPLOADING';
CREATE INDEX evidence_file_examining ON evidence_file (received_at) WHERE status = 'EXAMINING';
CREATE INDEX evidence_file_redaction_of ON evidence_file (redaction_of) WHERE redaction_of IS NOT NULL;
`;

const items = `
CREATE TABLE evidence_item (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  side text CHECK (side IN ('MERCHANT', 'SHOPPER')),
  source text NOT NULL CHECK (source IN ('CARRIER', 'INTEGRATION', 'SYSTEM', 'UPLOAD')),
  audience text NOT NULL CHECK (audience IN ('ALL', 'MERCHANT', 'SHOPPER', 'STAFF')),
  round integer NOT NULL CHECK (round >= 0),
  status text NOT NULL CHECK (status IN
    ('ADMITTED', 'DRAFT', 'EXCHANGED', 'EXCLUDED', 'QUARANTINED', 'SUBMITTED', 'WITHDRAWN')),
  version_number integer NOT NULL CHECK (version_number >= 1),
  slot text NOT NULL,
  narrative text,
  happened_at timestamptz(3),
  captured_at timestamptz(3),
  order_line_ids uuid[] NOT NULL DEFAULT '{}',
  content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  record jsonb,
  late_ground text,
  decision_reason text,
  created_at timestamptz(3) NOT NULL,
  submitted_at timestamptz(3),
  exchanged_at timestamptz(3),
  decided_at timestamptz(3),
  CONSTRAINT evidence_item_record CHECK ((record IS NOT NULL) = (source = 'SYSTEM'))
);
CREATE INDEX evidence_item_dispute ON evidence_item (dispute_id, created_at, id);

CREATE TABLE evidence_item_file (
  item_id uuid NOT NULL REFERENCES evidence_item (id),
  file_id uuid NOT NULL REFERENCES evidence_file (id),
  position integer NOT NULL CHECK (position >= 0),
  PRIMARY KEY (item_id, file_id)
);
CREATE INDEX evidence_item_file_file ON evidence_item_file (file_id);

CREATE TABLE evidence_item_version (
  item_id uuid NOT NULL REFERENCES evidence_item (id),
  number integer NOT NULL CHECK (number >= 1),
  content jsonb NOT NULL,
  content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  complete boolean NOT NULL,
  saved_by_role text NOT NULL,
  saved_by_id uuid NOT NULL,
  saved_at timestamptz(3) NOT NULL,
  PRIMARY KEY (item_id, number)
);
`;

/** `event_sequence` and `event_hash` name the end of the dispute's own log when the act was recorded. */
const custody = `
CREATE TABLE evidence_custody (
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  sequence integer NOT NULL CHECK (sequence >= 1),
  id uuid NOT NULL,
  file_id uuid NOT NULL REFERENCES evidence_file (id),
  act text NOT NULL CHECK (act IN ('ERASED', 'EXAMINED', 'EXPORTED', 'HASHED', 'HELD', 'RECEIVED', 'REDACTED',
    'RELEASED', 'SANITISED', 'SCANNED', 'VIEWED')),
  actor_role text NOT NULL,
  actor_id uuid NOT NULL,
  detail jsonb NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  event_sequence integer NOT NULL CHECK (event_sequence >= 1),
  event_hash text NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (dispute_id, sequence)
);
CREATE UNIQUE INDEX evidence_custody_id ON evidence_custody (id);
CREATE INDEX evidence_custody_file ON evidence_custody (file_id, sequence);

CREATE TRIGGER evidence_custody_append_only BEFORE UPDATE OR DELETE ON evidence_custody
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_custody_no_truncate BEFORE TRUNCATE ON evidence_custody
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON evidence_custody FROM PUBLIC, CURRENT_USER;
`;

const dossiers = `
CREATE TABLE dossier (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  language text NOT NULL CHECK (language IN ('EN', 'ZH')),
  requested_by_role text NOT NULL,
  requested_by_id uuid NOT NULL,
  requested_by_merchant_id uuid,
  status text NOT NULL CHECK (status IN ('FAILED', 'QUEUED', 'READY', 'RUNNING')),
  attempt integer NOT NULL CHECK (attempt >= 0),
  done integer NOT NULL CHECK (done >= 0),
  total integer NOT NULL CHECK (total >= 0),
  object_address text,
  sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  byte_size bigint CHECK (byte_size > 0),
  requested_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  alive_at timestamptz(3) NOT NULL,
  CONSTRAINT dossier_ready CHECK ((status = 'READY') = (object_address IS NOT NULL))
);
CREATE INDEX dossier_dispute ON dossier (dispute_id, requested_at, id);
CREATE INDEX dossier_unfinished ON dossier (alive_at) WHERE status IN ('QUEUED', 'RUNNING');
`;

/** Creates evidence: files and the keys that they are encrypted with, items, custody and dossiers. */
export class AddEvidence20261125070000 implements MigrationInterface {
  readonly name = "AddEvidence20261125070000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(files);
    await runner.query(items);
    await runner.query(custody);
    await runner.query(dossiers);
    // What rounds there were, as `evolve` folds them; null where there was none.
    await runner.query("ALTER TABLE dispute ADD COLUMN evidence jsonb");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE dispute DROP COLUMN evidence");
    await runner.query(
      "DROP TABLE dossier, evidence_custody, evidence_item_version, evidence_item_file, evidence_item, evidence_file, dispute_key",
    );
  }
}

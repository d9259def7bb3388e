import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What a row says when it is added stays. Columns that are filled later are filled once; what moves through statuses moves as
 * long as it is open. An update that changes nothing passes, for rows are written as a whole.
 */
const functions = `
CREATE FUNCTION only_fills(before jsonb, after jsonb, later text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT before - later = after - later AND NOT EXISTS (SELECT FROM unnest(later) AS name
    WHERE before -> name <> 'null' AND after -> name IS DISTINCT FROM before -> name)
$$;
-- Arguments: the columns that are filled later.
CREATE FUNCTION keep_but_filled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND only_fills(to_jsonb(OLD), to_jsonb(NEW), TG_ARGV) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a row of % stays as it was added, and is completed once: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
-- Arguments: the statuses in which a row is open, and the columns that may change then.
CREATE FUNCTION keep_but_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  open constant text[] := TG_ARGV[0];
  moving constant text[] := TG_ARGV[1];
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW IS NOT DISTINCT FROM OLD
      OR OLD.status = ANY (open) AND to_jsonb(NEW) - moving = to_jsonb(OLD) - moving) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what a row of % says, and how it ended, stays: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
`;

const appealColumns = "answer,answered_at,outcome,reasons,decided_by,decided_at,new_ruling_id,changes";

/** Tables whose rows move through statuses: which are open, and what may change as long as a row is. */
const moving: readonly (readonly [table: string, open: string, columns: string])[] = [
  ["appeal", "UNDER_REVIEW", `status,${appealColumns}`],
  ["offer", "OPEN", "status,decided_at,expires_at"],
  ["proposal", "SENT,HALF_ACCEPTED", "status,accepted_by,decided_at"],
  ["obligation", "CONTESTED,DUE,OVERDUE,PENDING", "status,due_at"],
];

/** Tables whose rows stay, and which of their columns are filled later. */
const filled: readonly (readonly [table: string, ...columns: string[]])[] = [
  ["mediator_complaint", "cleared_at", "cleared_by_id", "clear_reason"],
  ["mediator_relation", "ended_at"],
  ["dispute_link", "ended_by_role", "ended_by_id", "ended_at"],
  ["watch", "ended_by_role", "ended_by_id", "ended_at"],
  ["rehearsal", "submission", "score", "submitted_at"],
];

/** Tables whose rows stay as they are. */
const fixed = ["macro_use", "review_case", "review_sample"];

const names = [...moving.map(([table]) => table), ...filled.map(([table]) => table), ...fixed];

const kept = [
  ...moving.map(
    ([table, open, columns]) => `CREATE TRIGGER ${table}_kept BEFORE UPDATE OR DELETE ON ${table}
  FOR EACH ROW EXECUTE FUNCTION keep_but_open('{${open}}', '{${columns}}');`,
  ),
  ...filled.map(
    ([table, ...columns]) => `CREATE TRIGGER ${table}_kept BEFORE UPDATE OR DELETE ON ${table}
  FOR EACH ROW EXECUTE FUNCTION keep_but_filled(${columns.map((column) => `'${column}'`).join(", ")});`,
  ),
  ...fixed.map(
    (table) => `CREATE TRIGGER ${table}_kept BEFORE UPDATE OR DELETE ON ${table}
  FOR EACH ROW EXECUTE FUNCTION refuse_change();`,
  ),
  ...names.map(
    (table) => `CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`,
  ),
  // An answer stays while an appeal waits, and who has accepted has accepted.
  `CREATE TRIGGER appeal_filled_once BEFORE UPDATE ON appeal FOR EACH ROW
  WHEN (NOT only_fills(to_jsonb(OLD) - 'status', to_jsonb(NEW) - 'status', '{${appealColumns}}'))
  EXECUTE FUNCTION refuse_change();`,
  `CREATE TRIGGER proposal_acceptance_kept BEFORE UPDATE ON proposal FOR EACH ROW
  WHEN (NOT NEW.accepted_by @> OLD.accepted_by) EXECUTE FUNCTION refuse_change();`,
  `CREATE TRIGGER ruling_clarification_no_truncate BEFORE TRUNCATE ON ruling_clarification
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`,
  `CREATE TRIGGER second_opinion_no_truncate BEFORE TRUNCATE ON second_opinion
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`,
].join("\n");

/** A finding, and an appeal, cite only what the dispute has; what a side has not handed in, or took back, it does not have. */
const citations = `
CREATE FUNCTION require_citations() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  sources constant text[] := ARRAY['MERCHANT_STATEMENT', 'MESSAGES', 'ORDER_RECORD', 'PAYMENT_RECORD', 'REVIEW',
    'SHIPMENT_RECORD', 'SHOPPER_STATEMENT'];
BEGIN
  IF EXISTS (SELECT FROM jsonb_path_query(NEW.findings, '$[*].sources[*]') AS named
      WHERE named #>> '{}' <> ALL (sources)) THEN
    RAISE EXCEPTION 'a finding names a source that there is not'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ruling_citations';
  ELSIF EXISTS (SELECT FROM jsonb_path_query(NEW.findings, '$[*].evidenceItemIds[*]') AS cited
      WHERE NOT EXISTS (SELECT FROM evidence_item AS item WHERE item.id::text = cited #>> '{}'
        AND item.dispute_id = NEW.dispute_id AND item.status IN ('ADMITTED', 'EXCHANGED', 'EXCLUDED'))) THEN
    RAISE EXCEPTION 'a finding rests on evidence that was not exchanged in its dispute'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ruling_citations';
  ELSIF EXISTS (SELECT FROM jsonb_path_query(NEW.findings, '$[*].absences[*]') AS absent
      WHERE NOT EXISTS (SELECT FROM dispute, jsonb_path_query(dispute.evidence, '$[*].absences[*]') AS recorded
        WHERE dispute.id = NEW.dispute_id AND recorded @> jsonb_build_object('side', absent -> 'side', 'slot', absent -> 'slot'))) THEN
    RAISE EXCEPTION 'a finding rests on an absence that is not on record in its dispute'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ruling_citations';
  END IF;
  RETURN NULL;
END $$;
-- After the checks of what a finding is made of.
CREATE TRIGGER ruling_citations AFTER INSERT ON ruling FOR EACH ROW EXECUTE FUNCTION require_citations();

CREATE FUNCTION require_own_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(NEW.evidence_item_ids) AS cited (id) WHERE NOT EXISTS (SELECT FROM evidence_item AS item
      WHERE item.id = cited.id AND item.dispute_id = NEW.dispute_id AND item.side = NEW.side AND item.status <> 'DRAFT')) THEN
    RAISE EXCEPTION 'an appeal rests on evidence of its own side and dispute' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appeal_own_evidence BEFORE INSERT ON appeal FOR EACH ROW EXECUTE FUNCTION require_own_evidence();

CREATE FUNCTION require_swarm_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM jsonb_array_elements(NEW.finding_evidence) AS cited WHERE NOT EXISTS (
      SELECT FROM evidence_item AS item JOIN dispute ON dispute.id = item.dispute_id
      WHERE item.id::text = cited ->> 'itemId' AND item.dispute_id::text = cited ->> 'disputeId'
        AND item.content_hash = cited ->> 'contentHash' AND dispute.swarm_id = NEW.id)) THEN
    RAISE EXCEPTION 'a shared finding rests on evidence of the disputes of its swarm'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'case_swarm_citations';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_swarm_citations BEFORE UPDATE ON case_swarm FOR EACH ROW
  WHEN (NEW.finding_evidence IS DISTINCT FROM OLD.finding_evidence) EXECUTE FUNCTION require_swarm_evidence();
`;

const drop = [
  "DROP TRIGGER case_swarm_citations ON case_swarm; DROP FUNCTION require_swarm_evidence;",
  "DROP TRIGGER appeal_own_evidence ON appeal; DROP FUNCTION require_own_evidence;",
  "DROP TRIGGER ruling_citations ON ruling; DROP FUNCTION require_citations;",
  "DROP TRIGGER second_opinion_no_truncate ON second_opinion;",
  "DROP TRIGGER ruling_clarification_no_truncate ON ruling_clarification;",
  "DROP TRIGGER proposal_acceptance_kept ON proposal; DROP TRIGGER appeal_filled_once ON appeal;",
  ...names.map(
    (table) => `DROP TRIGGER ${table}_no_truncate ON ${table}; DROP TRIGGER ${table}_kept ON ${table};`,
  ),
  "DROP FUNCTION keep_but_open; DROP FUNCTION keep_but_filled; DROP FUNCTION only_fills;",
].join("\n");

/** Keeps appeals, proposals, offers and other rows as they were added, and findings to what their dispute has. */
export class KeepWhatWasSaid20261203010000 implements MigrationInterface {
  readonly name = "KeepWhatWasSaid20261203010000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(functions + kept + citations);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(drop);
  }
}

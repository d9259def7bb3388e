import type { Database } from "../../src/persistence/database.js";

/** How much there is of all that a call could add or change; equal before and after a call that does nothing. */
export function written(database: Database): Promise<unknown> {
  const tables = [
    "dispute",
    "dispute_event",
    "case_swarm",
    "offer",
    "message",
    "evidence_file",
    "evidence_custody",
    "evidence_item",
    "evidence_item_version",
    "ruling_draft",
    "evidence_item_file",
    "legal_hold",
    "dispute_erasure",
    "dossier",
    "ruling",
    "obligation",
    '"order"',
    "macro",
    "macro_use",
    "macro_version",
    "rehearsal",
    "review_case",
    "review_sample",
    "second_opinion",
    "rule_feedback",
    "rule_feedback_step",
    "rulebook",
    "force_majeure",
    "platform_outage",
    "business_calendar",
    "case_handover",
    "conflict_check",
    "mediator_complaint",
    "mediator_relation",
    "party_trait",
    "rulebook_simulation",
    "idempotency_key",
  ];
  const counts = tables.map((table, index) => `(SELECT count(*)::int FROM ${table}) AS n${index}`);
  return database.query(`SELECT ${counts.join(", ")}, (SELECT sum(version)::int FROM dispute) AS versions,
    (SELECT sum(revision)::int FROM rulebook) AS revisions`);
}

import type { Operation } from "./operations.js";

const deskQuery = `query Desk { mediatorQueue(first: 50) {
  nodes { id number status waitingOn reason level deadlineAt queuedAt overdueAt claim { remedy amount { amount currency } }
    merchant { id name } shopper { displayName region } order { id reference purchasedAt } evidence(first: 1) { totalCount } }
  pageInfo { hasNextPage } }
  mediatorQueueCounts { view count } }`;

const list = (select: string): string => `(SELECT coalesce(json_agg(x), '[]') FROM (${select}) x)`;
const one = (select: string): string => `(SELECT row_to_json(x) FROM (${select}) x)`;
const count = (where: string): string => `(SELECT count(*)::integer FROM dispute WHERE ${where})`;

const watched = (subject: string): string =>
  `(SELECT subject_id FROM watch WHERE subject_kind = '${subject}' AND ended_at IS NULL)`;
/** What a mediator of level 1 sees of each view: what is queued, and the own cases. */
const counts: Readonly<Record<string, string>> = {
  APPEALS: "mediator_id = $1 AND status = 'APPEALED'",
  BREACHING: `(status = 'QUEUED' OR mediator_id = $1 AND status IN ('IN_REVIEW', 'DECIDING', 'APPEALED'))
    AND waiting_on = 'PLATFORM' AND (deadline_at < now() + interval '8 hours' OR human_review_until < now() + interval '8 hours')`,
  EVIDENCE_COMPLETE: "mediator_id = $1 AND status = 'DECIDING'",
  HIGHER_LEVEL_REQUESTED: `level > 1 AND (status = 'QUEUED' OR mediator_id = $1
    AND status IN ('IN_REVIEW', 'EVIDENCE', 'REBUTTAL', 'PROPOSED', 'DECIDING', 'APPEALED'))`,
  HUMAN_REVIEWS: `human_review_until IS NOT NULL AND (status = 'QUEUED' OR mediator_id = $1
    AND status IN ('IN_REVIEW', 'EVIDENCE', 'REBUTTAL', 'PROPOSED', 'DECIDING', 'APPEALED'))`,
  MINE: "mediator_id = $1 AND status <> 'CLOSED'",
  UNASSIGNED: "status = 'QUEUED'",
  WATCH_LISTED: `(status = 'QUEUED' OR mediator_id = $1 AND status <> 'CLOSED') AND (id IN ${watched("DISPUTE")}
    OR shopper_id IN ${watched("SHOPPER")} OR merchant_id IN ${watched("MERCHANT")})`,
};

const rows = `SELECT d.id, d.number, d.status, d.waiting_on AS "waitingOn", d.reason, d.level, d.deadline_at AS "deadlineAt",
    d.queued_at AS "queuedAt", d.overdue_at AS "overdueAt",
    ${one(`SELECT d.remedy, ${one(`SELECT round(d.claimed_minor / 100.0, 2)::text AS amount, d.currency`)} AS amount`)} AS claim,
    ${one("SELECT id, name FROM merchant WHERE id = d.merchant_id")} AS merchant,
    ${one('SELECT display_name AS "displayName", region FROM shopper WHERE id = d.shopper_id')} AS shopper,
    ${one('SELECT id, reference, purchased_at AS "purchasedAt" FROM "order" WHERE id = d.order_id')} AS "order",
    ${one(`SELECT count(*)::integer AS "totalCount" FROM evidence_item WHERE dispute_id = d.id
      AND status IN ('EXCHANGED', 'ADMITTED', 'EXCLUDED')`)} AS evidence
  FROM dispute d WHERE d.status = 'QUEUED' ORDER BY d.ranks_since, d.id LIMIT 50`;

/** The page of the queue and all its counts as one statement that returns the JSON text. @param $1 the mediator's UUID */
export const deskStatement = `SELECT row_to_json(answer)::text AS json FROM (SELECT ${one(`SELECT
  ${one(
    `SELECT ${list(rows)} AS nodes, ${one(`SELECT EXISTS (SELECT 1 FROM dispute WHERE status = 'QUEUED'
    ORDER BY ranks_since, id OFFSET 50) AS "hasNextPage"`)} AS "pageInfo"`,
  )} AS "mediatorQueue",
  json_build_array(${Object.entries(counts)
    .map(([view, where]) => `json_build_object('view', '${view}', 'count', ${count(where)})`)
    .join(", ")}) AS "mediatorQueueCounts"`)} AS data) answer`;

/**
 * A mediator opens the desk: the first 50 of the queue and the counts of all views.
 * @param tokens of mediators, by their UUID
 */
export function deskOperation(tokens: ReadonlyMap<string, string>): Operation {
  const plain = { method: "GET", version: 0, body: "", token: null } as const;
  const ours = { method: "POST", path: "/graphql", version: 0 } as const;
  const body = JSON.stringify({ query: deskQuery });
  return {
    ...{ name: "QD", title: "the queue's first 50 and all counts", target: 0.5, incomparable: [] },
    ours: [...tokens.values()].map((token) => ({ ...ours, body, token })),
    limit: [...tokens.keys()].map((id) => ({ ...plain, path: `/QD/${id}` })),
  };
}

import {
  audiencesOf,
  channelsOf,
  maySeeSimulations,
  negotiationStatuses,
  opensUnredacted,
  Reach,
  reachOf,
} from "../../domain/access/policy.js";
import { Role, sideOf } from "../../domain/access/viewer.js";
import { openStatuses, seesSealed } from "../../domain/evidence/visible-items.js";
import { dossierViewOf, sharingRoles } from "../../domain/evidence/dossier-view.js";
import { DisputeStatus } from "../../domain/dispute/dispute.js";
import { StoredRulebookStatus, seesRuleMaking } from "../../domain/rulebook/version.js";
import type { RowSql } from "./read-type.js";
import type { Scope } from "./scope.js";

const everything = "TRUE";
const nothing = "FALSE";

function literals(values: Iterable<string>): string {
  return [...values].map((value) => `'${value}'`).join(", ");
}

function viewerId(scope: Scope): string {
  return scope.bind(scope.viewer.id, "uuid");
}

function viewerMerchant(scope: Scope): string {
  return scope.bind(scope.viewer.merchantId, "uuid");
}

/** EXISTS over `source AS alias` with a condition; folds to TRUE or FALSE where the viewer decides it alone. */
function exists(scope: Scope, source: string, condition: (alias: string) => readonly string[]): string {
  const alias = scope.alias();
  const parts = condition(alias);
  if (parts.includes(nothing)) return nothing;
  const needed = parts.filter((part) => part !== everything);
  return `EXISTS (SELECT 1 FROM ${source} AS ${alias} WHERE ${needed.join(" AND ")})`;
}

function decidedByRole(scope: Scope): string | null {
  const reach = reachOf(scope.viewer.role);
  if (reach === Reach.ALL) return everything;
  return reach === Reach.NONE ? nothing : null;
}

/** Which disputes the viewer may know of; the SQL twin of `maySeeDispute`. */
export const disputeVisible: RowSql = (row, scope) => {
  switch (reachOf(scope.viewer.role)) {
    case Reach.ALL:
      return everything;
    case Reach.NONE:
      return nothing;
    case Reach.SHOPPER:
      return `${row}.shopper_id = ${viewerId(scope)}`;
    case Reach.MERCHANT:
      return `${row}.merchant_id = ${viewerMerchant(scope)}`;
    case Reach.QUEUED:
      return `(${row}.mediator_id = ${viewerId(scope)} OR ${row}.status = '${DisputeStatus.QUEUED}')`;
    case Reach.ESCALATED:
      return `(${row}.mediator_id = ${viewerId(scope)} OR ${row}.status NOT IN (${literals(negotiationStatuses)}))`;
  }
};

/** For rows that carry a `dispute_id` and are seen with the dispute. */
export const visibleWithDispute: RowSql = (row, scope) =>
  decidedByRole(scope) ??
  exists(scope, "dispute", (dispute) => [
    `${dispute}.id = ${row}.dispute_id`,
    disputeVisible(dispute, scope),
  ]);

/** Which orders: a shopper's own, a merchant's by its lines, a mediator's by the disputes. */
export const orderVisible: RowSql = (row, scope) => orderVisibleById(`${row}.id`, scope, `${row}.shopper_id`);

function orderVisibleById(orderId: string, scope: Scope, shopperId?: string): string {
  const decided = decidedByRole(scope);
  if (decided !== null) return decided;
  const reach = reachOf(scope.viewer.role);
  if (reach === Reach.SHOPPER) {
    const own = (column: string): string => `${column} = ${viewerId(scope)}`;
    if (shopperId !== undefined) return own(shopperId);
    return exists(scope, '"order"', (order) => [`${order}.id = ${orderId}`, own(`${order}.shopper_id`)]);
  }
  if (reach === Reach.MERCHANT) {
    return exists(scope, "order_line", (line) => [`${line}.order_id = ${orderId}`, ownLine(line, scope)]);
  }
  return exists(scope, "dispute", (dispute) => [
    `${dispute}.order_id = ${orderId}`,
    disputeVisible(dispute, scope),
  ]);
}

function ownLine(row: string, scope: Scope): string {
  return `${row}.merchant_id = ${viewerMerchant(scope)}`;
}

/** For rows that carry an `order_id` and are seen with the order, such as reviews. */
export const visibleWithOrder: RowSql = (row, scope) => orderVisibleById(`${row}.order_id`, scope);

/** For rows that carry `order_id` and `merchant_id`: lines and shipments. A merchant sees its own only. */
export const visibleWithOwnPart: RowSql = (row, scope) =>
  reachOf(scope.viewer.role) === Reach.MERCHANT ? ownLine(row, scope) : visibleWithOrder(row, scope);

/** Payments: with the order, but for a merchant only if every line is its own. */
export const paymentVisible: RowSql = (row, scope) => {
  const withOrder = visibleWithOrder(row, scope);
  if (reachOf(scope.viewer.role) !== Reach.MERCHANT) return withOrder;
  const foreign = exists(scope, "order_line", (line) => [
    `${line}.order_id = ${row}.order_id`,
    `NOT ${ownLine(line, scope)}`,
  ]);
  return `(${withOrder} AND NOT ${foreign})`;
};

/** Refunds: with their line. */
export const refundVisible: RowSql = (row, scope) =>
  decidedByRole(scope) ??
  exists(scope, "order_line", (line) => [
    `${line}.id = ${row}.order_line_id`,
    visibleWithOwnPart(line, scope),
  ]);

/** Tracking events: with their shipment. */
export const trackingVisible: RowSql = (row, scope) =>
  decidedByRole(scope) ??
  exists(scope, "shipment", (shipment) => [
    `${shipment}.id = ${row}.shipment_id`,
    visibleWithOwnPart(shipment, scope),
  ]);

/** Merchants: the viewer's own, and those of orders that the viewer sees. */
export const merchantVisible: RowSql = (row, scope) => {
  if (reachOf(scope.viewer.role) === Reach.MERCHANT) return `${row}.id = ${viewerMerchant(scope)}`;
  return (
    decidedByRole(scope) ??
    exists(scope, "order_line", (line) => [`${line}.merchant_id = ${row}.id`, visibleWithOrder(line, scope)])
  );
};

const seesAllMembers: ReadonlySet<Role> = new Set([Role.AUDITOR, Role.SYSTEM]);

/** Members of a merchant: its own staff, auditors and the system. */
export const memberVisible: RowSql = (row, scope) => {
  const { role } = scope.viewer;
  if (reachOf(role) === Reach.MERCHANT) return ownLine(row, scope);
  return seesAllMembers.has(role) ? everything : nothing;
};

/** Shoppers: oneself, and those whose orders the viewer sees. */
export const shopperVisible: RowSql = (row, scope) => {
  if (reachOf(scope.viewer.role) === Reach.SHOPPER) return `${row}.id = ${viewerId(scope)}`;
  return (
    decidedByRole(scope) ??
    exists(scope, '"order"', (order) => [`${order}.shopper_id = ${row}.id`, orderVisible(order, scope)])
  );
};

/** Mediators: all for colleagues; for the sides those who had or ruled a dispute of theirs. */
export const mediatorVisible: RowSql = (row, scope) => {
  const reach = reachOf(scope.viewer.role);
  if (reach === Reach.QUEUED || reach === Reach.ESCALATED) return everything;
  const decided = decidedByRole(scope);
  if (decided !== null) return decided;
  const assigned = exists(scope, "dispute", (dispute) => [
    disputeVisible(dispute, scope),
    `${dispute}.mediator_id = ${row}.id`,
  ]);
  const ruled = exists(scope, "ruling", (ruling) => [
    `${ruling}.mediator_id = ${row}.id`,
    visibleWithDispute(ruling, scope),
  ]);
  return `(${assigned} OR ${ruled})`;
};

function oneOf(column: string, values: readonly string[]): string {
  return values.length === 0 ? nothing : `${column} IN (${literals(values)})`;
}

/** Whether the event is meant for the viewer's role; whether the dispute is, is another question. */
export const eventAudience: RowSql = (row, scope) => oneOf(`${row}.audience`, audiencesOf(scope.viewer.role));

/** Whether the message stands in a channel that the viewer's role reads. */
export const messageChannel: RowSql = (row, scope) => oneOf(`${row}.channel`, channelsOf(scope.viewer.role));

/** Events: with their dispute, of the audiences that the role reads. */
export const eventVisible: RowSql = (row, scope) =>
  `(${eventAudience(row, scope)} AND ${visibleWithDispute(row, scope)})`;

/** Messages: with their dispute, of the channels that the role reads. */
export const messageVisible: RowSql = (row, scope) =>
  `(${messageChannel(row, scope)} AND ${visibleWithDispute(row, scope)})`;

/** What is true of an item that is no secret any more, for whoever is in its audience. */
function itemExchanged(row: string, role: Role): readonly string[] {
  return [oneOf(`${row}.status`, [...openStatuses]), oneOf(`${row}.audience`, audiencesOf(role))];
}

/** Whether an item is the viewer's side's own, or open to the viewer; the SQL twin of `itemsFor`. */
export const evidenceItemOpen: RowSql = (row, { viewer: { role } }) => {
  if (seesSealed(role)) return everything;
  const open = `(${itemExchanged(row, role).join(" AND ")})`;
  const side = sideOf(role);
  return side === null ? open : `(${row}.side = '${side}' OR ${open})`;
};

/** Items of evidence: with their dispute, as far as they are not sealed from the viewer. */
export const evidenceItemVisible: RowSql = (row, scope) =>
  `(${evidenceItemOpen(row, scope)} AND ${visibleWithDispute(row, scope)})`;

/** Versions of the rules: drafts for those who make rules, all others for everybody; the SQL twin of `maySeeRulebook`. */
export const rulebookVisible: RowSql = (row, { viewer }) =>
  seesRuleMaking(viewer.role) ? everything : `${row}.status <> '${StoredRulebookStatus.DRAFT}'`;

/** Simulations and what they found: for those who work on the rules, and who may read everything. */
export const simulationVisible: RowSql = (_row, { viewer }) =>
  maySeeSimulations(viewer.role) ? everything : nothing;

/**
 * Files of evidence: with their dispute, for the side that handed them in; for others once an item with the file was
 * exchanged to an audience that they are in. Of what is sealed they must not even know that it is there. Items name files
 * as they were handed in, and a copy with parts removed is known to those who know of that.
 */
export const evidenceFileVisible: RowSql = (row, scope) => {
  const { role } = scope.viewer;
  if (seesSealed(role)) return everything;
  if (reachOf(role) === Reach.NONE) return nothing;
  const side = sideOf(role);
  const own =
    side === null
      ? `(${row}.side IS NULL AND ${row}.uploader_id = ${viewerId(scope)})`
      : `${row}.side = '${side}'`;
  const named = scope.alias();
  const exchanged = exists(scope, "evidence_item", (item) => [
    `${item}.id IN (SELECT ${named}.item_id FROM evidence_item_file AS ${named} WHERE ${named}.file_id = coalesce(${row}.original_id, ${row}.id))`,
    ...itemExchanged(item, role),
  ]);
  return `((${own} OR ${exchanged}) AND ${visibleWithDispute(row, scope)})`;
};

/** A colleague's dossier; of who opens what was removed from files only where nothing was, for it may be in there. */
const sharedDossier: RowSql = (row, scope) => {
  const isShared = oneOf(`${row}.requested_by_role`, sharingRoles);
  if (opensUnredacted(scope.viewer.role)) return isShared;
  const file = scope.alias();
  const asShown = sharingRoles.filter((role) => !opensUnredacted(role));
  return `(${isShared} AND (${oneOf(`${row}.requested_by_role`, asShown)} OR NOT EXISTS (
    SELECT FROM evidence_file AS ${file} WHERE ${file}.dispute_id = ${row}.dispute_id AND ${file}.redacted_by IS NOT NULL)))`;
};

/**
 * Dossiers: with their dispute, for whoever asked for them; those of staff for colleagues too, as far as nothing sealed
 * can be in them. Whoever reads what is sealed sees all.
 */
export const dossierVisible: RowSql = (row, scope) => {
  const { role } = scope.viewer;
  const withDispute = visibleWithDispute(row, scope);
  if (seesSealed(role)) return withDispute;
  const own = `(${row}.requested_by_role = '${role}' AND ${row}.requested_by_id = ${viewerId(scope)})`;
  const shared = dossierViewOf(role) === "STAFF" ? [sharedDossier(row, scope)] : [];
  return `((${[own, ...shared].join(" OR ")}) AND ${withDispute})`;
};

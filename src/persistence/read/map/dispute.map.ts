import { clockLogSql } from "../clock-log.js";
import { claimTypes } from "./claim.map.js";
import { actions, advice, forecast, fromRecords, rulingDraft, sealedLimit } from "./computed-fields.js";
import { custodyEnd } from "./custody.map.js";
import { deskFields } from "./desk.map.js";
import { linkFields, linkType } from "./dispute-link.map.js";
import { queueFields, watchType } from "./queue.map.js";
import { evidenceRounds } from "./evidence.map.js";
import { eventPayload } from "./event-payload.js";
import { humanReviewFields, humanReviewTypes } from "./human-review.map.js";
import { interruptions, interruptionTypes } from "./interruptions.js";
import { jsonRows, remedyItems } from "./json-rows.js";
import { retentionFields } from "./retention.js";
import {
  always,
  columns,
  expression,
  money,
  pointingBack,
  toOne,
  type ReadType,
  type RowSql,
} from "../read-type.js";
import { swarmFields } from "./swarm.map.js";
import { staffOnly } from "./staff-only.js";
import { eventNumber, eventOrder, evidenceOrder, messageOrder, offerOrder } from "../orderings.js";
import {
  disputeVisible,
  eventAudience,
  evidenceItemOpen,
  eventVisible,
  messageChannel,
  messageVisible,
  visibleWithDispute,
} from "../visibility.js";

const currencyOfDispute: RowSql = (row, scope) => {
  const dispute = scope.alias();
  return `(SELECT ${dispute}.currency FROM dispute AS ${dispute} WHERE ${dispute}.id = ${row}.dispute_id)`;
};

const disputedLines = {
  type: "OrderLine",
  on: (parent: string, child: string) =>
    `${child}.id IN (SELECT order_line_id FROM dispute_line WHERE dispute_id = ${parent}.id)`,
  implied: always,
} as const;

const disputeType: ReadType = {
  name: "Dispute",
  table: "dispute",
  visible: disputeVisible,
  currency: (row) => `${row}.currency`,
  ownCurrency: true,
  fields: {
    ...columns(
      "id",
      "number",
      "status",
      "waitingOn",
      "deadlineAt",
      "level",
      "outcome",
      "reason",
      "finalReason",
    ),
    ...columns("openedBy", "version", "rulebookVersion", "openedAt", "updatedAt", "closedAt"),
    stage: {
      kind: "computed",
      needs: { $status: (row) => `${row}.status`, $suspendedFrom: (row) => `${row}.suspended_from` },
    },
    ...deskFields,
    claim: { kind: "embedded", type: "Claim" },
    refusal: { kind: "embedded", type: "ClaimRefusal", present: (row) => `${row}.refusal_code IS NOT NULL` },
    informationRequest: {
      kind: "embedded",
      type: "InformationRequest",
      present: (row) => `${row}.information_request IS NOT NULL`,
    },
    inadmissibility: {
      kind: "embedded",
      type: "Inadmissibility",
      present: (row) => `${row}.inadmissibility IS NOT NULL`,
    },
    ...humanReviewFields,
    ...interruptions,
    mergedInto: toOne("Dispute", "merged_into_id"),
    mergedDisputes: { kind: "list", orderBy: "opened_at, id", ...pointingBack("Dispute", "merged_into_id") },
    ruleAdjustments: jsonRows("RuleAdjustment", "adjustments", [
      ...["source text", "name text", "change jsonb", '"windowClosesAt" timestamptz(3)', "clause text"],
    ]),
    order: toOne("Order", "order_id", always),
    merchant: toOne("Merchant", "merchant_id", always),
    shopper: toOne("Shopper", "shopper_id", always),
    mediator: toOne("Mediator", "mediator_id", always),
    ...queueFields,
    ...linkFields,
    ...swarmFields,
    lines: { kind: "list", orderBy: "position", ...disputedLines },
    ruling: {
      kind: "one",
      ...pointingBack("Ruling", "dispute_id", always),
      on: (
        parent,
        child,
      ) => `${child}.dispute_id = ${parent}.id AND ${child}.id = (SELECT latest.id FROM ruling AS latest
        WHERE latest.dispute_id = ${parent}.id ORDER BY latest.issued_at DESC, latest.id DESC LIMIT 1)`,
    },
    rulings: { kind: "list", orderBy: "issued_at, id", ...pointingBack("Ruling", "dispute_id", always) },
    appeals: { kind: "list", orderBy: "filed_at, id", ...pointingBack("Appeal", "dispute_id", always) },
    obligations: { kind: "list", orderBy: "due_at, id", ...pointingBack("Obligation", "dispute_id", always) },
    offers: { kind: "connection", ordering: offerOrder, ...pointingBack("Offer", "dispute_id", always) },
    proposals: {
      kind: "list",
      orderBy: "proposed_at, id",
      ...pointingBack("Proposal", "dispute_id", always),
    },
    messages: {
      kind: "connection",
      ordering: messageOrder,
      type: "Message",
      on: (parent, child, scope) => `${child}.dispute_id = ${parent}.id AND ${messageChannel(child, scope)}`,
      implied: always,
    },
    events: {
      kind: "connection",
      ordering: eventOrder,
      type: "DisputeEvent",
      on: (parent, child, scope) => `${child}.dispute_id = ${parent}.id AND ${eventAudience(child, scope)}`,
      implied: always,
    },
    evidence: {
      kind: "connection",
      ordering: evidenceOrder,
      type: "EvidenceItem",
      on: (parent, child, scope) =>
        `${child}.dispute_id = ${parent}.id AND ${evidenceItemOpen(child, scope)}`,
      implied: always,
    },
    evidenceRounds,
    custodyEnd,
    sealedLimit,
    viewerState: advice,
    allowedActions: actions,
    blockedActions: actions,
    ifNothingHappens: forecast,
    clockReport: { kind: "computed", needs: { $log: clockLogSql } },
    recommendation: fromRecords,
    rulingDraft,
    requirements: fromRecords,
    freightPreview: fromRecords,
    retention: retentionFields,
  },
};

const remedyItemType: ReadType = {
  name: "RemedyItem",
  currency: (row) => `${row}.currency`,
  fields: {
    ...columns("kind"),
    amount: money((row) => `${row}.amount_minor`),
    orderLine: toOne("OrderLine", "order_line_id"),
  },
};

const eventType: ReadType = {
  name: "DisputeEvent",
  table: "dispute_event",
  visible: eventVisible,
  fields: {
    ...columns("id", "type", "actorRole", "audience", "clause", "occurredAt"),
    payload: expression(eventPayload),
    sequence: expression(eventNumber),
    // The chain runs over events that a side may not see; only staff can check it.
    hash: staffOnly((row) => `${row}.hash`),
    dispute: toOne("Dispute", "dispute_id", always),
  },
};

/** How disputes and what belongs to them are read. */
export const disputeTypes: readonly ReadType[] = [
  disputeType,
  ...claimTypes,
  remedyItemType,
  ...humanReviewTypes,
  ...interruptionTypes,
  eventType,
  watchType,
  linkType,
  {
    name: "RuleAdjustment",
    fields: {
      ...columns("source", "name", "change", "clause"),
      windowClosesAt: expression((row) => `${row}."windowClosesAt"`),
    },
  },
  {
    name: "Offer",
    table: "offer",
    visible: visibleWithDispute,
    fields: {
      ...columns("id", "side", "status", "termsHash", "message", "madeAt", "expiresAt", "decidedAt"),
      terms: remedyItems("terms"),
      dispute: toOne("Dispute", "dispute_id", always),
    },
  },
  {
    name: "Message",
    table: "message",
    visible: messageVisible,
    fields: {
      ...columns("id", "channel", "authorRole", "text", "sentAt"),
      dispute: toOne("Dispute", "dispute_id", always),
    },
  },
  {
    name: "Obligation",
    table: "obligation",
    visible: visibleWithDispute,
    currency: currencyOfDispute,
    fields: {
      ...columns("id", "kind", "owner", "beneficiary", "condition", "status", "dueAt"),
      amount: money((row) => `${row}.amount_minor`),
      orderLine: toOne("OrderLine", "order_line_id", always),
      dispute: toOne("Dispute", "dispute_id", always),
    },
  },
];

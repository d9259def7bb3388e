import { stageOf } from "../../src/domain/dispute/statuses.js";
import type { Dispute } from "../../src/domain/dispute/dispute.js";
import { orderFields, type Special } from "./oracle-orders.js";
import type { Item } from "./oracle-rows.js";
import { swarmFields } from "./oracle-swarms.js";
import type { ReadOracle } from "./read-oracle.js";

function without(object: unknown, ...names: readonly string[]): unknown {
  const entries = Object.entries(object as Record<string, unknown>);
  return Object.fromEntries(entries.filter(([name]) => !names.includes(name)));
}

/** A payload as the sides and machines see it. */
function forOthers({ payload }: Item): unknown {
  const { ruling, dispute, ...rest } = payload as Record<string, unknown>;
  return {
    ...(without(rest, "custody") as object),
    ...(ruling !== undefined && { ruling: without(ruling, "recommended", "divergenceReason", "review") }),
    ...(dispute !== undefined && { dispute: without(dispute, "evidence") }),
  };
}

/** What a side had sealed is its own, in the log too, but to an auditor. */
function forStaff(o: ReadOracle, { payload, audience, type }: Item): unknown {
  const ofOneSide = audience !== "ALL" && String(type).startsWith("EVIDENCE_");
  if (!ofOneSide || o.viewer.role === "AUDITOR") return payload;
  return without(payload, "item", "itemId", "submitted");
}

function roundsOf(item: Item): Record<string, unknown>[] {
  return (item["evidence"] ?? []) as Record<string, unknown>[];
}

function recommendedIn(item: Item): { outcome: string; clause: string } | null {
  return item["recommended"] as { outcome: string; clause: string } | null;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function instantFor({ isStaff }: ReadOracle, instant: unknown): string | null {
  return isStaff && typeof instant === "string" ? new Date(instant).toISOString() : null;
}

const underReview: readonly string[] = [
  "QUEUED",
  "IN_REVIEW",
  "EVIDENCE",
  "REBUTTAL",
  "PROPOSED",
  "DECIDING",
];

/** Who has accepted a proposal, as far as the viewer may know. */
function acceptedBy(o: ReadOracle, item: Item): string[] {
  const all = item["accepted_by"] as string[];
  return o.isStaff || item["status"] === "ACCEPTED" ? all : all.filter((side) => side === o.side);
}

const textsOf = (parts: unknown) => (parts as { text: string | null }[]).map(({ text }) => text);

/** The fields that are not simply a column of their row, or the row that it points at. */
export const oracleFields: Record<string, Special> = {
  "Merchant.members": (o, item) => o.children("merchant_member", "merchant_id", item, "name"),
  "Shopper.city": (o, item) => (o.isMerchant ? null : item["city"]),
  "Mediator.level": (o, item) => (o.isSide ? null : item["level"]),
  ...Object.fromEntries(
    ["capacity", "languages", "certifiedReasons"].map((name) => [
      `Mediator.${name}`,
      (o: ReadOracle, item: Item) => (o.isStaff ? item[snake(name)] : null),
    ]),
  ),
  "Mediator.shiftStartedAt": (o, item) => instantFor(o, item["shift_started_at"]),
  "Mediator.shiftEndsAt": (o, item) => instantFor(o, item["shift_ends_at"]),
  "Mediator.openCases": (o, item) =>
    o.isStaff
      ? o.world["dispute"]!.filter(
          (row) => row["mediator_id"] === item["id"] && underReview.includes(String(row["status"])),
        ).length
      : null,
  "Mediator.certifications": (o, item) =>
    o.isStaff
      ? o.world["mediator_certification"]!.filter((row) => row["mediator_id"] === item["id"]).map((row) => ({
          ...{ $type: "MediatorCertification", ...row },
          certified_until: new Date(String(row["certified_until"])).toISOString(),
        }))
      : [],
  "Dispute.queuedAt": (o, item) => instantFor(o, item["queued_at"]),
  "Dispute.overdueAt": (o, item) => instantFor(o, item["overdue_at"]),
  "Dispute.watches": (o, item) =>
    o.isStaff
      ? o.world["watch"]!.filter((row) =>
          [item["id"], item["shopper_id"], item["merchant_id"]].includes(row["subject_id"]),
        )
          .map((row) => ({ $type: "StandingWatch", ...row, subject: row["subject_kind"] }))
          .toSorted((a: Record<string, unknown>, b: Record<string, unknown>) =>
            String(a["watched_at"]) < String(b["watched_at"]) ? -1 : 1,
          )
      : [],
  "Dispute.links": (o, item) =>
    o.world["dispute_link"]!.filter((row) => row["dispute_id"] === item["id"])
      .filter((row) => o.one("dispute", row["other_id"]) !== null)
      .map((row) => ({ ...row, $type: "DisputeLink", key: `${String(row["linked_at"])} ${row.id}` }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  "DisputeLink.dispute": (o, item) => o.one("dispute", item["other_id"]),
  "DisputeLink.reason": (o, item) => (o.isStaff ? item["reason"] : null),
  ...orderFields,
  ...swarmFields,
  "Payment.amount": (o, item) => o.money(item, item["amount_minor"]),
  "Refund.amount": (o, item) => o.money(item, item["amount_minor"]),
  "Obligation.amount": (o, item) => o.money(item, item["amount_minor"]),
  "RemedyItem.amount": (o, item) => o.money(item, item["minor"]),
  "Money.currency": (_o, item) => item["currency"],
  "Shipment.trackingEvents": (o, item) => o.children("tracking_event", "shipment_id", item, "occurred_at"),
  "Dispute.stage": (_o, item) =>
    stageOf({ status: item["status"], suspendedFrom: item["suspended_from"] } as Dispute),
  "Dispute.claim": (_o, item) => item,
  "Claim.amount": (o, item) => o.money(item, item["claimed_minor"]),
  "Claim.items": (o, item) =>
    o.world["dispute_line"]!.filter((row) => row["dispute_id"] === item["id"]).map((row) => ({
      $type: "RemedyItem",
      kind: item["remedy"],
      order_line_id: row["order_line_id"],
      minor: row["claimed_minor"],
      currency: item["currency"],
    })),
  "Dispute.refusal": (_o, item) => (item["refusal_code"] === null ? null : item),
  "ClaimRefusal.code": (_o, item) => item["refusal_code"],
  "ClaimRefusal.statement": (_o, item) => item["refusal_statement"],
  "Dispute.suspensions": (_o, item) =>
    (item["suspensions"] as object[]).map((each) => ({
      $type: "Suspension",
      ...(without(each, "kept") as object),
    })),
  "Dispute.mergedDisputes": (o, item) => o.children("dispute", "merged_into_id", item, "opened_at"),
  "Dispute.reopenings": (_o, item) =>
    (item["reopenings"] as object[]).map((each) => ({
      $type: "Reopening",
      ...(without(each, "formerMediatorId") as object),
    })),
  // In no dispute of the world was a mediator challenged or the case handed on; tests/graphql/desk.test.ts reads some.
  "Dispute.desk": (_o, item) => ({ ...item, $type: "CaseDesk" }),
  "CaseDesk.challengeUntil": () => null,
  "CaseDesk.challenges": () => [],
  "CaseDesk.stepsToConfirm": () => [],
  "CaseDesk.requiredLevel": () => 1,
  "Dispute.handovers": () => [],
  "Dispute.conflictChecks": () => [],
  "Dispute.ruleAdjustments": (_o, item) =>
    (item["adjustments"] as object[]).map((each) => ({ $type: "RuleAdjustment", ...each })),
  "Dispute.lines": (o, item) =>
    o.seen("order_line", (row) =>
      o.world["dispute_line"]!.some(
        (line) => line["dispute_id"] === item["id"] && line["order_line_id"] === row.id,
      ),
    ),
  "Dispute.ruling": (o, item) => o.children("ruling", "dispute_id", item, "issued_at").at(-1) ?? null,
  "Dispute.rulings": (o, item) => o.children("ruling", "dispute_id", item, "issued_at"),
  "Dispute.obligations": (o, item) => o.children("obligation", "dispute_id", item, "due_at"),
  "Dispute.offers": (o, item, args) => o.page(o.children("offer", "dispute_id", item, "made_at"), args),
  "Dispute.messages": (o, item, args) => o.page(o.children("message", "dispute_id", item, "sent_at"), args),
  "Dispute.events": (o, item, args) =>
    o.page(o.children("dispute_event", "dispute_id", item, "sequence"), args),
  "Dispute.evidence": (o, item, args) => {
    const seenAt = (row: Item): string => String(row["exchanged_at"] ?? row["created_at"]);
    const items = o.children("evidence_item", "dispute_id", item, "id");
    return o.page(
      items.toSorted((a, b) => (seenAt(a) < seenAt(b) ? -1 : Number(seenAt(a) > seenAt(b)))),
      args,
    );
  },
  "Dispute.evidenceRounds": (_o, item) =>
    roundsOf(item).map((round) => ({ $type: "EvidenceRound", ...round })),
  "EvidenceRound.completedBy": (o, item) => {
    const all = item["completedBy"] as string[];
    return o.isStaff || item["exchangedAt"] !== null ? all : all.filter((side) => side === o.side);
  },
  "EvidenceItem.orderLines": (o, item) =>
    o
      .seen("order_line", ({ id }) => (item["order_line_ids"] as string[]).includes(id))
      .sort((a, b) => Number(a["position"]) - Number(b["position"])),
  // No item of the world has files; tests/server/evidence/hearing.test.ts reads some.
  "EvidenceItem.files": () => [],
  // No ruling of the world is appealed against; tests/services/appeals.test.ts reads an appeal.
  "Dispute.appeals": () => [],
  "Ruling.appeals": () => [],
  // None is corrected or asked about either; tests/services/ruling-notes.test.ts reads what comes of that.
  "Ruling.corrections": () => [],
  "Ruling.clarifications": () => [],
  "Ruling.asIssued": (_o, item) => item,
  "RulingAsIssued.findings": (_o, item) => textsOf(item["findings"]),
  "RulingAsIssued.conclusions": (_o, item) => textsOf(item["conclusions"]),
  "RulingAsIssued.remedies": (o, item) => o.remedies(item["remedies"], o.currencyOf(item)),
  "Finding.evidence": (o, item) => {
    const cited = (item["evidenceItemIds"] ?? []) as string[];
    return cited.flatMap((cite) => o.seen("evidence_item", ({ id }) => id === cite));
  },
  "Finding.absences": (_o, item) => item["absences"] ?? [],
  "DisputeEvent.sequence": (o, item) => o.numberOf(item),
  "DisputeEvent.hash": (o, item) => (o.isStaff ? item["hash"] : null),
  "DisputeEvent.payload": (o, item) => (o.isStaff ? forStaff(o, item) : forOthers(item)),
  "Ruling.recommendedOutcome": (o, item) => (o.isStaff ? (recommendedIn(item)?.outcome ?? null) : null),
  "Ruling.recommendedByClause": (o, item) => (o.isStaff ? (recommendedIn(item)?.clause ?? null) : null),
  "Ruling.divergenceReason": (o, item) => (o.isStaff ? item["divergence_reason"] : null),
  "Offer.terms": (o, item) => o.remedies(item["terms"], o.currencyOf(item)),
  "Ruling.ruledRemedies": (o, item) =>
    o.remedies(item["remedies"], o.currencyOf(item)).map((remedy, index) => ({
      ...{ costBearers: [], formulaTrace: null, ...(item["remedies"] as object[])[index] },
      ...remedy,
      $type: "RuledRemedy",
    })),
  "RuledRemedy.amount": (o, item) => o.money(item, item["minor"]),
  "RuledRemedy.formulaTrace": (_o, item) => {
    const trace = item["formulaTrace"] as { inputs: object } | null;
    if (trace === null) return null;
    const inputs = Object.entries(trace.inputs).map(([name, value]) => ({ name, value: value as string }));
    return {
      ...trace,
      inputs: inputs.toSorted((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1)),
    };
  },
  "Proposal.terms": (o, item) => o.remedies(item["terms"], o.currencyOf(item)),
  "Proposal.acceptedBy": (o, item) => acceptedBy(o, item),
  "Proposal.status": (o, item) =>
    item["status"] === "HALF_ACCEPTED" && acceptedBy(o, item).length === 0 ? "SENT" : item["status"],
  "Proposal.expiresAt": (o, item) => {
    const dispute = o.world["dispute"]!.find(({ id }) => id === item["dispute_id"]);
    const waits = dispute?.["status"] === "PROPOSED" && item["decided_at"] === null;
    return waits ? dispute["deadline_at"] : null;
  },
  "Dispute.proposals": (o, item) => o.children("proposal", "dispute_id", item, "proposed_at"),
  "Ruling.remedies": (o, item) => o.remedies(item["remedies"], o.currencyOf(item)),
  "Query.disputes": (o, _item, args) => {
    const key = (row: Item): string => `${String(row["opened_at"])} ${String(row["id"])}`;
    return o.page(
      o.seen("dispute").sort((a, b) => (key(a) > key(b) ? -1 : 1)),
      args,
    );
  },
};

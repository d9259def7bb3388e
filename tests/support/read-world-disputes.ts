import { noClock } from "../../src/domain/dispute/dispute-clock.js";
import { DisputeStatus, OfferStatus, WaitingOn } from "../../src/domain/dispute/dispute.js";
import { RemedyKind } from "../../src/domain/dispute/remedy.js";
import { addEvidence, evidenceEvent, roundsOf } from "./read-world-evidence.js";
import { at, pick, testId, type Row, type World } from "./read-world-parts.js";
import { swarmOf } from "./read-world-swarms.js";

const audiences = ["ALL", "SHOPPER", "MERCHANT", "STAFF", "ALL", "MERCHANT"];

function addLog(world: World, n: number, disputeId: string): void {
  const sequences = { shopper: 0, merchant: 0 };
  for (let index = 0; index < 4 + (n % 5); index += 1) {
    const audience = pick(audiences, index + (n % 2));
    const forShopper = audience === "ALL" || audience === "SHOPPER";
    const forMerchant = audience === "ALL" || audience === "MERCHANT";
    world["dispute_event"]!.push({
      dispute_id: disputeId,
      sequence: index + 1,
      id: testId(13, 100 * n + index),
      shopper_sequence: forShopper ? ++sequences.shopper : null,
      merchant_sequence: forMerchant ? ++sequences.merchant : null,
      type: index === 0 ? "DISPUTE_OPENED" : "MESSAGE_SENT",
      audience,
      actor_role: "SHOPPER",
      actor_id: testId(2, 0),
      payload: {
        note: `event ${index}`,
        nested: { n },
        ...(index === 0 && {
          dispute: { reason: "OTHER", evidence: { items: [{ audience: "SHOPPER" }] } },
          ruling: {
            outcome: "RULED_SPLIT",
            recommended: { n },
            divergenceReason: "SECRET-STAFF",
            review: "SECRET-STAFF",
          },
        }),
      },
      clause: index === 2 ? "G-1" : null,
      occurred_at: at(100 + index, n),
      previous_hash: "p",
      hash: `hash-${n}-${index}`,
      ...evidenceEvent(n, index, audience),
    });
  }
  for (const [index, channel] of [
    "PARTIES",
    "SHOPPER_PRIVATE",
    "MERCHANT_PRIVATE",
    "STAFF",
    "PARTIES",
  ].entries()) {
    const message = { dispute_id: disputeId, channel, author_role: "MEDIATOR", author_id: testId(3, 0) };
    // The last two share an instant.
    const sent_at = at(110 + Math.min(index, 3));
    world["message"]!.push({
      id: testId(14, 10 * n + index),
      ...message,
      text: `text ${index} \\ "q"`,
      sent_at,
    });
  }
}

function addOffers(world: World, n: number, dispute: Row, item: object): void {
  for (let index = 0; index <= n % 3; index += 1) {
    const isOpen = index === n % 3 && dispute["status"] === "NEGOTIATING";
    const terms = index === 1 ? [item, { ...item, kind: "REPAIR", amountMinor: "0" }] : [item];
    world["offer"]!.push({
      id: testId(15, 10 * n + index),
      dispute_id: dispute.id,
      side: pick(["MERCHANT", "SHOPPER"], index),
      status: isOpen ? OfferStatus.OPEN : OfferStatus.DECLINED,
      terms,
      terms_hash: `h${index}`,
      message: null,
      made_at: at(120 + index),
      expires_at: at(200),
      decided_at: isOpen ? null : at(130),
    });
  }
}

/** One that was declined after a side had accepted, and where one waits, one that a side has accepted or none. */
function addProposals(world: World, n: number, dispute: Row, item: object): void {
  if (!["PROPOSED", "DECIDING"].includes(String(dispute["status"]))) return;
  const waits = dispute["status"] === "PROPOSED";
  for (let index = 0; index <= Number(waits); index += 1) {
    const accepted = pick([["SHOPPER"], ["MERCHANT"], []], n + index);
    world["proposal"]!.push({
      id: testId(21, 10 * n + index),
      dispute_id: dispute.id,
      mediator_id: testId(3, n % 3),
      status: index === 0 ? "DECLINED" : pick(["HALF_ACCEPTED", "HALF_ACCEPTED", "SENT"], n + index),
      terms: [item],
      ...{ terms_hash: `p${index}`, explanation: `because ${n}`, accepted_by: accepted },
      ...{ proposed_at: at(140 + index), decided_at: index === 0 ? at(141) : null },
    });
  }
}

/** What the findings of some rulings cite: a record that may be the shopper's alone, an item, an absence. */
function citedIn(n: number, index: number): object {
  if (index > 0) return {};
  const absences = [{ side: "MERCHANT", slot: "PHOTO_OF_ITEM" }];
  return { evidenceItemIds: [1, 2, 0].map((item) => testId(18, 20 * n + item)), absences };
}

/** How an amount was worked out. */
const formulaTrace = {
  ...{ formula: "REFUND_OF_LINE", currency: "EUR", clause: "R-OTHER", rulebookVersion: "2026-11" },
  ...{ inputs: { paid: "5.00", freight: "0.00", refunded: "0.00" }, result: "5.00" },
};

function addRulings(world: World, n: number, dispute: Row, item: object): void {
  if (!["RULED", "APPEALED", "PERFORMING", "CLOSED"].includes(String(dispute["status"]))) return;
  const shares = [
    { party: "MERCHANT", basisPoints: 7000 },
    { party: "CARRIER", basisPoints: 3000 },
  ];
  for (let index = 0; index < 1 + (n % 2); index += 1) {
    const recordedAbsence = pick([null, "no photo"], index);
    world["ruling"]!.push({
      id: testId(16, 10 * n + index),
      dispute_id: dispute.id,
      mediator_id: testId(3, (n + index) % 3),
      outcome: "RULED_SPLIT",
      findings: [
        { text: "late", sources: ["ORDER_RECORD", "REVIEW"], recordedAbsence, ...citedIn(n, index) },
      ],
      reasons: "because",
      clauses: ["G-AUTHORITY", "R-OTHER"],
      conclusions: ["G-AUTHORITY", "R-OTHER"].map((clause, position) => ({
        text: pick(["so it follows", null], position),
        ...{ clause, rulebookVersion: dispute["rulebook_version"], findingIndexes: [0] },
      })),
      fault_shares: pick([shares, []], index),
      remedies: [pick([{ ...item, costBearers: shares, formulaTrace }, item], index)],
      issued_at: at(300 + index),
      appealable_until: at(400),
      recommended: index === 0 ? { outcome: "RULED_FOR_SHOPPER", clause: "R-2", remedies: [] } : null,
      review: null,
      deficiencies: [],
      divergence_reason: index === 0 ? `SECRET-STAFF reason ${n}` : null,
    });
  }
}

function addObligations(world: World, n: number, dispute: Row, lines: readonly Row[]): void {
  if (dispute["status"] !== "PERFORMING") return;
  for (const [index, line] of lines.entries()) {
    const condition = pick([null, "AFTER_RETURN_RECEIVED"], index);
    const who = { owner: "MERCHANT", beneficiary: "SHOPPER", condition };
    const what = {
      order_line_id: line.id,
      kind: "REFUND",
      amount_minor: "500",
      status: "DUE",
      due_at: at(500),
    };
    world["obligation"]!.push({ id: testId(17, 10 * n + index), dispute_id: dispute.id, ...who, ...what });
  }
}

/** One of a category and one of a promise that ends. */
const adjustments = [
  { source: "CATEGORY", name: "food", change: { windowDays: 3 }, windowClosesAt: null, clause: "G-1" },
  { source: "PROMISE", name: "FREE_RETURN", change: {}, windowClosesAt: at(300), clause: "G-2" },
];

const withoutMediator: readonly string[] = ["MERCHANT_RESPONSE", "NEGOTIATING", "QUEUED"];

const reopening = {
  ...{ ground: "NEW_EVIDENCE", statement: "It was found.", reopenedBy: "SHOPPER", outcome: "LAPSED" },
  ...{ reopenedAt: at(190), closedAt: at(185), formerMediatorId: null },
};

/** One that is over, and one under way where the dispute is held. */
function suspensionsOf(n: number, status: DisputeStatus): readonly object[] {
  const said = { statement: `A lab looks at it, ${n}`, suspendedAt: at(150), reviewAt: at(160) };
  const over = { reason: "INSPECTION", ...said, endedAt: at(155), kept: null };
  const kept = { clock: noClock, remainingMs: 3_600_000, halfMs: null, answerMs: null };
  const present = { reason: "INCAPACITY", ...said, suspendedAt: at(180), endedAt: null, kept };
  return [...(n % 2 === 0 ? [over] : []), ...(status === DisputeStatus.SUSPENDED ? [present] : [])];
}

/** The columns that depend on the status. */
function standingOf(n: number, status: DisputeStatus): Record<string, unknown> {
  const closed = status === DisputeStatus.CLOSED;
  const ended = closed || status === DisputeStatus.PERFORMING;
  const refusal = { refusal_code: "OTHER", refusal_statement: "No.", refused_at: at(115) };
  const noRefusal = { refusal_code: null, refusal_statement: null, refused_at: null };
  return {
    status,
    mediator_id: withoutMediator.includes(status) ? null : testId(3, n % 3),
    waiting_on: closed ? WaitingOn.NONE : pick(["MERCHANT", "SHOPPER", "PLATFORM", "BOTH"], n),
    deadline_at: closed ? null : at(600 + (n % 4)),
    suspended_from: status === DisputeStatus.SUSPENDED ? "RULED" : null,
    suspensions: suspensionsOf(n, status),
    outcome: ended ? pick(["SETTLED", "CONCEDED"], n) : null,
    closed_at: closed ? at(550) : null,
    ...(status === DisputeStatus.MERCHANT_RESPONSE ? noRefusal : refusal),
    merged_into_id: null,
    reopenings: n % 4 === 0 ? [] : [reopening],
  };
}

/** Adds the dispute of order `n`, with its log, messages, offers, rulings and obligations. */
export function addDispute(world: World, n: number, rulebookVersion: string): void {
  const order = world["order"]![n]!;
  const all = world["order_line"]!.filter((line) => line["order_id"] === order.id);
  const merchant = all[0]!["merchant_id"];
  const lines = all.filter((line) => line["merchant_id"] === merchant);
  const status = pick(Object.values(DisputeStatus), n);
  const dispute: Row = {
    id: testId(12, n),
    number: `D-2026-${String(n).padStart(7, "0")}`,
    order_id: order.id,
    merchant_id: merchant,
    shopper_id: order["shopper_id"],
    rulebook_version: rulebookVersion,
    adjustments: n % 2 === 0 ? [] : adjustments,
    level: 1 + (n % 3),
    reason: pick(["NOT_RECEIVED", "NOT_AS_DESCRIBED", "OTHER"], n),
    final_reason: null,
    currency: order["currency"],
    remedy: pick([RemedyKind.REFUND, RemedyKind.RETURN_AND_REFUND], n),
    claimed_minor: String(300 * lines.length),
    statement: n === 4 ? "100% broken_thing \\ here" : `It never came, ${n}`,
    amendments: n % 3,
    perishable: false,
    opened_by: "SHOPPER",
    opened_at: at(100 + Math.floor(n / 3), 7),
    updated_at: at(200 + ((n * 7) % 11)),
    version: 1 + n,
    last_sequence: 1,
    last_shopper_sequence: 1,
    last_merchant_sequence: 1,
    last_hash: "x",
    evidence: roundsOf(n, status),
    queued_at: n % 3 === 0 ? null : at(210 + n),
    overdue_at: n % 3 === 1 ? at(400 + n) : null,
    ranks_since: at(100 - (n % 5)),
    ...swarmOf(n),
    ...standingOf(n, status),
  };
  world["dispute"]!.push(dispute);
  for (const line of lines) {
    const disputed = {
      dispute_id: dispute.id,
      order_line_id: line.id,
      claimed_minor: "300",
      open: status !== DisputeStatus.CLOSED,
    };
    world["dispute_line"]!.push({ ...disputed, id: "" });
  }
  addLog(world, n, dispute.id);
  const item = { kind: "REFUND", orderLineId: lines[0]!.id, amountMinor: "500" };
  addOffers(world, n, dispute, item);
  addProposals(world, n, dispute, item);
  addRulings(world, n, dispute, item);
  addObligations(world, n, dispute, lines);
  addEvidence(world, n, dispute, lines);
}

import { EvidenceItemStatus } from "../../src/domain/evidence/evidence-item.js";
import { at, pick, testId, type Row, type World } from "./read-world-parts.js";

const sides = ["SHOPPER", "MERCHANT"] as const;

/** An event about evidence in the place of another one, with what is sealed in it; none where the place is not one's. */
export function evidenceEvent(n: number, index: number, audience: string): Record<string, unknown> {
  if (n % 3 !== 0 || index === 0) return {};
  if (index === 3)
    return { type: "EVIDENCE_EXCHANGED", payload: { items: [`SEALED-${n}`], custody: { sequence: 9 } } };
  if (audience !== "SHOPPER" && audience !== "MERCHANT") return {};
  const sealed = { item: { id: `SEALED-${index}` }, itemId: `SEALED-${index}`, submitted: ["SEALED"] };
  return { type: "EVIDENCE_SUBMITTED", payload: { note: `event ${index}`, ...sealed } };
}

/** The evidence rounds of dispute `n`; null where there was none. The latest is open in the status EVIDENCE. */
export function roundsOf(n: number, status: string): object[] | null {
  const open = status === "EVIDENCE";
  if (!open && n % 3 === 1) return null;
  return Array.from({ length: 1 + (n % 2) }, (_, index) => {
    const isOpen = open && index === n % 2;
    return {
      number: index + 1,
      text: `Show it, ${n}`,
      demands: [{ side: pick(sides, n), slot: "PHOTO_OF_ITEM", level: "MANDATORY" }],
      requestedAt: at(140 + index),
      extendedBy: index === 0 ? [] : [pick(sides, n)],
      completedBy: pick([[], ["SHOPPER"], ["MERCHANT"]], n + index),
      waived: index === 0 ? [] : [{ side: "SHOPPER", slot: "INVOICE", reason: "It is on record." }],
      absences: isOpen ? [] : [{ side: pick(sides, n), slot: "PHOTO_OF_ITEM" }],
      exchangedAt: isOpen ? null : at(160 + index),
      rebuttedBy: isOpen ? [] : ["MERCHANT"],
    };
  });
}

const statuses = Object.values(EvidenceItemStatus);
const sealed: readonly string[] = [EvidenceItemStatus.DRAFT, EvidenceItemStatus.SUBMITTED];

/** Columns of a record of the platform: for all, or for the shopper alone. */
function recordOf(n: number, index: number): Row {
  const audience = pick(["ALL", "SHOPPER"], index);
  const record = { order: { paidMinor: String(n) } };
  const status = EvidenceItemStatus.EXCHANGED;
  return {
    id: testId(18, 20 * n + index),
    ...{ side: null, source: "SYSTEM", audience, round: 0, status, record },
  };
}

/** Columns of an item of a side. */
function itemOf(n: number, index: number): Row {
  const status = pick(statuses, n + index);
  const who = { side: pick(sides, index), source: "UPLOAD", audience: "ALL", round: n % 3 };
  return { id: testId(18, 20 * n + index), ...who, status, record: null };
}

/** When an item of a status came to what. */
function timesOf(status: string, index: number): object {
  const excluded = status === EvidenceItemStatus.EXCLUDED;
  return {
    submitted_at: status === EvidenceItemStatus.DRAFT ? null : at(150, index),
    exchanged_at: sealed.includes(status) ? null : at(160),
    decided_at: excluded ? at(170) : null,
    decision_reason: excluded ? "It shows nothing." : null,
    created_at: at(145 + (index % 3)),
  };
}

/** Adds items in every status, and records of the platform for all and for one side alone. */
export function addEvidence(world: World, n: number, dispute: Row, lines: readonly Row[]): void {
  for (let index = 0; index < 4 + (n % 5); index += 1) {
    const item = index < 2 ? recordOf(n, index) : itemOf(n, index);
    world["evidence_item"]!.push({
      ...item,
      dispute_id: dispute.id,
      version_number: 1 + (index % 3),
      slot: pick(["OTHER", "PHOTO_OF_ITEM"], index),
      narrative: pick([null, `narrative ${n} "${index}"`], index),
      happened_at: pick([null, at(90)], index),
      captured_at: at(95, index),
      order_line_ids: pick([[], lines.map(({ id }) => id)], index),
      content_hash: String(index).repeat(64).slice(0, 64),
      late_ground: pick([null, null, null, "It came by sea."], index),
      ...timesOf(String(item["status"]), index),
    });
  }
}

import { systemViewer } from "../../../src/domain/access/viewer.js";
import { requirements, type CaseRecords } from "../../../src/domain/dispute/requirements.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import type { EvidenceSlot } from "../../../src/domain/rulebook/evidence-slot.js";
import { caseOf, dispute } from "./support.js";

const records: CaseRecords = { shipments: caseOf().order.shipments, paid: true, messages: true };
const nothing: CaseRecords = { shipments: [], paid: false, messages: false };

const slot = (type: EvidenceSlot["type"], level: EvidenceSlot["level"] = "MANDATORY"): EvidenceSlot => ({
  type,
  level,
  hint: null,
});

function checklist(
  slots: { merchant?: EvidenceSlot[]; shopper?: EvidenceSlot[] },
  change: Partial<Dispute> = {},
  on: CaseRecords = records,
) {
  const rule = { merchantEvidence: slots.merchant ?? [], shopperEvidence: slots.shopper ?? [] };
  return requirements({ ...dispute, ...change }, rule, { records: on, viewer: systemViewer });
}

describe("requirements", () => {
  it.each([
    ["PROOF_OF_SHIPMENT"],
    ["PROOF_OF_DELIVERY"],
    ["TRACKING_NUMBER"],
    ["COMMUNICATION_LOG"],
    ["RECEIPT"],
  ] as const)("finds %s on record, and only there", (type) => {
    expect(checklist({ merchant: [slot(type)] })).toMatchObject([
      { slot: type, side: "MERCHANT", satisfied: true },
    ]);
    expect(checklist({ merchant: [slot(type)] }, {}, nothing)).toMatchObject([{ satisfied: false }]);
  });

  it("takes a delivery for proven only once every parcel arrived", () => {
    const [arrived] = records.shipments;
    const shipments = [arrived!, { ...arrived!, deliveredAt: null }];
    expect(checklist({ merchant: [slot("PROOF_OF_DELIVERY")] }, {}, { ...records, shipments })).toMatchObject(
      [{ satisfied: false }],
    );
  });

  it("never takes an invoice or a photo for handed in: a side has to do that", () => {
    const merchant = [slot("INVOICE"), slot("PHOTO_OF_ITEM")];
    expect(checklist({ merchant }).map(({ satisfied }) => satisfied)).toEqual([false, false]);
  });

  it("takes the claim for the shopper's statement and the refusal for the merchant's", () => {
    const slots = { merchant: [slot("PARTY_STATEMENT")], shopper: [slot("PARTY_STATEMENT")] };
    const silent = checklist(slots);
    expect(silent.map(({ side, satisfied }) => [side, satisfied])).toEqual([
      ["MERCHANT", false],
      ["SHOPPER", true],
    ]);
    const refusal = { code: "OTHER", statement: "No.", refusedAt: dispute.openedAt } as const;
    expect(checklist(slots, { refusal })[0]?.satisfied).toBe(true);
  });

  it("is content with one of a side's alternatives", () => {
    const merchant = [
      slot("TRACKING_NUMBER", "ALTERNATIVE"),
      slot("WEIGHT_RECORD", "ALTERNATIVE"),
      slot("WAREHOUSE_VIDEO", "OPTIONAL"),
    ];
    const shopper = [slot("VIDEO_UNBOXING", "ALTERNATIVE"), slot("PHOTO_OF_ITEM", "ALTERNATIVE")];
    const satisfied = checklist({ merchant, shopper }).map((each) => each.satisfied);
    expect(satisfied).toEqual([true, true, false, false, false]);
  });

  it.each([
    ["MERCHANT_RESPONSE", [dispute.deadlineAt, null]],
    ["EVIDENCE", [dispute.deadlineAt, dispute.deadlineAt]],
    ["DECIDING", [null, null]],
  ] as const)("says in %s until when each side can hand in", (status, dueAt) => {
    const slots = { merchant: [slot("WAREHOUSE_VIDEO")], shopper: [slot("PHOTO_OF_ITEM")] };
    expect(checklist(slots, { status }).map((each) => each.dueAt)).toEqual(dueAt);
  });
});

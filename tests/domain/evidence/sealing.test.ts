import fc from "fast-check";
import { Role, type Side } from "../../../src/domain/access/viewer.js";
import { ifNothingHappens, viewerState } from "../../../src/domain/dispute/advice.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import { requirements } from "../../../src/domain/dispute/requirements.js";
import { noEvidence } from "../../../src/domain/evidence/dispute-evidence.js";
import { itemsFor } from "../../../src/domain/evidence/visible-items.js";
import { addHours } from "../../../src/domain/time.js";
import { done, refusalOf } from "../dispute/acting.js";
import { contextFor, draft, newId, opened, rulebook, start, viewers } from "../dispute/support.js";
import { doneWith, ends, facts, handIn, inReview, inRound } from "./round-stage.js";

const { MEDIATOR, SHOPPER, MERCHANT_AGENT, SYSTEM } = Role;

describe("evidence outside of a round", () => {
  it.each(["MERCHANT_RESPONSE", "IN_REVIEW"])("is seen by the other side at once in %s", (status) => {
    const dispute = status === "IN_REVIEW" ? inReview() : opened();
    const verdict = decide(handIn(draft()), dispute, contextFor(viewers.SHOPPER));
    expect(verdict).toMatchObject({
      audience: "ALL",
      event: { item: { status: "EXCHANGED", exchangedAt: start, lateGround: null, round: 0 } },
    });
  });

  it("is late after the exchange: it needs a ground, says so, and counts once it is admitted", () => {
    const { after } = doneWith(
      inRound(),
      SYSTEM,
      { action: "EXCHANGE_EVIDENCE" },
      { drafts: [], now: addHours(start, 48) },
    );
    const late = draft();
    expect(refusalOf(after, SHOPPER, handIn(late), { now: addHours(start, 49) })).toBe(
      "EVIDENCE_WINDOW_CLOSED",
    );
    const handed = done(after, SHOPPER, handIn(late, "The carrier answered today."), {
      now: addHours(start, 49),
    });
    expect(handed.evidence.items).toMatchObject([
      { status: "EXCHANGED", lateGround: "The carrier answered today." },
    ]);
    const reason = "It could not come sooner.";
    const admitted = done(handed, MEDIATOR, { action: "ADMIT_EVIDENCE", itemId: late.id, reason });
    expect(admitted.evidence.items).toMatchObject([{ status: "ADMITTED", decisionReason: reason }]);
    const excluded = done(admitted, MEDIATOR, {
      action: "EXCLUDE_EVIDENCE",
      itemId: late.id,
      reason: "On reflection.",
    });
    expect(excluded.evidence.items).toMatchObject([{ status: "EXCLUDED" }]);
  });

  it("is found by the mediator only once it is open", () => {
    const dispute = done(inRound(), SHOPPER, handIn(draft()));
    const itemId = dispute.evidence.items[0]!.id;
    expect(refusalOf(dispute, MEDIATOR, { action: "ADMIT_EVIDENCE", itemId, reason: "x" })).toBe(
      "STATE_CONFLICT",
    );
  });

  it("counts for nothing once a file of it is dangerous, quietly while it is sealed", () => {
    const dispute = done(inRound(), SHOPPER, handIn(draft()));
    const itemId = dispute.evidence.items[0]!.id;
    const command: Command = { action: "QUARANTINE_EVIDENCE", itemId };
    const verdict = decide(command, dispute, contextFor(viewers.SYSTEM));
    expect(verdict).toMatchObject({ audience: "SHOPPER", event: { sealed: true } });
    const after = done(dispute, SYSTEM, command);
    expect(after).toMatchObject({
      version: dispute.version,
      evidence: { items: [{ status: "QUARANTINED" }] },
    });
    expect(refusalOf(after, SYSTEM, command)).toBe("NOT_FOUND");
  });
});

describe("the checklist", () => {
  const records = { shipments: [], paid: false, messages: false };
  const lineOf = (dispute: Dispute, role: Role, side: Side, slot: string) =>
    requirements(dispute, rulebook.reasons["QUALITY_DEFECT"]!, { records, viewer: viewers[role] }).find(
      (line) => line.side === side && line.slot === slot,
    );

  it("shows a side its own sealed items, and the other what is there only after the exchange", () => {
    const before = inRound();
    const dispute = done(before, SHOPPER, handIn(draft()));
    expect(lineOf(dispute, SHOPPER, "SHOPPER", "PHOTO_OF_ITEM")).toMatchObject({
      satisfied: true,
      requested: true,
    });
    for (const role of [MERCHANT_AGENT, MEDIATOR]) {
      expect(lineOf(dispute, role, "SHOPPER", "PHOTO_OF_ITEM")).toEqual(
        lineOf(before, role, "SHOPPER", "PHOTO_OF_ITEM"),
      );
    }
    const { after } = doneWith(
      dispute,
      SYSTEM,
      { action: "EXCHANGE_EVIDENCE" },
      { drafts: [], now: ends(dispute) },
    );
    expect(lineOf(after, MERCHANT_AGENT, "SHOPPER", "PHOTO_OF_ITEM")).toMatchObject({ satisfied: true });
    expect(lineOf(after, SHOPPER, "MERCHANT", "INSPECTION_REPORT")).toMatchObject({
      satisfied: false,
      absent: true,
    });
  });

  it("lists what was asked for beyond the rule, until when, and what was dropped", () => {
    const dispute = inRound();
    const beyond = lineOf(dispute, SHOPPER, "MERCHANT", "WITNESS_STATEMENT");
    expect(beyond).toMatchObject({ level: "OPTIONAL", requested: true, waived: false, dueAt: ends(dispute) });
    const waive: Command = {
      action: "WAIVE_SLOT",
      side: "MERCHANT",
      slot: "WITNESS_STATEMENT",
      reason: "Not needed.",
    };
    const after = done(dispute, MEDIATOR, waive);
    expect(lineOf(after, SHOPPER, "MERCHANT", "WITNESS_STATEMENT")).toMatchObject({ waived: true });
    expect(refusalOf(after, MEDIATOR, waive)).toBe("STATE_CONFLICT");
  });
});

describe("sealing", () => {
  /** What one side can do in a round, by the other side's leave or not. */
  const act = fc.constantFrom("submit", "withdraw", "complete");

  it("shows the other side the same dispute, advice and checklist, whatever a side does before the exchange", () => {
    const records = { shipments: [], paid: false, messages: false };
    const seenBy = (dispute: Dispute, role: Role) => {
      const { evidence, ...open } = dispute;
      return {
        open,
        state: viewerState(dispute, viewers[role]),
        items: itemsFor(evidence, viewers[role]),
        list: requirements(dispute, rulebook.reasons["QUALITY_DEFECT"]!, { records, viewer: viewers[role] }),
        next: ifNothingHappens({ ...dispute, evidence: { ...evidence, items: [] } }, [], rulebook),
      };
    };
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), fc.boolean(), (acts, byShopper) => {
        const [role, other] = byShopper ? [SHOPPER, MERCHANT_AGENT] : [MERCHANT_AGENT, SHOPPER];
        const side: Side = byShopper ? "SHOPPER" : "MERCHANT";
        let dispute = inRound();
        const before = seenBy(dispute, other);
        const mediatorBefore = seenBy(dispute, MEDIATOR);
        for (const each of acts) {
          const sealed = dispute.evidence.items.findLast(({ status }) => status === "SUBMITTED");
          const command: Command =
            each === "submit"
              ? handIn({ ...draft(side), id: newId() })
              : each === "withdraw"
                ? { action: "WITHDRAW_EVIDENCE", itemId: sealed?.id ?? "" }
                : { action: "COMPLETE_EVIDENCE" };
          const now = addHours(dispute.updatedAt, 1);
          const verdict = decide(command, dispute, {
            ...contextFor(viewers[role], { now }),
            evidence: facts([]),
          });
          if (!verdict.accepted) continue;
          expect(verdict.audience).toBe(side);
          dispute = evolve(dispute, verdict.event, now);
          expect(seenBy(dispute, other)).toEqual(before);
          expect(seenBy(dispute, MEDIATOR)).toEqual(mediatorBefore);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("begins with nothing", () => {
    expect(opened().evidence).toEqual(noEvidence);
  });
});

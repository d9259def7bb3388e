import { Role } from "../../../src/domain/access/viewer.js";
import { ifNothingHappens, viewerState } from "../../../src/domain/dispute/advice.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import { itemsFor } from "../../../src/domain/evidence/visible-items.js";
import { addHours } from "../../../src/domain/time.js";
import { done, refusalOf } from "../dispute/acting.js";
import { contextFor, draft, rulebook, start, viewers } from "../dispute/support.js";
import { asked, doneWith, ends, handIn, inReview, inRound } from "./round-stage.js";

const { MEDIATOR, SHOPPER, MERCHANT_AGENT, SYSTEM } = Role;

describe("an evidence round", () => {
  it("has one end for both sides, 48 hours from the request, and demands what the rule demands anyway", () => {
    const dispute = inRound();
    expect(dispute).toMatchObject({ status: "EVIDENCE", waitingOn: "BOTH" });
    expect(ends(dispute)).toEqual(addHours(start, 48));
    const { demands } = dispute.evidence.rounds[0]!;
    const byRule = rulebook.reasons["QUALITY_DEFECT"]!;
    for (const [side, slots] of [
      ["MERCHANT", byRule.merchantEvidence],
      ["SHOPPER", byRule.shopperEvidence],
    ] as const) {
      for (const { type } of slots.filter(({ level }) => level === "MANDATORY")) {
        expect(demands).toContainEqual({ side, slot: type, level: "MANDATORY" });
      }
    }
  });

  it("is asked for with at least one slot, each once, by the mediator of the case, and twice at most", () => {
    const dispute = inReview();
    expect(refusalOf(dispute, MEDIATOR, { ...asked, demands: [] })).toBe("VALIDATION");
    const twice = { ...asked, demands: [asked.demands[0]!, asked.demands[0]!] } as Command;
    expect(refusalOf(dispute, MEDIATOR, twice)).toBe("VALIDATION");
    expect(refusalOf(dispute, SHOPPER, asked)).toBe("FORBIDDEN");
    let standing = dispute;
    for (const round of [1, 2]) {
      standing = done(standing, MEDIATOR, asked);
      expect(standing.evidence.rounds).toHaveLength(round);
      standing = done(standing, SHOPPER, { action: "COMPLETE_EVIDENCE" });
      standing = done(standing, MERCHANT_AGENT, { action: "COMPLETE_EVIDENCE" });
      standing = done(standing, SHOPPER, { action: "REBUT_EVIDENCE", statement: null });
      standing = done(standing, MERCHANT_AGENT, { action: "REBUT_EVIDENCE", statement: "No." });
      expect(standing.status).toBe("DECIDING");
    }
    expect(refusalOf(standing, MEDIATOR, asked)).toBe("ATTEMPT_LIMIT");
  });

  it("keeps what is handed in to its own side, and the version and times of the dispute as they were", () => {
    const dispute = inRound();
    const verdict = decide(
      handIn(draft()),
      dispute,
      contextFor(viewers.SHOPPER, { now: addHours(start, 5) }),
    );
    if (!verdict.accepted) throw new Error(verdict.refusal.message);
    expect(verdict.audience).toBe("SHOPPER");
    const after = evolve(dispute, verdict.event, addHours(start, 5));
    expect({ ...after, evidence: null }).toEqual({ ...dispute, evidence: null });
    expect(itemsFor(after.evidence, viewers.SHOPPER)).toHaveLength(1);
    for (const role of [MERCHANT_AGENT, MEDIATOR, Role.SENIOR_MEDIATOR, Role.FRONTLINE_AGENT]) {
      expect(itemsFor(after.evidence, viewers[role])).toEqual([]);
    }
    expect(itemsFor(after.evidence, viewers.AUDITOR)).toHaveLength(1);
  });

  it("ends at once when both sides are done, and hands in what they have prepared", () => {
    const mine = draft();
    const theirs = draft("MERCHANT");
    const first = doneWith(inRound(), SHOPPER, { action: "COMPLETE_EVIDENCE" }, { drafts: [mine, theirs] });
    expect(first.verdict).toMatchObject({ audience: "SHOPPER", event: { type: "EVIDENCE_COMPLETED" } });
    expect(first.after.status).toBe("EVIDENCE");
    expect(first.after.evidence.items.map(({ id }) => id)).toEqual([mine.id]);
    const second = doneWith(
      first.after,
      MERCHANT_AGENT,
      { action: "COMPLETE_EVIDENCE" },
      { drafts: [theirs] },
    );
    expect(second.verdict).toMatchObject({ audience: "ALL", event: { type: "EVIDENCE_EXCHANGED" } });
    expect(second.after.status).toBe("REBUTTAL");
    expect(second.after.evidence.items.map(({ id, status }) => [id, status])).toEqual(
      expect.arrayContaining([
        [mine.id, "EXCHANGED"],
        [theirs.id, "EXCHANGED"],
      ]),
    );
  });

  it("ends at its end: drafts are handed in, and what is mandatory and missing is recorded", () => {
    const dispute = done(inRound(), MEDIATOR, {
      action: "WAIVE_SLOT",
      side: "MERCHANT",
      slot: "INSPECTION_REPORT",
      reason: "It was destroyed.",
    });
    const mine = draft();
    const at = ends(dispute);
    const { after, verdict } = doneWith(
      dispute,
      SYSTEM,
      { action: "EXCHANGE_EVIDENCE" },
      { drafts: [mine], now: at },
    );
    expect(verdict).toMatchObject({ clause: "T-EVIDENCE" });
    expect(after).toMatchObject({ status: "REBUTTAL", deadlineAt: addHours(at, 24) });
    const [round] = after.evidence.rounds;
    expect(round!.exchangedAt).toEqual(at);
    const missing = round!.absences.map(({ side, slot }) => `${side} ${slot}`);
    expect(missing).not.toContain("SHOPPER PHOTO_OF_ITEM");
    expect(missing).not.toContain("MERCHANT INSPECTION_REPORT");
    expect(missing).not.toContain("MERCHANT WITNESS_STATEMENT");
    const mandatory = round!.demands.filter(({ level }) => level === "MANDATORY");
    expect(missing).toHaveLength(mandatory.length - 2);
  });

  it("leaves out the drafts of a side that has completed before: they would be late", () => {
    const dispute = done(inRound(), SHOPPER, { action: "COMPLETE_EVIDENCE" });
    const at = ends(dispute);
    const { after } = doneWith(
      dispute,
      SYSTEM,
      { action: "EXCHANGE_EVIDENCE" },
      { drafts: [draft()], now: at },
    );
    expect(after.evidence.items).toEqual([]);
    expect(refusalOf(dispute, SHOPPER, handIn(draft()))).toBe("STATE_CONFLICT");
    expect(refusalOf(dispute, SHOPPER, { action: "COMPLETE_EVIDENCE" })).toBe("STATE_CONFLICT");
  });

  it("is extended once by each side, and the end moves for both", () => {
    const longer: Command = { action: "EXTEND_EVIDENCE", reason: "The laboratory needs a day." };
    const dispute = inRound();
    const once = done(dispute, SHOPPER, longer);
    expect(ends(once)).toEqual(addHours(ends(dispute), 48));
    expect(refusalOf(once, SHOPPER, longer)).toBe("ATTEMPT_LIMIT");
    const both = done(once, MERCHANT_AGENT, longer);
    expect(ends(both)).toEqual(addHours(ends(dispute), 96));
    expect(refusalOf(both, MERCHANT_AGENT, longer)).toBe("ATTEMPT_LIMIT");
  });

  it("tells a side that is done to wait, and the other nothing", () => {
    const dispute = done(inRound(), SHOPPER, { action: "COMPLETE_EVIDENCE" });
    expect(viewerState(dispute, viewers.SHOPPER)).toBe("WAITING_FOR_OTHER");
    expect(viewerState(dispute, viewers.MERCHANT_AGENT)).toBe("ACTION_REQUIRED");
    expect(ifNothingHappens(dispute, [], rulebook)).toMatchObject({
      action: "EXCHANGE_EVIDENCE",
      status: "REBUTTAL",
      at: ends(dispute),
    });
  });

  it("lets a side take a sealed item back, its own alone, and nothing after the exchange", () => {
    const mine = draft();
    const dispute = done(inRound(), SHOPPER, handIn(mine));
    const back: Command = { action: "WITHDRAW_EVIDENCE", itemId: mine.id };
    expect(refusalOf(dispute, MERCHANT_AGENT, back)).toBe("STATE_CONFLICT");
    const both = done(dispute, MERCHANT_AGENT, handIn(draft("MERCHANT")));
    expect(refusalOf(both, MERCHANT_AGENT, back)).toBe("NOT_FOUND");
    const without = done(dispute, SHOPPER, back);
    expect(without.evidence.items).toMatchObject([{ id: mine.id, status: "WITHDRAWN" }]);
    const { after } = doneWith(
      dispute,
      SYSTEM,
      { action: "EXCHANGE_EVIDENCE" },
      { drafts: [], now: ends(dispute) },
    );
    expect(refusalOf(after, SHOPPER, back)).toBe("STATE_CONFLICT");
  });
});
